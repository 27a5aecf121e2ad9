import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { languages } from '#app/domain/language.ts';
import { askBackArea, type AskBackSettings } from '#app/domain/settings/ask-back.ts';
import { askBackTexts } from '#app/i18n/customer/ask-back.ts';
import { caseTexts } from '#app/i18n/customer/case.ts';
import { askCustomers } from '#app/services/ask-back/ask-customers.server.ts';
import { moveComplaint } from '#app/services/complaints/change-complaint.server.ts';
import { getHome } from '#app/services/home/get-home.server.ts';
import { saveSettings } from '#app/services/settings/save-settings.server.ts';
import { readSettings } from '#app/db/shop-settings.server.ts';
import { complain, makeOrder } from '#tests/factories/cases.ts';
import { arrived } from '#tests/factories/mails.ts';
import { servePages, type ServedPages } from '#tests/setup/customer-pages.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;
let pages: ServedPages;
let complaintId: ComplaintId;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
  pages = await servePages(world);
  await world.sql(`UPDATE staff_members SET email = 'lukas@mughouse.example' WHERE user_id = '1002'`);
});
afterAll(async () => {
  await pages.close();
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  await world.sql('DELETE FROM customer_asks');
  await world.sql(`UPDATE complaints SET state = 'closed', next_action = NULL, next_action_due_at = NULL`);
  await world.sql('DELETE FROM mails');
  world.store.store.state.mails = [];
  complaintId = await resolved();
});

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** A complaint that has just been resolved, at noon of the shop's clock. */
async function resolved(language = 'en'): Promise<ComplaintId> {
  const now = world.clock.now();
  const noon = new Date(`${now.toISOString().slice(0, 10)}T11:00:00Z`);
  await world.clock.advance(
    Math.max(0, noon.getTime() - now.getTime()) || (noon < now ? noon.getTime() + dayMs - now.getTime() : 0),
  );
  const id = await complain(world, makeOrder(world), people.anna);
  await world.sql('UPDATE complaints SET language = $2, assignee_user_id = $3 WHERE id = $1', [
    id,
    language,
    people.anna.userId,
  ]);
  await moveComplaint(world.as(people.anna), id, { to: 'resolved', why: null });
  return id;
}
const set = async (value: AskBackSettings) => {
  const { revision } = await readSettings(world.db.statements(MUG_HOUSE), MUG_HOUSE, askBackArea);
  expect((await saveSettings(world.as(people.olga), askBackArea, { value, seen: revision })).ok).toBe(true);
};
const ask = async () => {
  const asked = await askCustomers(world.system());
  await world.sweepMails();
  return asked;
};
const mails = () => arrived(world).filter(({ text }) => text.includes('answer='));
const links = () =>
  [...(mails()[0]?.text ?? '').matchAll(/^(.*): (http\S+\?answer=\d)$/gm)].map(([, label, address]) => ({
    label: label ?? '',
    address: address ?? '',
  }));
const requestIdIn = (page: string): string => /name="requestId" value="([^"]+)"/.exec(page)?.[1] ?? '';
const send = (address: string, answer: string, words = '', requestId: string = newRequestId()) =>
  pages.ask(address.split('?')[0] ?? '', { do: 'answer', answer, words, requestId });
const asks = () =>
  world.sql<{ kind: string; score: number | null; agent_name: string | null; reached: boolean; about: string }>(
    'SELECT kind, score, agent_name, reached, about FROM customer_asks WHERE complaint_id = $1',
    [complaintId],
  );
const stateOf = async () => {
  const [row] = await world.sql<{ state: string; next_action: string | null; next_action_due_at: Date | null }>(
    'SELECT state, next_action, next_action_due_at FROM complaints WHERE id = $1',
    [complaintId],
  );
  return row;
};
const story = () =>
  world.sql<{ data: { kind: string } }>('SELECT data FROM timeline_entries WHERE complaint_id = $1 ORDER BY id', [
    complaintId,
  ]);

