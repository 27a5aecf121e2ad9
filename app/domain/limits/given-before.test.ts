import { describe, expect, it } from 'vitest';
import { newId } from '#app/db/new-id.server.ts';
import type { ComplaintId, RemedyId } from '../ids.ts';
import { money } from '../money.ts';
import type { Order, TransactionStatus } from '../order.ts';
import { givenBefore } from './given-before.ts';
import type { CasePast, CountedRemedy } from './given-before.ts';

const eur = (minor: number) => money(minor, 'EUR');
const [here, there] = [newId<ComplaintId>(), newId<ComplaintId>()];

const line = (id: string, refunded = 0): Order['lines'][number] => ({
  id,
  title: 'Mug',
  variantTitle: null,
  sku: null,
  imageUrl: null,
  quantity: 4,
  refundableQuantity: 4 - refunded,
  unitPrice: eur(50_00),
});
const refund = (id: string, amount: number): Order['refunds'][number] => ({
  id,
  createdAt: '2026-11-20T10:00:00Z',
  amount: eur(amount),
  note: null,
  remedyId: null,
  transactions: [],
});
const card = (more: Partial<CountedRemedy> = {}): CountedRemedy =>
  ({
    remedyId: newId<RemedyId>(),
    kind: 'gift_card',
    plan: {},
    complaintId: there,
    complaintNumber: 1001,
    amount: eur(10_00),
    externalId: null,
    sameItems: true,
    ...more,
  }) as CountedRemedy;

const past = ({ order, ...more }: Partial<Omit<CasePast, 'order'>> & { order?: Partial<CasePast['order']> } = {}) =>
  givenBefore({
    complaintId: here,
    items: ['1'],
    order: { lines: [line('1'), line('2')], refunds: [], disputes: [], ...order },
    counted: [],
    ...more,
  });

describe('what was given for the same before', () => {
  it('is nothing on a first complaint', () => {
    expect(past()).toEqual([]);
  });

  it('is what another complaint about the same items got, with its number and worth', () => {
    expect(past({ counted: [card()] })).toEqual([
      { kind: 'other_complaint', complaintId: there, complaintNumber: 1001, remedy: 'gift_card', amount: eur(10_00) },
    ]);
  });

  it('is not what this complaint got, nor what one about other items got', () => {
    expect(past({ counted: [card({ complaintId: here }), card({ sameItems: false })] })).toEqual([]);
  });

  it('is an inquiry of the bank while it is open; a chargeback is no question any more', () => {
    const dispute = (type: 'inquiry' | 'chargeback', open: boolean) => ({ id: '1', type, open });
    expect(past({ order: { disputes: [dispute('inquiry', true)] } })).toEqual([{ kind: 'inquiry' }]);
    expect(past({ order: { disputes: [dispute('inquiry', false), dispute('chargeback', true)] } })).toEqual([]);
  });

  it('is a refund past us of an amount, or of these items; not one of other items', () => {
    const refunds = [refund('9', 5_00)];
    const told = [{ kind: 'refund_elsewhere', refundId: '9', amount: eur(5_00), at: '2026-11-20T10:00:00Z' }];
    expect(past({ order: { refunds } })).toEqual(told);
    expect(past({ order: { refunds, lines: [line('1', 1), line('2')] } })).toEqual(told);
    expect(past({ order: { refunds, lines: [line('1'), line('2', 1)] } })).toEqual([]);
  });

  it('is no refund of ours, known by its id, or by its mark while its id is not known', () => {
    const remedyId = newId<RemedyId>();
    const refunds = [{ ...refund('8', 5_00), remedyId }, refund('9', 5_00)];
    const counted = [card({ complaintId: here, remedyId }), card({ complaintId: here, externalId: '9' })];
    expect(past({ order: { refunds }, counted })).toEqual([]);
  });

  it('is a refund with our mark that came after its remedy was given up, and a second one of a remedy', () => {
    const late = { ...refund('8', 5_00), remedyId: newId<RemedyId>() };
    expect(past({ order: { refunds: [late] } })).toMatchObject([{ kind: 'refund_elsewhere', refundId: '8' }]);
    const { remedyId } = late;
    const counted = [card({ complaintId: here, remedyId, externalId: '7' })];
    const refunds = [{ ...refund('7', 5_00), remedyId }, late];
    expect(past({ order: { refunds }, counted })).toMatchObject([{ kind: 'refund_elsewhere', refundId: '8' }]);
  });

  it('is no refund of which nothing has arrived', () => {
    const failed = (...statuses: TransactionStatus[]) => ({
      ...refund('8', 5_00),
      transactions: statuses.map((status) => ({ id: '1', status, amount: eur(5_00), gateway: 'card' })),
    });
    expect(past({ order: { refunds: [failed('failure', 'error')] } })).toEqual([]);
    expect(past({ order: { refunds: [failed('failure', 'success')] } })).toHaveLength(1);
  });

  it('is not found in the units that a refund of ours has given back', () => {
    const ours = card({
      complaintId: here,
      kind: 'refund',
      plan: { lines: [{ lineItemId: '1', quantity: 1, restock: 'no_restock', locationId: null }] } as never,
    });
    const lines = [line('1', 1), line('2', 1)];
    expect(past({ order: { refunds: [refund('9', 50_00)], lines }, counted: [ours] })).toEqual([]);
  });
});
