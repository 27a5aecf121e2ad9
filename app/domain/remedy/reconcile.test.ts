import { describe, expect, it } from 'vitest';
import { parseRemedyId, trusted } from '../ids.ts';
import { money } from '../money.ts';
import type { OrderRefund } from '../order.ts';
import { findBreaks } from './reconcile.ts';
import type { RemedyState } from './remedy.ts';

const eur = (minor: number) => money(minor, 'EUR');
const id = trusted(parseRemedyId, '0190a000-0000-7000-8000-00000000000a');
const ours = (state: RemedyState) => ({ id, state, amount: eur(10_00), refundId: null });
const theirs = (over: Partial<OrderRefund> = {}): OrderRefund => ({
  id: '7',
  createdAt: '',
  amount: eur(10_00),
  note: null,
  remedyId: id,
  transactions: [],
  ...over,
});

describe('ledger and Shopify', () => {
  it('agree when each has the refund once with the same amount', () => {
    expect(findBreaks([ours('settled')], [theirs()])).toEqual([]);
  });

  it.each([
    ['missing_there', 'settled', []],
    ['missing_here', 'not_issued', [theirs()]],
    ['missing_here', 'refused', [theirs()]],
    ['amount_differs', 'settled', [theirs({ amount: eur(9_00) })]],
    ['given_twice', 'settled', [theirs(), theirs({ id: '8' })]],
  ] as const)('differ: %s when ours is %s', (kind, state, refunds) => {
    expect(findBreaks([ours(state)], [...refunds]).map((each) => each.kind)).toEqual([kind]);
  });

  it('say nothing of what is still in doubt', () => {
    expect(findBreaks([ours('unknown')], [])).toEqual([]);
    expect(findBreaks([ours('sending')], [theirs()])).toEqual([]);
  });

  it('tell of a refund that was made by hand', () => {
    expect(findBreaks([], [theirs({ remedyId: null })]).map((each) => each.kind)).toEqual(['made_elsewhere']);
  });
});