describe('a customer whose complaint is resolved', () => {
  it('is asked once, three days later, whoever looks and however often', async () => {
    expect(await ask()).toBe(0);
    await world.clock.advance(3 * dayMs - hourMs);
    expect(await ask()).toBe(0);
    await world.clock.advance(hourMs);
    const atOnce = await Promise.all(Array.from({ length: 5 }, () => askCustomers(world.system())));
    expect(atOnce.reduce((all, each) => all + each, 0)).toBe(1);
    await world.clock.advance(dayMs);
    expect(await ask()).toBe(0);
    expect(mails()).toHaveLength(1);
    expect(links().map(({ label }) => label)).toEqual([
      '1 – Very bad',
      '2 – Bad',
      '3 – So-so',
      '4 – Good',
      '5 – Very good',
    ]);
    expect(await asks()).toEqual([
      { kind: 'survey', score: null, agent_name: 'Anna Kowalska', reached: true, about: '' },
    ]);
  });

  it('is not asked at night, when it was opened again, when it is off, nor weeks later', async () => {
    await world.clock.advance(3 * dayMs + 12 * hourMs);
    expect(await ask()).toBe(0);
    await world.clock.advance(12 * hourMs);
    await set({ ...askBackArea.defaults, survey: { on: false, afterDays: 3 } });
    expect(await ask()).toBe(0);
    await set(askBackArea.defaults);
    await moveComplaint(world.as(), complaintId, { to: 'open', why: null });
    expect(await ask()).toBe(0);
    await moveComplaint(world.as(), complaintId, { to: 'resolved', why: null });
    expect(await ask()).toBe(0);
    await world.clock.advance(18 * dayMs);
    expect(await ask()).toBe(0);
    expect(await asks()).toEqual([]);
  });

  it('who has no address is not asked, and not tried again and again', async () => {
    await world.sql('UPDATE complaints SET customer_email = NULL WHERE id = $1', [complaintId]);
    await world.clock.advance(3 * dayMs);
    expect(await ask()).toBe(0);
    expect(await asks()).toMatchObject([{ kind: 'survey', reached: false }]);
    expect(await ask()).toBe(0);
  });

  it.each(languages)('is asked in %s, by mail and on the page', async (language) => {
    complaintId = await resolved(language);
    await world.clock.advance(3 * dayMs);
    await world.sql(
      "UPDATE complaints SET ended_at = ended_at - interval '90 days' WHERE id <> $1 AND state = 'resolved'",
      [complaintId],
    );
    await ask();
    const texts = askBackTexts[language].survey;
    expect(links().map(({ label }) => label)).toEqual(
      texts.scores.map((label, nth) => `${String(nth + 1)} – ${label}`),
    );
    const page = await (await pages.ask(links()[3]?.address ?? '')).text();
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).toMatch(/value="4"\s+checked/);
    for (const label of texts.scores) expect(page).toContain(label);
  });
});

