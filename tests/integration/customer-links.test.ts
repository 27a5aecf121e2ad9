import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { spendLink } from '#app/db/customer-links.server.ts';
import type { LinkPurpose } from '#app/domain/customer-link.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { makeLink } from '#app/services/customer-links/make-link.server.ts';
import { forgetOldLinks, openLink } from '#app/services/customer-links/open-link.server.ts';
import { writeToCustomer } from '#app/services/messages/write-to-customer.server.ts';
import { eraseCustomer } from '#app/services/privacy/privacy.server.ts';
import { complain, idOf, makeOrder } from '#tests/factories/cases.ts';
import { arrived } from '#tests/factories/mails.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, TOKYO_PAPER, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;
let complaintId: ComplaintId;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  world.store.store.state.mails = [];
  complaintId = await complain(world, makeOrder(world));
});

const dayMs = 24 * 60 * 60 * 1000;
const make = (purpose: LinkPurpose = 'status') =>
  world.db.atomically(MUG_HOUSE, (tx) => makeLink(tx, world.system(), { purpose, complaintId }));
const tokenOf = (address: string): string => address.split('/').at(-1) ?? '';
const open = (token: unknown, purposes: LinkPurpose[] = ['status'], shop = MUG_HOUSE) =>
  openLink(world.system(shop), token, purposes);

describe('a link to a customer', () => {
  it('opens what it is for as often as she likes, and what it is not for never', async () => {
    const address = await make();
    expect(address).toMatch(/^http:\/\/localhost:3000\/c\/amends-mug-house\/amc_[\w-]{43}$/);
    expect(await open(tokenOf(address))).toMatchObject({ purpose: 'status', complaintId });
    expect(await open(tokenOf(address))).toMatchObject({ complaintId });
    expect(await open(tokenOf(address), ['survey', 'check_in', 'report'])).toBeNull();
  });

  it('is kept as a hash alone: its secret stands nowhere in the table', async () => {
    const token = tokenOf(await make());
    const rows = await world.sql<{ row: string }>('SELECT to_jsonb(l)::text AS row FROM customer_links l');
    expect(rows.filter(({ row }) => row.includes(token) || row.includes(token.slice(4)))).toEqual([]);
    expect(rows.length).toBeGreaterThan(0);
  });

  it('opens nothing when it is nearly right, wrong, of another shop, or no text at all', async () => {
    const token = tokenOf(await make());
    const last = token.endsWith('A') ? 'B' : 'A';
    const wrong = [
      `${token.slice(0, -1)}${last}`,
      token.slice(0, -1),
      `${token}A`,
      token.slice(4),
      ` ${token}`,
      token.toUpperCase(),
      '',
      '%',
      null,
      undefined,
      { toString: () => token },
      [token],
    ];
    for (const each of wrong) expect(await open(each)).toBeNull();
    expect(await open(token, ['status'], TOKYO_PAPER)).toBeNull();
  });

  it('runs out', async () => {
    const token = tokenOf(await make('report'));
    expect(await open(token, ['report'])).not.toBeNull();
    await world.clock.advance(2 * 60 * 60 * 1000);
    expect(await open(token, ['report'])).toBeNull();
  });

  it('that works once is used by one of ten at once, and opens nothing afterwards', async () => {
    const token = tokenOf(await make('survey'));
    const link = await open(token, ['survey']);
    if (!link) throw new Error('no link');
    const spent = await Promise.all(
      Array.from({ length: 10 }, () =>
        world.db.atomically(MUG_HOUSE, (tx) => spendLink(tx, MUG_HOUSE, link.id, world.clock.now())),
      ),
    );
    expect(spent.filter(Boolean)).toHaveLength(1);
    expect(await open(token, ['survey'])).toBeNull();
  });

  it('opens nothing any more once she is forgotten', async () => {
    const order = makeOrder(world);
    complaintId = await complain(world, order);
    const token = tokenOf(await make());
    const subject = { customerId: String(order.customerId), orderIds: [idOf(order)] };
    await world.db.atomically(MUG_HOUSE, (tx) => eraseCustomer(world.system(), tx, subject));
    expect(await open(token)).toBeNull();
  });

  it('is removed half a year after it ran out, and no sooner', async () => {
    await world.sql('DELETE FROM customer_links');
    await make('survey');
    await world.clock.advance(200 * dayMs);
    expect(await forgetOldLinks(world)).toBe(0);
    await world.clock.advance(11 * dayMs);
    expect(await forgetOldLinks(world)).toBe(1);
  });
});

describe('a message to a customer', () => {
  const say = (action?: null) =>
    world.db.atomically(MUG_HOUSE, (tx) =>
      writeToCustomer(tx, world.as(), {
        ...{ complaintId, kind: 'reply', dedupeKey: `${complaintId}:1`, language: 'pl' },
        ...{ subject: 'Sprawa', body: 'Dzień dobry' },
        ...(action === null && { action }),
      }),
    );

  it('leads to the page of her complaint, by a link that works', async () => {
    await say();
    await world.sweepMails();
    const [mail] = arrived(world);
    const [address = ''] = /http:\/\/localhost:3000\/c\/\S+/.exec(mail?.text ?? '') ?? [];
    expect(mail?.text).toContain(`Zobacz stan zgłoszenia: ${address}`);
    expect(await open(tokenOf(address))).toMatchObject({ complaintId });
  });

  it('that was said before makes no second link, and one that shall lead nowhere none', async () => {
    const count = async () =>
      (await world.sql('SELECT 1 FROM customer_links WHERE complaint_id = $1', [complaintId])).length;
    expect([await say(), await say()]).toEqual(['queued', 'already']);
    expect(await count()).toBe(1);
    complaintId = await complain(world, makeOrder(world));
    expect(await say(null)).toBe('queued');
    expect(await count()).toBe(0);
  });
});
