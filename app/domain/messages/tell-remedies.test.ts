import { describe, expect, it } from 'vitest';
import { remediesToTell, topicOfRemedies } from './tell-remedies.ts';

const refund = { kind: 'refund', state: 'settled' } as const;
const code = { kind: 'discount_code', state: 'issued' } as const;

describe('what a customer is told of a decision by itself', () => {
  it('is all of it that is certain, as soon as nothing else may still come', () => {
    expect(remediesToTell([refund, code])).toEqual([refund, code]);
    for (const state of ['approved', 'sending', 'unknown', 'needs_person', 'undoing'] as const)
      expect(remediesToTell([refund, { ...code, state }])).toBe('wait');
  });

  it('is money only once it has left', () => {
    expect(remediesToTell([{ kind: 'refund', state: 'issued' }])).toBe('wait');
  });

  it('is never what came to nothing, or was taken back', () => {
    for (const state of ['refused', 'not_issued', 'failed', 'undone'] as const)
      expect(remediesToTell([refund, { ...code, state }])).toEqual([refund]);
    expect(remediesToTell([{ ...refund, state: 'failed' }])).toEqual([]);
  });

  it('is not what people carry out', () => {
    expect(remediesToTell([refund, { kind: 'repair', state: 'approved' }])).toEqual([refund]);
    expect(remediesToTell([{ kind: 'custom', state: 'settled' }])).toEqual([]);
  });

  it('is one letter, however many remedies there are', () => {
    expect(topicOfRemedies([refund])).toBe('sorry_refund');
    expect(topicOfRemedies([refund, code])).toBe('sorry_several');
  });
});
