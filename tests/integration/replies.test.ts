import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readMessages } from '#app/db/messages.server.ts';
import { newRequestId } from '#app/db/new-id.server.ts';
import { promiseWeeks, readPromises } from '#app/db/promises.server.ts';
import { readStory } from '#app/db/timeline.server.ts';
import { parseMailAddress } from '#app/domain/mail/address.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { dayAt, addDays } from '#app/domain/shop-day.ts';
import { liftStop, pressStop } from '#app/services/limits/emergency-stop.server.ts';
import { sendHolding, sendReply, type ReplyInput } from '#app/services/messages/reply.server.ts';
import { saveText } from '#app/services/messages/save-text.server.ts';
import { eraseCustomer } from '#app/services/privacy/privacy.server.ts';
import { promiseByHand, type PromiseByHand } from '#app/services/promises/promise-by-hand.server.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { undoRemedy } from '#app/services/resolutions/undo-remedy.server.ts';
import { getSettings } from '#app/services/settings/get-settings.server.ts';
import { saveSettings } from '#app/services/settings/save-settings.server.ts';
import { endPromiseByHand } from '#app/services/promises/end-promise.server.ts';
import { sweepPromises } from '#app/services/promises/sweep-promises.server.ts';
import { amountOf, complain, eur, idOf, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import { code, decided } from '#tests/factories/discounts.ts';
import { setVariant, variantOf } from '#tests/factories/replacement-case.ts';
import { serviceArea } from '#app/domain/settings/service.ts';
import { arrived, mailFault, sweepUntilQuiet } from '#tests/factories/mails.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;

const start = new Date('2026-11-24T09:00:00Z'); // A Tuesday.
const hourMs = 3_600_000;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database, start });
  await world.sql(`UPDATE staff_members SET email = 'user' || user_id || '@mughouse.example'`);
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  world.store.store.state.mails = [];
  world.store.store.state.mailRules = [];
  await world.sql('DELETE FROM mails');
  await world.sql('DELETE FROM promises');
  await world.clock.set(start);
});

const reply = (complaintId: ComplaintId, changed: Partial<ReplyInput> = {}, who = people.anna) =>
  sendReply(world.as(who), complaintId, {
    ...{ requestId: newRequestId(), subject: 'Your order', body: 'Hello,\n\na new mug is on its way.' },
    ...{ thenWait: false, promises: [], despite: null, ...changed },
  });
const hold = (complaintId: ComplaintId, day = '2026-11-26', requestId = newRequestId()) =>
  sendHolding(world.as(people.anna), complaintId, { requestId, day });
const sweep = () => sweepPromises({ db: world.db, clock: world.clock, contextFor: world.system });
const promisesOf = (complaintId: ComplaintId) => readPromises(world.db.statements(MUG_HOUSE), MUG_HOUSE, complaintId);
const said = (complaintId: ComplaintId) => readMessages(world.db.statements(MUG_HOUSE), MUG_HOUSE, complaintId);
const told = async (complaintId: ComplaintId) =>
  (await readStory(world.db.statements(MUG_HOUSE), MUG_HOUSE, complaintId)).map(({ event }) => event.kind);
const complaintNow = async (complaintId: ComplaintId) => {
  const [row] = await world.sql<{
    state: string;
    next_action: string;
    next_action_due_at: Date;
    first_answered_at: Date;
  }>('SELECT state, next_action, next_action_due_at, first_answered_at FROM complaints WHERE id = $1', [complaintId]);
  return row;
};

