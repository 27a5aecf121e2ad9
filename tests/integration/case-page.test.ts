import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { LinkPurpose } from '#app/domain/customer-link.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { languages } from '#app/domain/language.ts';
import { remedyStates } from '#app/domain/remedy/remedy.ts';
import { caseTexts } from '#app/i18n/customer/case.ts';
import { givenWords } from '#app/i18n/customer/given/texts.ts';
import { addNote, moveComplaint } from '#app/services/complaints/change-complaint.server.ts';
import { makeLink } from '#app/services/customer-links/make-link.server.ts';
import { writeToCustomer } from '#app/services/messages/write-to-customer.server.ts';
import { mayLook } from '#app/services/intake/ask-for-link.server.ts';
import { eraseCustomer } from '#app/services/privacy/privacy.server.ts';
import { amountOf, complain, eur, idOf, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import { lastRequest, requestsSince } from '#tests/factories/facts.ts';
import { askThroughProxy } from '#tests/factories/proxy.ts';
import { arrived } from '#tests/factories/mails.ts';
import { writerFor } from '#app/customer-pages/written.ts';
import { servePages, type ServedPages } from '#tests/setup/customer-pages.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;
let pages: ServedPages;
let complaintId: ComplaintId;

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
beforeEach(async () => {
  world.store.store.state.mails = [];
  complaintId = await complain(world, makeOrder(world));
  await world.sql(`UPDATE complaints SET language = 'en' WHERE id = $1`, [complaintId]);
});

const link = (purpose: LinkPurpose = 'status', id = complaintId) =>
  world.db.atomically(MUG_HOUSE, (tx) => makeLink(tx, world.system(), { purpose, complaintId: id }));
const read = async (address: string) => (await pages.ask(address)).text();
const complaint = async (id = complaintId) => {
  const [row] = await world.sql<{
    state: string;
    next_action: string;
    next_action_due_at: Date;
    number: number;
    words: string;
  }>('SELECT state, next_action, next_action_due_at, number, words FROM complaints WHERE id = $1', [id]);
  if (!row) throw new Error('no complaint');
  return row;
};
const requestIdIn = (page: string): string => /name="requestId" value="([^"]+)"/.exec(page)?.[1] ?? '';
const write = (address: string, words: string, requestId: string = newRequestId()) =>
  pages.ask(address, { do: 'write', requestId, words });
const messages = (id = complaintId) =>
  world.sql<{ direction: string; channel: string; body: string; author_kind: string }>(
    'SELECT direction, channel, body, author_kind FROM messages WHERE complaint_id = $1 ORDER BY at, id',
    [id],
  );
const forbidden = 'Not for her eyes.';

describe('the page of a complaint', () => {
  it('says its number, where it stands and by when she hears, and keeps from caches, referrers and frames', async () => {
    const answer = await pages.ask(await link());
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain(`Your case C-${String((await complaint()).number)}`);
    expect(page).toContain(caseTexts.en.state.open);
    expect(page).toContain('You will hear from us by 23 November.');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page).not.toMatch(/<script/i);
  });

  it('shows what was said and nothing of notes, colleagues, what staff wrote down, or other complaints', async () => {
    const other = await complain(world, makeOrder(world));
    await addNote(world.as(people.lukas), complaintId, forbidden);
    for (const [id, body] of [
      [complaintId, 'A new mug is on its way.'],
      [other, 'Said to somebody else.'],
    ] as const)
      await world.db.atomically(MUG_HOUSE, (tx) =>
        writeToCustomer(tx, world.as(people.anna), {
          ...{ complaintId: id, kind: 'reply', dedupeKey: `${id}:1`, language: 'en', subject: 'Your mug', body },
        }),
      );
    const page = await read(await link());
    expect(page).toContain('A new mug is on its way.');
    for (const secret of [forbidden, 'Said to somebody else', 'Kowalska', 'Meier', 'Olga', 'The handle came off.'])
      expect(page, secret).not.toContain(secret);
    expect(page).not.toContain(`C-${String((await complaint(other)).number)}`);
  });

  it.each(languages)(
    'is written in %s, in the language of the complaint and whatever she chooses',
    async (language) => {
      await world.sql('UPDATE complaints SET language = $2 WHERE id = $1', [complaintId, language]);
      const page = await read(await link());
      expect(page).toContain(`<html lang="${language}">`);
      expect(page).toContain(caseTexts[language].state.open);
      const other = language === 'pl' ? 'uk' : 'pl';
      expect(await read(`${await link()}?lang=${other}`)).toContain(caseTexts[other].state.open);
    },
  );

  it('names the day that the law sets for an answer, until there is one', async () => {
    await world.sql(`UPDATE complaints SET legal_due_at = '2026-12-06T22:59:59Z' WHERE id = $1`, [complaintId]);
    const sentence = caseTexts.en.legal('6 December');
    expect(await read(await link())).toContain(sentence);
    await world.sql(`UPDATE complaints SET first_answered_at = now() WHERE id = $1`, [complaintId]);
    expect(await read(await link())).not.toContain(sentence);
  });

  it('says that it is late when it is', async () => {
    await world.sql(`UPDATE complaints SET next_action_due_at = '2026-11-20T10:00:00Z' WHERE id = $1`, [complaintId]);
    expect(await read(await link())).toContain('We wanted to write to you by 20 November, and are late.');
  });
});