describe('her answer', () => {
  beforeEach(async () => {
    await world.clock.advance(3 * dayMs);
    await ask();
  });

  it('is recorded by sending the form, never by opening a link, as mail scanners open all of them', async () => {
    for (const { address } of links()) expect((await pages.ask(address)).status).toBe(200);
    expect(await asks()).toMatchObject([{ score: null }]);
    const answer = await send(links()[0]?.address ?? '', '5');
    expect(await answer.text()).toContain(askBackTexts.en.thanks.good);
    expect(await asks()).toMatchObject([{ score: 5, agent_name: 'Anna Kowalska' }]);
    expect(await stateOf()).toMatchObject({ state: 'resolved' });
  });

  it('counts once: the same form twice answers the same, another one finds the link used', async () => {
    const [first] = links();
    const requestId = requestIdIn(await (await pages.ask(first?.address ?? '')).text());
    const both = await Promise.all([0, 1].map(() => send(first?.address ?? '', '1', 'No.', requestId)));
    const texts = await Promise.all(both.map((answer) => answer.text()));
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).toContain('Thank you for telling us');
    const other = await send(first?.address ?? '', '5');
    expect(other.status).toBe(404);
    expect(await other.text()).toContain(caseTexts.en.over.title);
    expect(await asks()).toMatchObject([{ score: 1 }]);
    expect((await story()).filter(({ data }) => data.kind === 'survey_answered')).toHaveLength(1);
    expect(
      await world.sql('SELECT body FROM messages WHERE direction = $1 AND complaint_id = $2', [
        'from_customer',
        complaintId,
      ]),
    ).toEqual([{ body: 'No.' }]);
  });

  it('when it is bad opens the complaint with an answer due, names the agent, and tells the lead', async () => {
    const page = await (await send(links()[0]?.address ?? '', '2', 'It took <b>weeks</b>.')).text();
    const now = await stateOf();
    expect(now).toMatchObject({ state: 'open', next_action: 'answer_customer' });
    expect(now?.next_action_due_at?.getTime()).toBeGreaterThan(world.clock.now().getTime());
    expect((await story()).slice(-2).map(({ data }) => data)).toMatchObject([
      { kind: 'survey_answered', score: 2, agent: 'Anna Kowalska' },
      { kind: 'state_changed', from: 'resolved', to: 'open' },
    ]);
    expect(page).toMatch(/write to you by \d+ \w+/);
    await world.sweepMails();
    const [told, ...more] = arrived(world).filter(({ subject }) => subject.startsWith('2 of 5'));
    expect(more).toEqual([]);
    expect(told?.text).toContain('It was handled by Anna Kowalska.');
    const home = await getHome(world.as(people.lukas));
    expect(home.satisfaction).toMatchObject({ count: 1, median: 2, waiting: [{ complaintId, score: 2 }] });
  });

  it('when it is good leads to the place for reviews that the shop has named, and nowhere else', async () => {
    await set({ ...askBackArea.defaults, reviewLink: 'https://reviews.example/mug-house?a=1&b=2' });
    const page = await (await send(links()[0]?.address ?? '', '4')).text();
    expect(page).toContain('href="https://reviews.example/mug-house?a=1&amp;b=2"');
    await set(askBackArea.defaults);
  });

  it('that is none is asked for again beside the question, with her words kept', async () => {
    for (const wrong of ['', '6', '0', '-1', '5 ', 'x']) {
      const answer = await send(links()[0]?.address ?? '', wrong, 'My <words>');
      expect(answer.status).toBe(422);
      const page = await answer.text();
      expect(page).toContain(askBackTexts.en.choose);
      expect(page).toContain('My &lt;words&gt;');
    }
    expect(await asks()).toMatchObject([{ score: null }]);
  });
});

describe('a check-in', () => {
  const deliver = (at: Date) =>
    world.sql(
      `UPDATE order_snapshots o SET snapshot = o.snapshot || jsonb_build_object('fulfillments', jsonb_build_array(jsonb_build_object('deliveredAt', $2::text)))
       FROM complaints c WHERE c.id = $1 AND o.order_id = c.order_id`,
      [complaintId, at.toISOString()],
    );

  it('asks once whether what was late has arrived well, and leaves the other question for later', async () => {
    await world.sql(`UPDATE complaints SET reason = 'not_arrived' WHERE id = $1`, [complaintId]);
    await world.clock.advance(dayMs);
    await deliver(world.clock.now());
    await world.clock.advance(2 * dayMs);
    expect(await ask()).toBe(1);
    expect(await asks()).toMatchObject([{ kind: 'check_in' }]);
    expect(links().map(({ label }) => label)).toEqual(['Yes, all is well', 'No, something is wrong']);
    expect(await ask()).toBe(0);
    await world.clock.advance(3 * dayMs);
    expect(await ask()).toBe(1);
    expect((await asks()).map(({ kind }) => kind).sort()).toEqual(['check_in', 'survey']);
  });

  it('with a bad answer opens the complaint exactly once, and with a good one leaves it', async () => {
    await world.sql(`UPDATE complaints SET reason = 'late' WHERE id = $1`, [complaintId]);
    await world.clock.advance(hourMs);
    await deliver(world.clock.now());
    await world.clock.advance(2 * dayMs);
    await ask();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => send(links()[0]?.address ?? '', '0', 'Broken again.')),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await stateOf()).toMatchObject({ state: 'open', next_action: 'answer_customer' });
    expect((await story()).filter(({ data }) => data.kind === 'state_changed').length).toBe(2);
  });
});