describe('a reply', () => {
  it('goes out once however often its form is sent, and stands beside the complaint with how far it is', async () => {
    const complaintId = await complain(world, makeOrder(world));
    const requestId = newRequestId();
    const answers = await Promise.all([1, 2, 3].map(() => reply(complaintId, { requestId })));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(await said(complaintId)).toMatchObject([{ kind: 'reply', mail: { state: 'queued' } }]);
    await sweepUntilQuiet(world);
    expect(await said(complaintId)).toMatchObject([{ mail: { state: 'sent' }, author: { name: 'Anna Kowalska' } }]);
    expect(arrived(world)).toHaveLength(1);
    expect(await reply(complaintId, { requestId, body: 'Something else.' })).toEqual({
      ok: false,
      error: { kind: 'request_reused' },
    });
    expect((await complaintNow(complaintId))?.first_answered_at).toEqual(start);
  });

  it('that did not arrive says so, in the mail server’s words', async () => {
    mailFault(world, { kind: 'refuse', code: 550 });
    const complaintId = await complain(world, makeOrder(world));
    await reply(complaintId);
    await sweepUntilQuiet(world);
    expect(await said(complaintId)).toMatchObject([
      { mail: { state: 'failed', problem: expect.stringContaining('no such mailbox') as string } },
    ]);
  });

  it('to somebody without an address sends nothing and leaves the complaint as it is', async () => {
    const complaintId = await complain(world, makeOrder(world));
    await world.sql('UPDATE complaints SET customer_email = NULL WHERE id = $1', [complaintId]);
    const before = await complaintNow(complaintId);
    expect(await reply(complaintId, { thenWait: true })).toEqual({ ok: false, error: { kind: 'no_address' } });
    expect(await complaintNow(complaintId)).toEqual(before);
    expect(parseMailAddress(null)).toBeNull();
  });

  it('may leave it to the customer to answer', async () => {
    const complaintId = await complain(world, makeOrder(world));
    await reply(complaintId, { thenWait: true });
    expect(await complaintNow(complaintId)).toMatchObject({
      state: 'waiting_for_customer',
      next_action: 'wait_for_customer',
    });
  });
});