describe('what she writes', () => {
  it('is kept once however often the form is sent, opens the complaint, and an answer is due', async () => {
    await moveComplaint(world.as(), complaintId, { to: 'resolved', why: null });
    const address = await link();
    const requestId = requestIdIn(await read(address));
    const [first, second] = [
      await write(address, '  It broke again.\r\nSorry.  ', requestId),
      await write(address, 'It broke again.', requestId),
    ];
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(await messages()).toEqual([
      { direction: 'from_customer', channel: 'page', body: 'It broke again.\nSorry.', author_kind: 'customer' },
    ]);
    const { state, next_action, next_action_due_at } = await complaint();
    expect([state, next_action]).toEqual(['open', 'answer_customer']);
    expect(next_action_due_at.getTime()).toBeGreaterThan(world.clock.now().getTime());
    expect(await read(`${address}${first.headers.get('location') ?? ''}`)).toContain('your message has arrived');
  });

  it('keeps a complaint from being resolved behind her back when a remedy arrives', async () => {
    const remedyId = await mustAsk(world, { complaintId, request: amountOf(eur(500)) });
    await write(await link(), 'And my second mug?');
    await world.runUntilQuiet();
    const [remedy] = await world.sql<{ state: string }>('SELECT state FROM remedies WHERE id = $1', [remedyId]);
    expect(remedy?.state).toBe('settled');
    expect(await complaint()).toMatchObject({ state: 'open', next_action: 'answer_customer' });
  });

  it('stands beside its problem when it is empty or too long, and nothing of it is lost', async () => {
    const address = await link();
    const empty = await write(address, '   ');
    expect(empty.status).toBe(422);
    expect(await empty.text()).toContain(caseTexts.en.empty);
    const long = await write(address, `<b>${'x'.repeat(5000)}`);
    expect(await long.text()).toContain(`&lt;b&gt;${'x'.repeat(5000)}`);
    expect(await messages()).toEqual([]);
  });

  it('is taken ten times an hour, also when twenty come at once, and again an hour later', async () => {
    const address = await link();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, nth) => write(address, `Message ${String(nth)}`)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
    expect(await messages()).toHaveLength(10);
    await world.clock.advance(61 * 60 * 1000);
    expect((await write(address, 'Now?')).status).toBe(303);
  });
});

