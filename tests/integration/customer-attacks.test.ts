/**
 * A hundred attacks in everything that a customer is shown or sent: each page and mail is written once with a harmless word in all
 * the places where texts of people stand, and once with the attacks. But for the texts themselves they have to be the same.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { askCustomers } from '#app/services/ask-back/ask-customers.server.ts';
import { moveComplaint } from '#app/services/complaints/change-complaint.server.ts';
import { makeLink } from '#app/services/customer-links/make-link.server.ts';
import { sendReply } from '#app/services/messages/reply.server.ts';
import { attacks } from '#tests/data/xss.ts';
import { amountOf, complain, eur, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import { arrived, sweepUntilQuiet } from '#tests/factories/mails.ts';
import { askThroughProxy } from '#tests/factories/proxy.ts';
import { servePages, type ServedPages } from '#tests/setup/customer-pages.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';

const harmless = 'word';
const dayMs = 24 * 60 * 60 * 1000;

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
beforeEach(() => {
  world.store.store.state.mails = [];
});

/** What of HTML is no text: its tags in their order with the names of their attributes, and how many signs could make one. */
function bones(html: string): { tags: string[]; signs: Record<string, number> } {
  const count = (sign: string): number => html.split(sign).length - 1;
  const signs = { '<': count('<'), '>': count('>'), '"': count('"'), "'": count("'") };
  const tags = [...html.matchAll(/<(\/?[a-z!][\w-]*)((?:"[^"]*"|[^">])*)>/gi)].map(([, name = '', inside = '']) =>
    [name, ...[...inside.replaceAll(/"[^"]*"/g, '').matchAll(/[\w:-]+/g)].map(([attribute]) => attribute)].join(' '),
  );
  return { tags, signs };
}

/** Writes a text wherever a person's can stand in what a customer sees of this complaint. */
async function say(complaintId: ComplaintId, text: string): Promise<void> {
  const set = (statement: string) => world.sql(statement, [complaintId, text]);
  await set(`UPDATE complaints SET order_name = $2, customer_name = $2, words = $2 WHERE id = $1`);
  await set('UPDATE complaint_lines SET title = $2 WHERE complaint_id = $1');
  await set('UPDATE messages SET subject = $2, body = $2, author_name = $2 WHERE complaint_id = $1');
  await set('UPDATE customer_asks SET agent_name = $2 WHERE complaint_id = $1');
  await world.sql('UPDATE shops SET name = $2 WHERE shop_id = $1', [MUG_HOUSE, text]);
  await world.sql('UPDATE staff_members SET name = $2 WHERE shop_id = $1', [MUG_HOUSE, text]);
}

async function aCase(): Promise<{ complaintId: ComplaintId; customerId: string }> {
  const order = makeOrder(world);
  const complaintId = await complain(world, order, people.anna);
  await world.sql(`UPDATE complaints SET language = 'en' WHERE id = $1`, [complaintId]);
  await mustAsk(world, { complaintId, request: amountOf(eur(12_50)) });
  await world.runUntilQuiet();
  return { complaintId, customerId: String(order.customerId) };
}

/** The page once with the harmless word and once with each attack. */
async function stands(complaintId: ComplaintId, page: () => Promise<Response>): Promise<void> {
  const seen = async (text: string) => {
    await say(complaintId, text);
    const answer = await page();
    const html = await answer.text();
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    return { ...bones(html.replace(/<style>[^]*?<\/style>/, '')), html };
  };
  const { html, ...wanted } = await seen(harmless);
  expect(html).toContain(harmless);
  for (const attack of attacks) {
    const { html: attacked, ...found } = await seen(attack);
    expect(found, attack).toEqual(wanted);
    expect(attacked).not.toBe(html);
  }
}

describe('the pages of a customer', () => {
  it('show what people wrote as text: the status of her case', async () => {
    const { complaintId } = await aCase();
    await sendReply(world.as(people.anna), complaintId, replyOf('Hello'));
    const address = await linkTo(complaintId);
    await stands(complaintId, () => pages.ask(address));
  });

  it('show what people wrote as text: all that she has reported', async () => {
    const { complaintId, customerId } = await aCase();
    const asker = { ask: (path: string, init?: RequestInit) => pages.fetch(path, init) };
    const at = () => ({ customerId, at: Math.floor(world.clock.now().getTime() / 1000) });
    await stands(complaintId, () => askThroughProxy(asker, '/complaints', at()));
  });

  it('show what people wrote as text: how it was, and whether it arrived', async () => {
    const { complaintId } = await aCase();
    await moveComplaint(world.as(people.anna), complaintId, { to: 'resolved', why: null });
    await world.clock.advance(3 * dayMs + Math.max(0, 11 - world.clock.now().getUTCHours()) * 60 * 60 * 1000);
    for (const purpose of ['survey', 'check_in'] as const) {
      const address = await linkTo(complaintId, purpose);
      if ((await pages.ask(address)).status !== 200) throw new Error(`no page for ${purpose}`);
      await stands(complaintId, () => pages.ask(address));
      const typed = (text: string) =>
        pages.ask(address.split('?')[0] ?? '', { do: 'answer', answer: text, words: text, requestId: newRequestId() });
      const wanted = bones(await (await typed(harmless)).text());
      // It is one form for both.
      for (const attack of purpose === 'survey' ? attacks : [])
        expect(bones(await (await typed(attack)).text()), attack).toEqual(wanted);
    }
  });
});

const linkTo = (complaintId: ComplaintId, purpose: 'status' | 'survey' | 'check_in' = 'status') =>
  world.db.atomically(MUG_HOUSE, (tx) => makeLink(tx, world.system(), { purpose, complaintId }));

const replyOf = (body: string) => ({
  ...{ requestId: newRequestId(), subject: body, body, thenWait: false, promises: [], despite: 'It is needed.' },
});

describe('mails', () => {
  it('carry what people wrote as text: a reply, the confirmation, and what is asked afterwards', async () => {
    const written = async (text: string): Promise<string[]> => {
      world.store.store.state.mails = [];
      const order = makeOrder(world);
      await world.sql(`UPDATE shops SET name = $2 WHERE shop_id = $1`, [MUG_HOUSE, text]);
      const complaintId = await complain(world, order, people.anna);
      await say(complaintId, text);
      await world.sql(`UPDATE complaints SET language = 'en' WHERE id = $1`, [complaintId]);
      while (await world.acknowledge());
      const sent = await sendReply(world.as({ ...people.anna, name: text }), complaintId, replyOf(text));
      expect(sent.ok, JSON.stringify(sent)).toBe(true);
      await sweepUntilQuiet(world);
      await moveComplaint(world.as(people.anna), complaintId, { to: 'resolved', why: null });
      await world.clock.advance(3 * dayMs);
      await askCustomers(world.system());
      await sweepUntilQuiet(world);
      const own = arrived(world).filter(({ to }) => to.some((one) => one.includes(order.email ?? ' ')));
      return own.map(({ html }) => html ?? '').sort((one, other) => one.length - other.length);
    };
    const wanted = await written(harmless);
    expect(wanted, 'confirmation, reply, and how it was').toHaveLength(3);
    const tagsOf = (html: string) => [...new Set(bones(html).tags)].sort();
    const known = [...new Set(wanted.flatMap(tagsOf))];
    // Ten in a text: a mail is a row, an outbox and a server away.
    for (let from = 0; from < attacks.length; from += 10) {
      const attack = attacks.slice(from, from + 10).join(' ');
      const mails = await written(attack);
      expect(mails).toHaveLength(wanted.length);
      for (const html of mails)
        expect(
          tagsOf(html).filter((tag) => !known.includes(tag)),
          attack,
        ).toEqual([]);
    }
  }, 120_000);
});
