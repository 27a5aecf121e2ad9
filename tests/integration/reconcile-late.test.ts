/** What has not arrived in time comes back to a person, whatever kind it is. Replacements and what people do by hand: beside their own. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ComplaintId, RemedyId } from '#app/domain/ids.ts';
import { amountOf, complain, eur, fault, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import { cancellationDecided, waitingOrder } from '#tests/factories/cancellation-case.ts';
import { complaintFacts, ledgerOf, remedyFacts, storyOf } from '#tests/factories/facts.ts';
import { cardDecided } from '#tests/factories/gift-card-case.ts';
import { returnDecided } from '#tests/factories/return-case.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database, optionalScopes: ['write_gift_cards', 'write_customers'] });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(() => {
  world.store.store.state.faults = [];
});

const dayMs = 86_400_000;

type Given = { complaintId: ComplaintId; remedyId: RemedyId };

const kinds: [string, number, () => Promise<Given>][] = [
  [
    'a refund whose money does not come',
    10,
    async () => {
      const complaintId = await complain(world, makeOrder(world, { refundSettleAfterMs: null }));
      return { complaintId, remedyId: await mustAsk(world, { complaintId, request: amountOf(eur(10_00)) }) };
    },
  ],
  [
    'a cancellation whose money does not come back',
    10,
    () => cancellationDecided(world, waitingOrder(world, { refundSettleAfterMs: null })),
  ],
  [
    'a gift card that Shopify has not told the customer of',
    1,
    () => {
      fault(world, '5xx-before', { match: 'SendGiftCard', times: null });
      return cardDecided(world);
    },
  ],
  ['a return that nobody sees come back', 30, () => returnDecided(world)],
];

it.each(kinds)(
  '%s, after %i days: the complaint is open again with what to do next, once',
  async (_what, days, give) => {
    const { complaintId, remedyId } = await give();
    await world.runUntilQuiet((days - 0.5) * dayMs);
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'issued' });
    expect(await storyOf(world, complaintId)).not.toContain('remedy_late');
    await world.sql(`UPDATE complaints SET state = 'waiting_for_customer' WHERE id = $1`, [complaintId]);
    await world.runUntilQuiet(1.5 * dayMs);
    expect((await storyOf(world, complaintId)).filter((kind) => kind === 'remedy_late')).toHaveLength(1);
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'check_remedy' });
    expect(await ledgerOf(world, remedyId), 'it still counts as given').toEqual(['reserved']);
    await world.sql(`UPDATE remedies SET next_check_at = NULL, state = 'failed' WHERE id = $1`, [remedyId]);
  },
);
