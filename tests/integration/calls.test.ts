/** Customers who wait to be called: what it does to the complaint, and what each call ends with. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import { readPromises } from '#app/db/promises.server.ts';
import { readStory } from '#app/db/timeline.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { askForCall } from '#app/services/calls/ask-callback.server.ts';
import { dropCallback, planCall, takeCall } from '#app/services/calls/change-callback.server.ts';
import { logCall, type LogCall } from '#app/services/calls/log-call.server.ts';
import { moveComplaint } from '#app/services/complaints/change-complaint.server.ts';
import { markAnswered } from '#app/services/complaints/mark-answered.server.ts';
import { sendHolding } from '#app/services/messages/reply.server.ts';
import { answerDataRequest, eraseCustomer } from '#app/services/privacy/privacy.server.ts';
import { amountOf, complain, eur, idOf, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;

const start = new Date('2026-11-24T08:00:00Z'); // A Tuesday, nine in Prague, as the shop opens.
const slot = (from: string, to: string) => ({
  from: new Date(`2026-11-${from}:00:00Z`),
  to: new Date(`2026-11-${to}:00:00Z`),
});
const [soon, tomorrow, dayAfter] = [slot('24T09', '24T11'), slot('25T08', '25T10'), slot('26T08', '26T10')];
const phone = '+420 601 234 567';

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database, start });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(() => world.clock.set(start));

const customer = () => ({ ...world.system(), actor: { kind: 'customer', name: '' } as const });
const ask = (complaintId: ComplaintId, when = soon, more: { phone?: string } = {}) =>
  askForCall(customer(), complaintId, {
    ...{ phone, ...when, timeZone: 'Europe/Kyiv', shopZone: 'Europe/Prague', ...more },
  });
const log = (complaintId: ComplaintId, call: Partial<LogCall> = {}) =>
  logCall(world.as(people.anna), complaintId, {
    ...{ requestId: newRequestId(), direction: 'out', outcome: 'reached', at: world.clock.now(), minutes: 4 },
    ...{ agreed: '', note: '', promise: null, nextTry: null, otherPhone: null, ...call },
  });
const now = async (complaintId: ComplaintId) => {
  const [row] = await world.sql<{ state: string; next: string; due: Date; answered: Date | null }>(
    `SELECT state, next_action AS next, next_action_due_at AS due, first_answered_at AS answered FROM complaints WHERE id = $1`,
    [complaintId],
  );
  if (!row) throw new Error('no complaint');
  return row;
};
const callbacks = (complaintId: ComplaintId) =>
  world.sql<{ state: string; tries: number; phone: string; slot_from: Date; time_zone: string }>(
    `SELECT state, tries, phone, slot_from, time_zone FROM callbacks WHERE complaint_id = $1 ORDER BY asked_at`,
    [complaintId],
  );
const told = async (complaintId: ComplaintId) =>
  (await readStory(world.db.statements(MUG_HOUSE), MUG_HOUSE, complaintId)).map(({ event }) => event.kind);

describe('a customer who wants to be called', () => {
  it('is next, by the end of the time that she chose, and is told in her own zone and in the shop’s', async () => {
    const id = await complain(world, makeOrder(world));
    expect(await now(id)).toMatchObject({ next: 'answer_customer' });
    expect(await ask(id)).toMatchObject({ ok: true });
    expect(await now(id)).toMatchObject({ state: 'open', next: 'call_customer', due: soon.to });
    expect(await callbacks(id)).toMatchObject([{ state: 'waiting', phone, time_zone: 'Europe/Kyiv' }]);
    const [entry] = await readStory(world.db.statements(MUG_HOUSE), MUG_HOUSE, id);
    expect(entry?.event).toMatchObject({ kind: 'callback_asked', when: 'Tuesday 24 November, 10:00 to 12:00' });
    expect(entry?.event).not.toHaveProperty('planned');
  });

  it('waits behind an answer that is due sooner, and is next once that is given', async () => {
    const id = await complain(world, makeOrder(world));
    await ask(id, tomorrow);
    expect(await now(id)).toMatchObject({ next: 'answer_customer' });
    await world.db.atomically(MUG_HOUSE, (tx) => markAnswered(tx, world.as(), id));
    expect(await now(id)).toMatchObject({ next: 'call_customer', due: tomorrow.to });
  });

  it('opens a complaint that waits for her; one that is over asks for nothing any more', async () => {
    const id = await complain(world, makeOrder(world));
    await moveComplaint(world.as(), id, { to: 'waiting_for_customer', why: null });
    await ask(id, tomorrow);
    expect(await now(id)).toMatchObject({ state: 'open', next: 'call_customer', due: tomorrow.to });
    await moveComplaint(world.as(), id, { to: 'closed', why: null });
    expect(await callbacks(id)).toMatchObject([{ state: 'dropped' }]);
    expect(await ask(id)).toEqual({ ok: false, error: { kind: 'over' } });
  });

  it('may move her call, is one all the same, and is not heard more than five times an hour', async () => {
    const id = await complain(world, makeOrder(world));
    await Promise.all([ask(id), ask(id), ask(id)]);
    await ask(id, tomorrow, { phone: '+420 700 000 001' });
    expect(await callbacks(id)).toMatchObject([{ slot_from: tomorrow.from, phone: '+420 700 000 001' }]);
    expect((await told(id)).filter((kind) => kind === 'callback_asked')).toHaveLength(2);
    for (const when of [soon, tomorrow, soon]) expect(await ask(id, when)).toMatchObject({ ok: true });
    expect(await ask(id, dayAfter)).toEqual({ ok: false, error: { kind: 'too_many' } });
  });

  it('is not forgotten when what she was given arrives meanwhile', async () => {
    const id = await complain(world, makeOrder(world), people.anna);
    await ask(id, tomorrow);
    await mustAsk(world, { complaintId: id, request: amountOf(eur(1000)) });
    await world.runUntilQuiet();
    expect(await told(id)).toContain('remedy_settled');
    expect(await callbacks(id)).toMatchObject([{ state: 'waiting' }]);
    expect(await now(id)).toMatchObject({ state: 'open' });
  });

  it('never hides that somebody has to decide again', async () => {
    const id = await complain(world, makeOrder(world));
    await world.sql(`UPDATE complaints SET next_action = 'decide_again' WHERE id = $1`, [id]);
    await ask(id);
    expect(await now(id)).toMatchObject({ next: 'decide_again' });
    await log(id);
    expect(await now(id)).toMatchObject({ next: 'decide_again' });
  });

  it('can be somebody’s, planned by staff, and dropped with why', async () => {
    const id = await complain(world, makeOrder(world));
    expect(await planCall(world.as(people.anna), id, { phone, ...soon })).toMatchObject({ ok: true });
    expect(await takeCall(world.as(people.lukas), id)).toMatchObject({ ok: true });
    const [row] = await world.sql(`SELECT assignee_user_id, asked_by FROM callbacks WHERE complaint_id = $1`, [id]);
    expect(row).toEqual({ assignee_user_id: people.lukas.userId, asked_by: 'staff' });
    const story = await readStory(world.db.statements(MUG_HOUSE), MUG_HOUSE, id);
    expect(story.find(({ event }) => event.kind === 'callback_asked')?.event).toMatchObject({ planned: true });
    expect(await dropCallback(world.as(), id, 'She has written.')).toMatchObject({ ok: true });
    expect(await dropCallback(world.as(), id, 'She has written.')).toMatchObject({ ok: false });
    expect(await takeCall(world.as(), id)).toMatchObject({ ok: false });
    expect(await now(id)).toMatchObject({ next: 'answer_customer' });
  });
});

describe('a call', () => {
  it('that reached her answers her, and what was next before comes after it', async () => {
    const id = await complain(world, makeOrder(world));
    await ask(id);
    expect(await log(id)).toEqual({ ok: true, value: { writeInstead: false } });
    expect(await now(id)).toMatchObject({ state: 'open', next: 'decide_remedy', answered: start });
    expect(await callbacks(id)).toMatchObject([{ state: 'done', tries: 0 }]);
  });

  it('brings back a remedy that was being waited for', async () => {
    const id = await complain(world, makeOrder(world), people.anna);
    await world.db.atomically(MUG_HOUSE, (tx) => markAnswered(tx, world.as(), id));
    await mustAsk(world, { complaintId: id, request: amountOf(eur(1000)) });
    const before = await now(id);
    await ask(id);
    expect(await now(id)).toMatchObject({ next: 'call_customer' });
    await log(id);
    expect(await now(id)).toMatchObject({ next: before.next, due: before.due });
  });

  it('that reached nobody is tried again at the time that was chosen; the third time she is written to', async () => {
    const id = await complain(world, makeOrder(world));
    await world.db.atomically(MUG_HOUSE, (tx) => markAnswered(tx, world.as(), id));
    await ask(id);
    expect(await log(id, { outcome: 'not_reached' })).toEqual({ ok: false, error: { kind: 'no_next_try' } });
    expect(await log(id, { outcome: 'not_reached', nextTry: tomorrow })).toMatchObject({ ok: true });
    expect(await now(id)).toMatchObject({ next: 'call_customer', due: tomorrow.to });
    expect(await log(id, { outcome: 'voicemail', nextTry: dayAfter })).toMatchObject({ ok: true });
    expect(await callbacks(id)).toMatchObject([{ state: 'waiting', tries: 2, slot_from: dayAfter.from }]);
    expect(await log(id, { outcome: 'not_reached' })).toEqual({ ok: true, value: { writeInstead: true } });
    expect(await callbacks(id)).toMatchObject([{ state: 'not_reached', tries: 3 }]);
    expect(await now(id)).toMatchObject({ state: 'open', next: 'answer_customer' });
    expect((await now(id)).answered).not.toBeNull();
  });

  it('to a wrong number goes to the other one, or she is written to', async () => {
    const id = await complain(world, makeOrder(world));
    await ask(id);
    await log(id, { outcome: 'wrong_number', otherPhone: '+420 700 111 222', nextTry: tomorrow });
    expect(await callbacks(id)).toMatchObject([{ state: 'waiting', phone: '+420 700 111 222' }]);
    expect(await log(id, { outcome: 'wrong_number' })).toMatchObject({ value: { writeInstead: true } });
    expect(await now(id)).toMatchObject({ next: 'answer_customer' });
  });

  it('makes a dated agreement a promise, and keeps an answer that was promised', async () => {
    const id = await complain(world, makeOrder(world));
    await sendHolding(world.as(people.anna), id, { requestId: newRequestId(), day: '2026-11-26' });
    await ask(id);
    const agreed = 'A new mug, sent on Thursday';
    const call = { agreed, promise: { kind: 'other', day: '2026-11-26' } as const };
    expect(await log(id, call)).toMatchObject({ ok: true });
    const promises = await readPromises(world.db.statements(MUG_HOUSE), MUG_HOUSE, id);
    expect(promises).toMatchObject([
      { kind: 'other', what: agreed, state: 'open', dueAt: new Date('2026-11-26T22:59:59Z') },
      { kind: 'answer', state: 'kept', proof: { by: 'person' } },
    ]);
    expect(await log(id, { promise: { kind: 'other', day: '2026-11-23' }, agreed })).toEqual({
      ...{ ok: false, error: { kind: 'promise_past' } },
    });
  });

  it('is one, however often its form is sent', async () => {
    const id = await complain(world, makeOrder(world));
    await ask(id);
    const call = { requestId: newRequestId(), outcome: 'not_reached', nextTry: tomorrow } as const;
    await Promise.all([log(id, call), log(id, call), log(id, call)]);
    expect(await callbacks(id)).toMatchObject([{ tries: 1 }]);
    expect((await told(id)).filter((kind) => kind === 'called')).toHaveLength(1);
    expect(await log(id, { ...call, outcome: 'reached' })).toEqual({ ok: false, error: { kind: 'request_reused' } });
  });

  it('of another shop cannot be written down', async () => {
    const id = await complain(world, makeOrder(world));
    const answer = await logCall(world.as(people.haruka, TOKYO_PAPER), id, {
      ...{ requestId: newRequestId(), direction: 'out', outcome: 'reached', at: start, minutes: null },
      ...{ agreed: '', note: '', promise: null, nextTry: null, otherPhone: null },
    });
    expect(answer).toEqual({ ok: false, error: { kind: 'not_found' } });
  });
});

it('what is known of her calls is handed out when she asks, and forgotten when she wants that', async () => {
  const order = makeOrder(world);
  const id = await complain(world, order);
  await world.sql(`UPDATE complaints SET customer_id = '77' WHERE id = $1`, [id]);
  await ask(id);
  await log(id, { outcome: 'not_reached', note: 'Her mother answered.', nextTry: tomorrow });
  const subject = { customerId: '77', orderIds: [idOf(order)] };
  await world.db.atomically(MUG_HOUSE, (tx) => answerDataRequest(world.system(), tx, subject));
  const [request] = await world.sql<{ answer: unknown }>(
    `SELECT answer FROM privacy_requests WHERE customer_id = '77'`,
  );
  expect(JSON.stringify(request?.answer)).toContain(phone);
  expect(JSON.stringify(request?.answer)).toContain('Her mother answered.');
  for (let twice = 0; twice < 2; twice += 1)
    await world.db.atomically(MUG_HOUSE, (tx) => eraseCustomer(world.system(), tx, subject));
  const left = await world.sql(
    `SELECT row_to_json(b)::text FROM callbacks b WHERE complaint_id = $1 UNION ALL SELECT row_to_json(k)::text FROM calls k
       WHERE complaint_id = $1 UNION ALL SELECT row_to_json(t)::text FROM timeline_entries t WHERE complaint_id = $1`,
    [id],
  );
  expect(JSON.stringify(left)).not.toMatch(/601 234 567|mother/);
  expect(await callbacks(id)).toMatchObject([{ state: 'dropped', phone: '' }]);
  expect((await now(id)).next).not.toBe('call_customer');
});