describe('a link that opens nothing', () => {
  const tokenOf = (address: string): string => address.split('/').at(-1) ?? '';

  it('is one page, with the same bytes and headers whatever is wrong with it', async () => {
    const [good, survey, used, revoked, expired] = [
      await link(),
      await link('report'),
      await link(),
      await link(),
      await link(),
    ];
    const hash = `encode(sha256($1::bytea), 'hex')`;
    await world.sql(`UPDATE customer_links SET used_at = now() WHERE token_hash = ${hash}`, [tokenOf(used)]);
    await world.sql(`UPDATE customer_links SET revoked_at = now() WHERE token_hash = ${hash}`, [tokenOf(revoked)]);
    await world.sql(
      `UPDATE customer_links SET created_at = '2026-01-01', expires_at = '2026-02-01' WHERE token_hash = ${hash}`,
      [tokenOf(expired)],
    );
    const elsewhere = await world.db.atomically(TOKYO_PAPER, (tx) => {
      const order = { purpose: 'status', orderId: idOf(makeOrder(world)) } as const;
      return makeLink(tx, world.system(TOKYO_PAPER), order);
    });
    const flipped = `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`;
    const bad = [
      ...[survey, used, revoked, expired, flipped, `${good}x`, good.slice(0, -2)],
      `http://localhost:3000/c/amends-mug-house/${tokenOf(elsewhere)}`,
      'http://localhost:3000/c/amends-mug-house/amc_',
    ];
    const seen = new Set<string>();
    for (const address of bad.slice(0, -1)) {
      const answer = await pages.ask(address);
      const headers = [...answer.headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
      seen.add(JSON.stringify([answer.status, headers, await answer.text()]));
    }
    expect([...seen]).toHaveLength(1);
    expect([...seen][0]).toContain(caseTexts.en.over.title);
    expect((await pages.ask(good)).status).toBe(200);
    for (const address of bad) expect((await write(address, 'Let me in')).status).toBe(404);
    expect(await messages()).toEqual([]);
  });

  it('brings a fresh one to the address of the order and nowhere else, once an hour, and its answer tells nothing', async () => {
    const expired = await link();
    await world.clock.advance(91 * 24 * 60 * 60 * 1000);
    const asked = async (address: string) =>
      (await pages.ask(address, { do: 'new_link', email: 'evil@example.com' })).text();
    const wrong = await asked(`${expired.slice(0, -2)}aa`);
    expect(await asked(expired)).toBe(wrong);
    expect(await asked(expired)).toBe(wrong);
    await world.sweepMails();
    const [mail, ...more] = arrived(world);
    expect(more).toEqual([]);
    const [row] = await world.sql<{ customer_email: string }>('SELECT customer_email FROM complaints WHERE id = $1', [
      complaintId,
    ]);
    expect(JSON.stringify(mail)).toContain(row?.customer_email);
    const [fresh = ''] = /http:\/\/localhost:3000\/c\/\S+/.exec(mail?.text ?? '') ?? [];
    expect((await pages.ask(fresh)).status).toBe(200);
  });

  it('is not brought back by asking once she is forgotten', async () => {
    const order = makeOrder(world);
    complaintId = await complain(world, order);
    const address = await link();
    const subject = { customerId: String(order.customerId), orderIds: [idOf(order)] };
    await world.db.atomically(MUG_HOUSE, (tx) => eraseCustomer(world.system(), tx, subject));
    await pages.ask(address, { do: 'new_link' });
    await world.sweepMails();
    expect(arrived(world)).toEqual([]);
  });

  it('stays out of the log, right or wrong', async () => {
    const address = await link();
    await pages.ask(address);
    await pages.ask(`${address}x`);
    expect(pages.log.join('\n')).not.toContain(tokenOf(address));
    expect(pages.log.some((line) => line.includes('/c/amends-mug-house/'))).toBe(true);
  });
});

describe('what she is given', () => {
  it.each(remedyStates)('shows a refund that is %s for what it is, in every language', async (state) => {
    const remedyId = await mustAsk(world, { complaintId, request: amountOf(eur(1234)) });
    await world.sql(
      `UPDATE remedies SET state = $2, in_lane = false, next_check_at = NULL, lease_until = NULL,
        proof = jsonb_build_object('refundId', '1', 'orderId', '1', 'createdAt', $3::text, 'transactions', '[]'::jsonb) WHERE id = $1`,
      [remedyId, state, world.clock.now().toISOString()],
    );
    const address = await link();
    for (const language of languages) {
      const { refund, preparing, notPossible, beingTakenBack, takenBack } = givenWords[language];
      const page = (await read(`${address}?lang=${language}`)).replaceAll('&#39;', "'");
      const day = writerFor(language, 'Europe/Prague', world.clock.now()).day(world.clock.now());
      const sentences: Record<typeof state, string> = {
        ...{ approved: preparing, sending: preparing, unknown: preparing, needs_person: preparing },
        ...{ issued: refund.paymentOnItsWay, settled: refund.paymentArrived(day) },
        ...{ refused: notPossible, not_issued: notPossible, failed: notPossible },
        ...{ undoing: beingTakenBack, undone: takenBack },
      };
      expect(page).toContain(`<p class="words">${sentences[state]}</p>`);
      for (const other of Object.values(sentences)) if (other !== sentences[state]) expect(page).not.toContain(other);
      expect(page).toMatch(/12[.,]34/);
    }
    await world.sql('DELETE FROM ledger_entries WHERE remedy_id = $1', [remedyId]).catch(() => undefined);
  });
});

describe('what whoever is signed in has reported', () => {
  const atShop = (path: string, customerId: string, shop: string = MUG_HOUSE) =>
    askThroughProxy({ ask: (address, init) => pages.fetch(address, init) }, path, {
      shop,
      customerId,
      at: Math.floor(world.clock.now().getTime() / 1000),
      headers: { 'accept-language': 'en' },
    });
  const hers = async () => {
    const [row] = await world.sql<{ customer_id: string; number: number }>(
      'SELECT customer_id, number FROM complaints WHERE id = $1',
      [complaintId],
    );
    if (!row) throw new Error('no complaint');
    return row;
  };

  it('is her own and nobody else’s, and leads to its page', async () => {
    const { customer_id: customerId, number } = await hers();
    await world.sql('UPDATE complaints SET customer_id = $2 WHERE customer_id = $1 AND id <> $3', [
      customerId,
      '9',
      complaintId,
    ]);
    const page = await (await atShop('/complaints', customerId)).text();
    expect([...page.matchAll(/href="\/apps\/amends\/complaints\/(\d+)"/g)].map(([, each]) => Number(each))).toEqual([
      number,
    ]);
    const opened = await atShop(`/complaints/${String(number)}`, customerId);
    expect(opened.status).toBe(303);
    expect(opened.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await read(opened.headers.get('location') ?? '')).toContain(`Your case C-${String(number)}`);
  });

  it('is shown to nobody who is not signed in, is somebody else, or is of another shop', async () => {
    const { customer_id: customerId, number } = await hers();
    const [other, none] = [
      await atShop(`/complaints/${String(number)}`, '123456'),
      await atShop('/complaints/999999', '123456'),
    ];
    expect([other.status, none.status]).toEqual([404, 404]);
    expect(await other.text()).toBe(await none.text());
    expect(await (await atShop('/complaints', '')).text()).toContain(caseTexts.en.list.signIn);
    expect(await (await atShop(`/complaints/${String(number)}`, '')).text()).not.toContain(`C-${String(number)}`);
    expect(await (await atShop('/complaints', customerId, TOKYO_PAPER)).text()).toContain(caseTexts.en.list.none);
    expect((await pages.fetch('/c/amends-mug-house/complaints')).status).toBe(200);
    expect(await (await pages.fetch('/c/amends-mug-house/complaints')).text()).not.toMatch(/C-\d/);
  });

  it('is looked for no more than 300 times an hour: above that no link is made, and Shopify is not asked', async () => {
    const { customer_id: customerId, number } = await hers();
    const links = () => world.sql('SELECT 1 FROM customer_links WHERE complaint_id = $1', [complaintId]);
    const listed = await (await atShop('/report', customerId)).text();
    for (let looks = 0; looks < 300; looks += 1) await mayLook(world.system(), customerId);
    const [made, asked] = [await links(), lastRequest(world)];
    expect((await atShop(`/complaints/${String(number)}`, customerId)).status).toBe(429);
    const page = await atShop('/report', customerId);
    expect([page.status, (await page.text()) === listed]).toEqual([200, false]);
    expect(await links()).toHaveLength(made.length);
    expect(requestsSince(world, asked)).toEqual([]);
    expect((await atShop(`/complaints/${String(number)}`, '123456')).status).toBe(404);
  });
});
