import { afterAll, beforeAll, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import { askAddress } from '#app/services/address-check/ask-address.server.ts';
import { decline } from '#app/services/approvals/end-approval.server.ts';
import { writeOnCase } from '#app/services/case-page/write-on-case.server.ts';
import { getHandling } from '#app/services/playbooks/get-handling.server.ts';
import { eraseCustomer } from '#app/services/privacy/privacy.server.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import { complain, idOf, makeOrder } from '#tests/factories/cases.ts';
import { setRules } from '#tests/factories/policy.ts';
import { confirmed, setVariant, variantOf } from '#tests/factories/replacement-case.ts';
import { servePages, type ServedPages } from '#tests/setup/customer-pages.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;
let pages: ServedPages;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
  pages = await servePages(world);
});
afterAll(async () => {
  await pages.close();
  await world.close();
  await database.drop();
});

const { anna, lukas, olga } = people;
const name = 'Xenobia Nobodyelse';
const hers = /Xenobia|Hidden Lane|wait for the dog/;

/** Every table in which a row of the shop says something of hers. */
async function whereSheStands(): Promise<string[]> {
  const tables = await world.sql<{ name: string }>(
    `SELECT c.table_name AS name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE c.table_schema = 'public' AND c.column_name = 'shop_id' AND t.table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const found = await Promise.all(
    tables.map(async (table) => {
      const rows = await world.sql<{ row: string }>(
        `SELECT row_to_json(t)::text AS row FROM "${table.name}" t WHERE shop_id = $1`,
        [MUG_HOUSE],
      );
      return rows.some(({ row }) => hers.test(row)) ? [table.name] : [];
    }),
  );
  return found.flat();
}

it('nothing of a customer who is forgotten stands in any table: not beside what she did, not in what was asked for her and declined', async () => {
  const order = makeOrder(world, { scenario: 'silent-parcel' });
  await setVariant(world, variantOf(world, order), { available: 20 });
  const complaintId = await complain(world, order, anna);
  const about = [complaintId, name];
  await world.sql(`UPDATE complaints SET reason = 'not_arrived', customer_name = $2 WHERE id = $1`, about);

  await setRules(world.as(olga), { roles: { agent: { perCase: 100 } } });
  const address = { confirmed: null, corrected: { address1: 'Hidden Lane 5' } };
  const asked = { order, complaintId, who: anna, more: { card: `Dear ${name}`, note: 'wait for the dog', address } };
  const sent = await requestResolution(world.as(anna), {
    ...{ requestId: newRequestId(), complaintId, reason: 'in pieces', mayAsk: true },
    remedies: [{ kind: 'replacement', ask: await confirmed(world, asked) }],
  });
  const approvalId = sent.ok ? sent.value.approvalId : null;
  if (!approvalId) throw new Error(`not sent for approval: ${JSON.stringify(sent)}`);
  expect((await decline(world.as(lukas), { approvalId, why: 'Refund it.' })).ok).toBe(true);

  expect((await askAddress(world.as(anna), complaintId, { requestId: newRequestId() })).ok).toBe(true);
  const [mail] = await world.sql<{ text: string }>(
    `SELECT text FROM mails WHERE complaint_id = $1 AND dedupe_key LIKE 'message:address:%'`,
    [complaintId],
  );
  const link = /\/c\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
  const answer = { do: 'address', right: 'no', address1: 'Hidden Lane 5', city: 'Brno' };
  expect((await pages.ask(link, answer)).status).toBe(200);
  const written = { complaintId, requestId: newRequestId(), text: `Yours, ${name}`, language: 'en' } as const;
  expect((await writeOnCase(world.system(), written)).ok).toBe(true);
  const standing = (await getHandling(world.as(anna), complaintId))?.standing;
  expect(JSON.stringify(standing)).toContain(name);

  // Of a guest, before there was a complaint.
  const guest = [complaintId, `guest:${String(order.id)}`];
  await world.sql('UPDATE mails SET complaint_id = NULL, to_customer_id = $2 WHERE complaint_id = $1', guest);

  expect(await whereSheStands()).toEqual(expect.arrayContaining(['approvals', 'timeline_entries', 'mails']));
  const subject = { customerId: '77', orderIds: [idOf(order)] };
  for (let twice = 0; twice < 2; twice += 1)
    await world.db.atomically(MUG_HOUSE, (tx) => eraseCustomer(world.system(), tx, subject));
  expect(await whereSheStands()).toEqual([]);
  const [request] = await world.sql<{ asks: { kind: string; ask: object }[] }>('SELECT asks FROM approvals');
  expect(request?.asks).toMatchObject([
    { kind: 'replacement', ask: { delivery: 'as_ordered', address: { corrected: {} } } },
  ]);
});
