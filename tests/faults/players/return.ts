import type { ReturnLabel } from '#app/domain/remedy/return.ts';
import type { Return } from '#dev-store/state/types.ts';
import { atStore } from '#tests/factories/replacement-case.ts';
import { returnAsk } from '#tests/factories/return-case.ts';
import type { Player } from '../player.ts';
import type { Stage } from '../stage.ts';
import { marks } from './marks.ts';

const returnsOf = ({ order }: Stage, remedyId: Parameters<typeof marks>[0]): Return[] =>
  (order.returns ?? []).filter((each) => each.lines.some((line) => marks(remedyId, line.reasonNote)));

const seenBy = (each: Return): number =>
  each.reverseOrders.flatMap(({ lines }) => lines.flatMap((line) => line.dispositions)).length;

const receive = async ({ lane }: Stage, { id }: Return): Promise<void> =>
  atStore(lane.world, `returns/${String(id)}/receive`);

/** One or two units are sent back, by a label or without: of several, so that Shopify may take the same once more. */
export const returnPlayer: Player<'return'> = {
  weight: 2,
  ofOrder: true,
  operations: {
    read: 'ReadReturnable',
    send: ['OpenReturn', 'AttachReturnLabel', 'FindReturns'],
    look: ['FindReturns', 'WatchReturn', 'AttachReturnLabel'],
    undo: ['CancelReturn', 'WatchReturn'],
  },
  draw: (random) => {
    const quantity = random.int(1, 2);
    const label: ReturnLabel = random.pick([
      { kind: 'own_cost' },
      { kind: 'made', url: 'https://labels.example/1.pdf', number: 'RET-1' },
    ] as const);
    return ({ order }) =>
      returnAsk(order, { items: [{ lineItemId: String(order.lineItems[0]?.id), quantity }], label });
  },
  atStore: (stage, { id, plan }) => {
    const own = returnsOf(stage, id);
    const [made] = own;
    if (!made) return { count: 0, standing: 'nothing', differs: null };
    const count = (lines: readonly { quantity: number }[]) => lines.reduce((sum, line) => sum + line.quantity, 0);
    const labels = made.reverseOrders.flatMap(({ deliveries }) => deliveries).length;
    return {
      count: own.length,
      standing: made.status === 'CANCELED' ? 'taken_back' : seenBy(made) > 0 ? 'given' : 'under_way',
      differs:
        count(made.lines) === count(plan.lines) && labels <= 1
          ? null
          : `${String(count(made.lines))} units with ${String(labels)} labels, ${String(count(plan.lines))} decided`,
    };
  },
  all: ({ order }) =>
    (order.returns ?? []).filter((each) => each.lines.some((line) => line.reasonNote.includes('[amends:'))).length,
  goesOn: (stage, remedyId, { settles }) => {
    const [made] = returnsOf(stage, remedyId);
    if (!made || !stage.once(remedyId, 'parcel')) return;
    stage.plan(settles.afterMs, async () => {
      if (made.status !== 'OPEN' || seenBy(made) > 0) return;
      if (settles.status === 'SUCCESS') await receive(stage, made);
      else made.status = 'CANCELED';
    });
  },
  use: async (stage, { id }) => {
    const [made] = returnsOf(stage, id);
    if (made?.status === 'OPEN' && seenBy(made) === 0) await receive(stage, made);
  },
};