describe('asking for more time', () => {
  it('in the customer’s language promises an answer by that day, and makes it what is next', async () => {
    const complaintId = await complain(world, makeOrder(world));
    await world.sql(`UPDATE complaints SET language = 'pl' WHERE id = $1`, [complaintId]);
    expect(await hold(complaintId)).toEqual({ ok: true, value: null });
    await sweepUntilQuiet(world);
    expect(arrived(world)[0]?.text).toContain('Napiszemy do czwartku, 26 listopada');
    // Until the end of that day in Prague; somebody is to be at it at five in the afternoon.
    expect(await promisesOf(complaintId)).toMatchObject([
      { kind: 'answer', state: 'open', dueAt: new Date('2026-11-26T22:59:59Z'), madeByName: 'Anna Kowalska' },
    ]);
    expect(await complaintNow(complaintId)).toMatchObject({
      next_action: 'answer_customer',
      next_action_due_at: new Date('2026-11-26T16:00:00Z'),
    });
  });

  it('is said in the shop’s own words, where it has some', async () => {
    const complaintId = await complain(world, makeOrder(world));
    await world.sql(`UPDATE complaints SET language = 'en' WHERE id = $1`, [complaintId]);
    const own = { subject: 'Wait a little', body: '{{order}} is with us. You hear from {{shop}} by {{due}}.' };
    const save = (seen: number, text: typeof own | null) =>
      saveText(world.as(people.olga), { topic: 'holding', language: 'en', seen, text });
    await save(0, own);
    expect(await hold(complaintId)).toEqual({ ok: true, value: null });
    const [message] = await said(complaintId);
    expect(message?.subject).toBe('Wait a little');
    expect(message?.body).toMatch(/^#\d+ is with us\. You hear from .+ by Thursday, 26 November\.$/);
    // What it asks for and nobody knows is not sent as an empty place.
    const elsewhere = await complain(world, makeOrder(world));
    await world.sql(`UPDATE complaints SET language = 'en' WHERE id = $1`, [elsewhere]);
    await save(1, { ...own, body: 'Back in stock on {{restock}}. {{due}}' });
    expect(await hold(elsewhere)).toEqual({ ok: false, error: { kind: 'not_filled', missing: ['restock'] } });
    expect(await said(elsewhere)).toEqual([]);
    await save(2, null);
  });

  it('twice by the same click is one message and one promise', async () => {
    const complaintId = await complain(world, makeOrder(world));
    const requestId = newRequestId();
    await Promise.all([hold(complaintId, undefined, requestId), hold(complaintId, undefined, requestId)]);
    expect(await said(complaintId)).toHaveLength(1);
    expect(await promisesOf(complaintId)).toHaveLength(1);
  });

  it('until a day that has passed is not possible', async () => {
    const complaintId = await complain(world, makeOrder(world));
    expect(await hold(complaintId, '2026-11-23')).toEqual({ ok: false, error: { kind: 'past', index: 0 } });
    expect(await said(complaintId)).toEqual([]);
  });
});

describe('a promise of an answer', () => {
  it('is kept by a reply from before its end, with that as its proof', async () => {
    const complaintId = await complain(world, makeOrder(world));
    await hold(complaintId);
    await world.clock.advance(30 * hourMs);
    await reply(complaintId);
    expect(await promisesOf(complaintId)).toMatchObject([{ state: 'kept', proof: { by: 'message' } }]);
    await world.clock.advance(90 * hourMs);
    await sweep();
    expect(await promisesOf(complaintId)).toMatchObject([{ state: 'kept' }]);
    expect(await told(complaintId)).toContain('promise_kept');
  });

  it('is broken when its day has passed: once, told to the lead, and the complaint is due now', async () => {
    const complaintId = await complain(world, makeOrder(world));
    await hold(complaintId);
    await world.clock.set(new Date('2026-11-26T22:59:58Z'));
    await sweep();
    expect(await promisesOf(complaintId)).toMatchObject([{ state: 'open' }]);
    await world.clock.set(new Date('2026-11-26T22:59:59Z'));
    await Promise.all([sweep(), sweep(), sweep()]);
    expect(await promisesOf(complaintId)).toMatchObject([{ state: 'broken', proof: null }]);
    expect((await told(complaintId)).filter((kind) => kind === 'promise_broken')).toHaveLength(1);
    expect(await complaintNow(complaintId)).toMatchObject({
      next_action: 'answer_customer',
      next_action_due_at: world.clock.now(),
    });
    await sweepUntilQuiet(world);
    const toLead = arrived(world).filter(({ to }) => to.includes('user1002@mughouse.example'));
    expect(toLead.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^A promise was not kept: C-/) as string,
    ]);
    expect(toLead[0]?.text).toContain('Anna Kowalska promised the customer');
    expect(toLead[0]?.text).toContain('an answer by Thursday');
  });

  it.each(['decide_again', 'await_approval'])('that is broken leaves what else is to be done: %s', async (action) => {
    const complaintId = await complain(world, makeOrder(world));
    await hold(complaintId);
    await world.sql('UPDATE complaints SET next_action = $2 WHERE id = $1', [complaintId, action]);
    await world.clock.set(new Date('2026-11-27T00:00:00Z'));
    await sweep();
    expect(await promisesOf(complaintId)).toMatchObject([{ state: 'broken' }]);
    const due = { next_action: action, next_action_due_at: world.clock.now() };
    expect(await complaintNow(complaintId)).toMatchObject(due);
  });

  it('that nobody makes good within a day is told to the owner once; made good, it is not', async () => {
    const [left, good] = [await complain(world, makeOrder(world)), await complain(world, makeOrder(world))];
    await hold(left);
    await hold(good);
    await world.clock.set(new Date('2026-11-27T00:00:00Z'));
    await sweep();
    await reply(good);
    await world.clock.advance(24 * hourMs);
    await Promise.all([sweep(), sweep()]);
    await sweep();
    expect((await told(left)).filter((kind) => kind === 'promise_escalated')).toHaveLength(1);
    expect(await told(good)).not.toContain('promise_escalated');
    await sweepUntilQuiet(world);
    const toOwner = arrived(world).filter(({ to }) => to.includes('user1001@mughouse.example'));
    expect(toOwner.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Still not made good/) as string]);
  });
});

