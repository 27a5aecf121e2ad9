import { expect, it } from 'vitest';
import { proposedKind } from './proposed-kind.ts';

const matrix = {
  damaged: {
    high: { kinds: ['refund', 'replacement'], proposed: 'replacement' },
    low: { kinds: null, proposed: 'discount_code' },
    normal: { kinds: ['refund'], proposed: 'gift_card' },
  },
} as const;

it('proposes what the owner has chosen for this reason and severity', () => {
  expect(proposedKind({ matrix }, 'damaged', 'high')).toBe('replacement');
  expect(proposedKind({ matrix }, 'damaged', 'low')).toBe('discount_code');
});

it('proposes nothing where there is no rule, and nothing that the rule itself does not let agents give', () => {
  expect(proposedKind({ matrix }, 'late', 'high')).toBeNull();
  expect(proposedKind({ matrix }, 'damaged', 'normal')).toBeNull();
});
