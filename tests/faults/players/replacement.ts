import { askOf, atStore, confirmed } from '#tests/factories/replacement-case.ts';
import type { Order } from '#dev-store/state/types.ts';
import type { Player } from '../player.ts';
import type { Stage } from '../stage.ts';
import { tagOf } from './marks.ts';

const ordersOf = ({ lane }: Stage, remedyId: Parameters<typeof tagOf>[0]): Order[] =>
  lane.world.store.store.state.orders.filter((each) => each.tags.includes(tagOf(remedyId)));

/** Some of the same again, to the address that was ticked. */
export const replacementPlayer: Player<'replacement'> = {
  weight: 2,
  operations: {
    read: 'ReadReplaceable',
    send: [
      'CompleteReplacement',
      'CreateReplacement',
      'ReadOrderAddress',
      'CreateReplacement',
      'FindReplacementDrafts',
    ],
    look: ['ReadReplacementDraft', 'ReadReplacement', 'FindReplacementDrafts', 'DropReplacementDraft'],
    undo: ['CancelOrder', 'ReadCancellation'],
  },
  draw: (random) => {
    const quantity = random.int(1, 2);
    return async (stage, complaint) => {
      const { order, lane, who, shopId } = stage;
      const complaintId = stage.complaintIds[complaint];
      if (!complaintId) throw new Error('no such complaint');
      // Looked at and ticked once; the address of a run does not change.
      stage.address ??= (await confirmed(lane.world, { order, complaintId, who, shopId })).address;
      const [line] = order.lineItems;
      const items = [{ lineItemId: String(line?.id), quantity, variantId: null }];
      return askOf(order, null, { items, address: stage.address });
    };
  },
  atStore: (stage, { id, plan }) => {
    const orders = ordersOf(stage, id);
    const [made] = orders;
    if (!made) return { count: 0, standing: 'nothing', differs: null };
    const arrived = made.fulfillments.some((one) => one.events.some(({ status }) => status === 'DELIVERED'));
    const units = made.lineItems.reduce((sum, line) => sum + line.quantity, 0);
    const wanted = plan.lines.reduce((sum, line) => sum + line.quantity, 0);
    return {
      count: orders.length,
      standing: made.cancelledAt !== null ? 'taken_back' : arrived ? 'given' : 'under_way',
      differs: units === wanted ? null : `${String(units)} units ordered, ${String(wanted)} decided`,
    };
  },
  all: ({ lane }) =>
    lane.world.store.store.state.orders.filter((each) => each.tags.some((tag) => tag.startsWith('amends-'))).length,
  goesOn: (stage, remedyId, { settles }) => {
    const [made] = ordersOf(stage, remedyId);
    if (!made || !stage.once(remedyId, 'delivery')) return;
    const { world } = stage.lane;
    const then = settles.status === 'SUCCESS' ? 'deliver' : 'cancel';
    stage.plan(settles.afterMs, async () => {
      if (made.cancelledAt === null) await atStore(world, `orders/${String(made.id)}/${then}`);
    });
  },
};