describe('a promise made in a message', () => {
  const remedy = { kind: 'remedy', what: 'a new mug', day: '2026-11-26' } as const;

  it('to put it right is kept by what Shopify has got by then', async () => {
    const complaintId = await complain(world, makeOrder(world));
    expect(await reply(complaintId, { promises: [remedy] }, people.olga)).toEqual({ ok: true, value: null });
    await sweep();
    expect(await promisesOf(complaintId)).toMatchObject([{ state: 'open', what: 'a new mug' }]);
    const remedyId = await mustAsk(world, { complaintId, request: amountOf(eur(1000)) });
    await world.runUntilQuiet(24 * hourMs);
    await world.clock.set(new Date('2026-11-28T00:00:00Z'));
    await sweep();
    expect(await promisesOf(complaintId)).toMatchObject([{ state: 'kept', proof: { by: 'remedy', remedyId } }]);
  });

  it('is kept when a person says how, and that is told; a second time it is over', async () => {
    const complaintId = await complain(world, makeOrder(world));
    await reply(complaintId, { promises: [{ ...remedy, kind: 'other', what: 'I call you' }] });
    const [promise] = await promisesOf(complaintId);
    const end = () =>
      endPromiseByHand(world.as(people.anna), complaintId, promise?.id ?? '', { as: 'kept', how: 'Called at ten.' });
    expect(await end()).toEqual({ ok: true, value: null });
    expect(await end()).toEqual({ ok: false, error: { kind: 'over' } });
    expect(await promisesOf(complaintId)).toMatchObject([
      { state: 'kept', proof: { by: 'person', how: 'Called at ten.' } },
    ]);
  });

  it('that can hardly be kept is asked about first: a Sunday, or a limit that is used up', async () => {
    const complaintId = await complain(world, makeOrder(world));
    const sunday = { promises: [{ ...remedy, kind: 'answer', what: '', day: '2026-11-29' } as const] };
    expect(await reply(complaintId, sunday)).toEqual({
      ok: false,
      error: { kind: 'doubtful', doubts: ['closed_day'] },
    });
    expect(await said(complaintId)).toEqual([]);
    expect(await reply(complaintId, { ...sunday, despite: 'Eva is there on Sunday.' })).toEqual({
      ok: true,
      value: null,
    });
    const [kept] = await said(complaintId);
    expect(kept?.details).toMatchObject({ doubts: ['closed_day'], despite: 'Eva is there on Sunday.' });
    const stopped = { promises: [remedy] };
    expect(await pressStop(world.as(people.olga), { why: 'Trial.' })).toMatchObject({ ok: true });
    expect(await reply(complaintId, stopped)).toEqual({ ok: false, error: { kind: 'doubtful', doubts: ['stopped'] } });
    await liftStop(world.as(people.olga));
  });
});

describe('what speaks against a promise', () => {
  it('is that the shop is closed, by its own hours and holidays', async () => {
    const complaintId = await complain(world, makeOrder(world));
    const { value, revision } = await getSettings(world.as(), serviceArea);
    const hours = {
      ...value.hours,
      week: value.hours.week.map((span, day) => (day === 6 ? value.hours.week[0] : span) ?? null),
    };
    await saveSettings(world.as(), serviceArea, {
      ...{ value: { ...value, hours: { ...hours, holidays: ['2026-11-27'] } }, seen: revision },
    });
    const on = (day: string) => reply(complaintId, { promises: [{ kind: 'answer', what: '', day }] });
    expect(await on('2026-11-27')).toMatchObject({ ok: false, error: { doubts: ['closed_day'] } });
    expect(await on('2026-11-29')).toMatchObject({ ok: true });
    await saveSettings(world.as(), serviceArea, { value, seen: revision + 1 });
  });

  it('is that an item has run out, and what Shopify cannot say speaks against nothing', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    const variant = variantOf(world, order);
    await setVariant(world, variant, { available: 0 });
    const again = { promises: [{ kind: 'remedy', what: 'a new mug', day: '2026-11-25' } as const] };
    expect(await reply(complaintId, again)).toEqual({ ok: false, error: { kind: 'doubtful', doubts: ['stock'] } });
    await setVariant(world, variant, { available: 20 });
    expect(await reply(complaintId, again)).toEqual({ ok: true, value: null });
  });

  it('is that a code in its words was taken back', async () => {
    const { complaintId, remedyId } = await decided(world, code());
    await advanceRemedy(world.system(), remedyId);
    const [row] = await world.sql<{ code: string }>(`SELECT proof ->> 'code' AS code FROM remedies WHERE id = $1`, [
      remedyId,
    ]);
    const words = {
      body: `Your code is ${row?.code ?? ''}.`,
      promises: [{ kind: 'other', what: 'a call', day: '2026-11-25' } as const],
    };
    expect(await reply(complaintId, words)).toMatchObject({ ok: true });
    await undoRemedy(world.as(), { remedyId, reason: 'by mistake' });
    await advanceRemedy(world.system(), remedyId);
    expect(await reply(complaintId, words)).toEqual({ ok: false, error: { kind: 'doubtful', doubts: ['code'] } });
  });
});

