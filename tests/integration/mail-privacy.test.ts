import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { enqueueMail } from '#app/services/mail/enqueue-mail.server.ts';
import { forgetOldMails } from '#app/services/mail/sweep-mails.server.ts';
import { answerDataRequest, eraseCustomer, eraseShop } from '#app/services/privacy/privacy.server.ts';
import { complain, idOf, makeOrder } from '#tests/factories/cases.ts';
import { arrived, askForMail, mailFault, mailRow } from '#tests/factories/mails.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';

const dayMs = 24 * 60 * 60 * 1000;
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
beforeEach(async () => {
  world.store.store.state.mails = [];
  world.store.store.state.mailRules = [];
  await world.sql('DELETE FROM mails');
});

/** A complaint of a customer of ours. */
async function complaintOf() {
  const order = makeOrder(world);
  const complaintId = await complain(world, order);
  return { complaintId, customerId: String(order.customerId), orderIds: [idOf(order)] };
}

/** A mail to a customer, in the outbox. */
async function mailToCustomer(customerId: string, key: string): Promise<void> {
  const content = { subject: 'Your complaint has arrived', text: 'Dear Zdenka, …', html: '<p>Dear Zdenka, …</p>' };
  const to = { kind: 'customer' as const, id: customerId, name: 'Zdenka', address: 'zdenka@example.com' };
  await world.db.atomically(MUG_HOUSE, (tx) =>
    enqueueMail(tx, world.system(), {
      kind: 'trial',
      dedupeKey: key,
      to,
      about: null,
      from: null,
      automatic: true,
      language: 'en',
      content,
    }),
  );
}

type Subject = Parameters<typeof eraseCustomer>[2];
const erase = (subject: Subject) => world.db.atomically(MUG_HOUSE, (tx) => eraseCustomer(world.system(), tx, subject));

const forgotten = { to_name: null, to_address: null, subject: null, text: null, html: null, problem: null };

describe('a customer who is forgotten', () => {
  it('leaves nothing of what was written to her or about her complaint, and that it was sent stays', async () => {
    const { complaintId, ...subject } = await complaintOf();
    await mailToCustomer(subject.customerId, 'hers');
    const { key } = await askForMail(world, { about: complaintId });
    await world.sweepMails();
    await erase(subject);
    for (const each of ['hers', key]) expect(await mailRow(world, each)).toMatchObject({ state: 'sent', ...forgotten });
    expect(await world.sql('SELECT 1 FROM mails WHERE to_customer_id IS NOT NULL')).toEqual([]);
  });

  it('is sent nothing more, and nothing more is sent about her', async () => {
    const { complaintId, ...subject } = await complaintOf();
    await mailToCustomer(subject.customerId, 'hers');
    const { key } = await askForMail(world, { about: complaintId });
    await erase(subject);
    await world.clock.advance(dayMs);
    await world.sweepMails();
    for (const each of ['hers', key])
      expect(await mailRow(world, each)).toMatchObject({ state: 'dropped', ...forgotten });
    expect(arrived(world)).toEqual([]);
  });

  it.each([
    ['takes it', 'slow', 'sent'],
    ['does not', 'hold-before', 'dropped'],
  ] as const)(
    'while her mail is at a mail server that %s: it arrives or not, and is not sent again',
    async (_how, kind, state) => {
      const { customerId, orderIds } = await complaintOf();
      await mailToCustomer(customerId, 'hers');
      mailFault(world, { kind, delayMs: 300, times: 1 });
      const sending = world.sweepMails();
      await expect.poll(() => world.store.store.state.mailRules[0]?.applied).toBe(1);
      await erase({ customerId, orderIds });
      await sending;
      expect(await mailRow(world, 'hers')).toMatchObject({ state, ...forgotten });
    },
  );

  it('leaves mails about other customers as they are', async () => {
    const [hers, his] = [await complaintOf(), await complaintOf()];
    const { key } = await askForMail(world, { about: his.complaintId });
    await erase({ customerId: hers.customerId === his.customerId ? '' : hers.customerId, orderIds: hers.orderIds });
    expect(await mailRow(world, key)).toMatchObject({ state: 'queued', to_address: 'lukas@mughouse.example' });
  });
});

describe('a customer who asks what we hold of her', () => {
  it('is given the mails that went to her', async () => {
    const subject = await complaintOf();
    await mailToCustomer(subject.customerId, 'hers');
    await askForMail(world, { about: subject.complaintId });
    await world.db.atomically(MUG_HOUSE, (tx) => answerDataRequest(world.system(), tx, subject));
    const [row] = await world.sql<{ answer: { mails: unknown[] } }>(
      `SELECT answer FROM privacy_requests WHERE kind = 'data_request' ORDER BY id DESC LIMIT 1`,
    );
    expect(row?.answer.mails).toMatchObject([
      { to: 'zdenka@example.com', subject: 'Your complaint has arrived', text: 'Dear Zdenka, …' },
    ]);
  });
});

describe('a mail that ended', () => {
  it('is forgotten after 30 days, and still is not sent a second time', async () => {
    mailFault(world, { kind: 'refuse', to: 'eve@example.com' });
    const { key } = await askForMail(world, { key: 'approval:1' });
    await world.sweepMails();
    await world.clock.advance(30 * dayMs - 1);
    const waiting = await askForMail(world, { key: 'approval:2' });
    expect(await forgetOldMails(world)).toBe(0);
    await world.clock.advance(2);
    expect(await forgetOldMails(world)).toBe(1);
    expect(await forgetOldMails(world)).toBe(0);
    expect(await mailRow(world, key)).toMatchObject({ state: 'sent', ...forgotten });
    expect(await mailRow(world, waiting.key)).toMatchObject({ state: 'queued', to_name: 'Lukas Meier' });
    expect(await askForMail(world, { key: 'approval:1' })).toMatchObject({ answer: 'already' });
  });
});

describe('a shop that is erased', () => {
  it('takes its mails along and no other shop’s', async () => {
    await askForMail(world);
    const other = await askForMail(world, { shopId: TOKYO_PAPER });
    await world.sql('UPDATE shops SET uninstalled_at = now() WHERE shop_id = $1', [MUG_HOUSE]);
    await world.db.atomically(MUG_HOUSE, (tx) => eraseShop(world.as(people.olga), tx));
    expect(await world.sql('SELECT dedupe_key FROM mails')).toEqual([{ dedupe_key: other.key }]);
  });
});
