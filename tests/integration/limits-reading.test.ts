/** What a decision reads must not grow with what the shop has given. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase } from '#app/db/database.server.ts';
import type { ComplaintId, OrderId } from '#app/domain/ids.ts';
import { givenOnOrder } from '#app/ledger/given-on-order.server.ts';
import { amountOf, complain, eur, idOf, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

async function given(): Promise<{ orderId: OrderId; complaintId: ComplaintId }> {
  const order = makeOrder(world);
  const complaintId = await complain(world, order);
  await mustAsk(world, { complaintId, request: amountOf(eur(5_00)) });
  await mustAsk(world, { complaintId, request: amountOf(eur(2_00)) });
  return { orderId: idOf(order), complaintId };
}

it('what has been given on an order is read from that order alone, however much the shop has given', async () => {
  for (let others = 0; others < 30; others += 1) await given();
  const { orderId, complaintId } = await given();
  // The planner knows the tables, as it does after a while in life.
  await world.sql('ANALYZE remedies, ledger_entries');
  // On a connection of its own, which has no plans yet.
  const fresh = createDatabase({ url: database.url, maxConnections: 1 });
  await fresh.atomically(MUG_HOUSE, async (tx) => {
    // Of tables as small as these it is right to read all; what is asked here is how it reads large ones.
    await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
    // This transaction's own counts, by table.
    const read = async (): Promise<number> => {
      const rows = await tx.$queryRaw<{ rows: bigint }[]>`
        SELECT sum(seq_tup_read + idx_tup_fetch)::bigint AS rows FROM pg_stat_xact_user_tables WHERE relname IN ('remedies', 'ledger_entries')`;
      return Number(rows[0]?.rows ?? 0);
    };
    const before = await read();
    expect(await givenOnOrder(tx, MUG_HOUSE, orderId, complaintId)).toEqual({
      order: 7_00,
      case: { face: 7_00, byKind: { refund: 7_00 } },
    });
    expect((await read()) - before).toBeLessThan(10);
  });
  await fresh.close();
});