describe('a promise made elsewhere', () => {
  const byHand = (complaintId: ComplaintId, changed: Partial<PromiseByHand> = {}) =>
    promiseByHand(world.as(people.anna), complaintId, {
      ...{
        requestId: newRequestId(),
        kind: 'other',
        what: 'A call from Eva',
        day: '2026-11-26',
        despite: null,
        ...changed,
      },
    });

  it('is written down once, told in the story, and watched like any other', async () => {
    const complaintId = await complain(world, makeOrder(world));
    const requestId = newRequestId();
    await Promise.all([byHand(complaintId, { requestId }), byHand(complaintId, { requestId })]);
    expect(await promisesOf(complaintId)).toMatchObject([
      {
        kind: 'other',
        what: 'A call from Eva',
        state: 'open',
        madeByName: 'Anna Kowalska',
        dueAt: new Date('2026-11-26T22:59:59Z'),
      },
    ]);
    expect((await told(complaintId)).filter((kind) => kind === 'promise_made')).toHaveLength(1);
    expect(await said(complaintId)).toEqual([]);
    await world.clock.advance(72 * hourMs);
    await sweep();
    expect(await promisesOf(complaintId)).toMatchObject([{ state: 'broken' }]);
  });

  it('is asked about when it can hardly be kept, and why it was made all the same stays in the story', async () => {
    const complaintId = await complain(world, makeOrder(world));
    expect(await byHand(complaintId, { day: '2026-11-29' })).toEqual({
      ...{ ok: false, error: { kind: 'doubtful', doubts: ['closed_day'] } },
    });
    expect(await byHand(complaintId, { day: '2026-11-23' })).toEqual({ ok: false, error: { kind: 'past' } });
    expect(await promisesOf(complaintId)).toEqual([]);
    await byHand(complaintId, { day: '2026-11-29', despite: 'Eva works on Sunday.' });
    const story = await readStory(world.db.statements(MUG_HOUSE), MUG_HOUSE, complaintId);
    expect(story.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ kind: 'promise_made', how: 'Eva works on Sunday.' }),
    );
  });
});

describe('the rate of kept promises', () => {
  it('counts the last eight weeks, each in the shop’s own calendar', async () => {
    const [kept, broken] = [await complain(world, makeOrder(world)), await complain(world, makeOrder(world))];
    await hold(kept);
    await hold(broken);
    await reply(kept);
    await world.clock.set(new Date('2026-11-27T12:00:00Z'));
    await sweep();
    const weeks = await promiseWeeks(world.db.statements(MUG_HOUSE), MUG_HOUSE, world.clock.now());
    expect(weeks).toHaveLength(8);
    expect(weeks.at(-1)).toEqual({ week: '2026-11-23', kept: 1, broken: 1 });
    expect(weeks[0]?.week).toBe(addDays(dayAt(new Date('2026-11-23T12:00:00Z'), 'UTC'), -49));
  });
});

describe('a customer who is forgotten', () => {
  it('has nothing left of what she was promised but that it was', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    await reply(complaintId, { promises: [{ kind: 'other', what: 'I call Jana', day: '2026-11-26' }] });
    const subject = { customerId: String(order.customerId), orderIds: [idOf(order)] };
    await world.db.atomically(MUG_HOUSE, (tx) => eraseCustomer(world.system(), tx, subject));
    expect(await promisesOf(complaintId)).toMatchObject([{ what: '', state: 'open' }]);
    const story = await readStory(world.db.statements(MUG_HOUSE), MUG_HOUSE, complaintId);
    expect(JSON.stringify(story)).not.toContain('Jana');
  });
});
