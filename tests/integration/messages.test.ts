import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readMessages } from '#app/db/messages.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import type { SettingsArea } from '#app/domain/settings/area.ts';
import { readSettings } from '#app/db/shop-settings.server.ts';
import { writeToCustomer } from '#app/services/messages/write-to-customer.server.ts';
import { eraseCustomer } from '#app/services/privacy/privacy.server.ts';
import { saveSettings } from '#app/services/settings/save-settings.server.ts';
import { complain, idOf, makeOrder } from '#tests/factories/cases.ts';
import { arrived } from '#tests/factories/mails.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';

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
beforeEach(() => {
  world.store.store.state.mails = [];
});

const say = (complaintId: ComplaintId, key = 'reply:1') =>
  world.db.atomically(MUG_HOUSE, (tx) =>
    writeToCustomer(tx, world.as(people.anna), {
      ...{ complaintId, kind: 'reply', dedupeKey: `${complaintId}:${key}`, language: 'cs' },
      ...{ subject: 'Vaše reklamace', body: 'Dobrý den,\n\nnový hrnek je na cestě.\n\nAnna' },
    }),
  );

const said = (complaintId: ComplaintId) => readMessages(world.db.statements(MUG_HOUSE), MUG_HOUSE, complaintId);

describe('a message to a customer', () => {
  it('stands beside the complaint and arrives once, however often it is asked for', async () => {
    const complaintId = await complain(world, makeOrder(world));
    expect([await say(complaintId), await say(complaintId)]).toEqual(['queued', 'already']);
    await world.sweepMails();
    expect(await said(complaintId)).toMatchObject([
      { direction: 'to_customer', kind: 'reply', language: 'cs', author: { kind: 'staff', name: 'Anna Kowalska' } },
    ]);
    expect(arrived(world).map(({ subject }) => subject)).toEqual(['Vaše reklamace']);
    expect(arrived(world)[0]?.text).toContain('Mug House vám píše, protože');
    expect(arrived(world)[0]?.html).toContain('<html lang="cs">');
  });

  it('is not written down when she has no address', async () => {
    const order = makeOrder(world);
    order.email = null;
    const customer = world.store.store.state.customers.find(({ id }) => id === order.customerId);
    if (customer) customer.email = null;
    const complaintId = await complain(world, order);
    expect(await say(complaintId)).toBe('no_address');
    expect(await said(complaintId)).toEqual([]);
  });

  it('says nothing any more once she is forgotten, and that it was said stays', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    await say(complaintId);
    const subject = { customerId: String(order.customerId), orderIds: [idOf(order)] };
    await world.db.atomically(MUG_HOUSE, (tx) => eraseCustomer(world.system(), tx, subject));
    expect(await said(complaintId)).toMatchObject([{ kind: 'reply', subject: '', body: '' }]);
  });
});

describe('a document of settings', () => {
  type Trial = { days: number };
  const area: SettingsArea<Trial> = { name: 'service', defaults: { days: 3 }, read: (stored) => stored as Trial };
  const save = (days: number, seen: number, who = people.olga) =>
    saveSettings(world.as(who), area, { value: { days }, seen });
  const read = () => readSettings(world.db.statements(MUG_HOUSE), MUG_HOUSE, area);

  it('has its defaults until the owner changes it, and keeps what was set first when two save at once', async () => {
    expect(await read()).toEqual({ value: { days: 3 }, revision: 0 });
    const both = await Promise.all([save(5, 0), save(8, 0)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.filter(({ ok }) => !ok)).toEqual([{ ok: false, error: { kind: 'changed_meanwhile' } }]);
    expect((await read()).revision).toBe(1);
  });

  it('is written down in the history with what it was, and only when something changed', async () => {
    const { revision, value } = await read();
    expect(await save(value.days, revision)).toEqual({ ok: true, value: { revision } });
    expect(await save(21, revision)).toEqual({ ok: true, value: { revision: revision + 1 } });
    const [last] = await world.sql<{ event: unknown }>('SELECT event FROM settings_events ORDER BY id DESC LIMIT 1');
    expect(last?.event).toEqual({ kind: 'settings', area: 'service', before: value, after: { days: 21 } });
  });

  it('is the owner’s to change', async () => {
    expect(await save(1, 0, people.lukas)).toEqual({ ok: false, error: { kind: 'not_allowed' } });
  });
});
