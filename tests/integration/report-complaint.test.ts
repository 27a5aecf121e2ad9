import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { Customer } from '#app/domain/people.ts';
import { addContactByHand } from '#app/services/complaints/add-contact.server.ts';
import { getComplaintPage } from '#app/services/complaints/get-complaint-page.server.ts';
import { reportComplaint, type ReportInput } from '#app/services/complaints/report-complaint.server.ts';
import { firstDraft } from '#app/routes/app.complaints.$complaintId/remedies/return-draft.ts';
import { moveComplaint } from '#app/services/complaints/change-complaint.server.ts';
import { complain, idOf, makeOrder } from '#tests/factories/cases.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';
import type { Order } from '#dev-store/state/types.ts';

let world: World;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await createTestDatabase();
  world = await createWorld({ database });
  drop = () => database.drop();
});
afterAll(async () => {
  await world.close();
  await drop();
});

const herself: Customer = { kind: 'customer', name: '' };

async function report(order: Order, more: Partial<ReportInput> = {}, line = 0) {
  const seen: string[] = [];
  const end = await reportComplaint(
    { ...world.system(), actor: herself },
    {
      requestId: newRequestId(),
      orderId: idOf(order),
      lines: [{ lineItemId: String(order.lineItems[line]?.id), quantity: 1 }],
      reason: 'damaged',
      severity: 'normal',
      channel: 'form',
      wantedOutcome: 'replacement',
      words: 'Кружка розбита.',
      language: 'uk',
      detail: null,
      ...more,
    },
    (_tx, reported) => {
      seen.push(reported.complaintId);
      return Promise.resolve();
    },
  );
  if (!end.ok) throw new Error(end.error.kind);
  return { ...end.value, seen };
}

const rowOf = async (id: string) =>
  (await world.sql<Record<string, unknown>>('SELECT * FROM complaints WHERE id = $1', [id]))[0];
const storyOf = async (id: string) =>
  (
    await world.sql<{ data: unknown }>('SELECT data FROM timeline_entries WHERE complaint_id = $1 ORDER BY id', [id])
  ).map((row) => row.data);

describe('a problem that a customer reports herself', () => {
  it('is a complaint like any other: with somebody, with a next step, in her language', async () => {
    const { complaintId, joined, seen } = await report(makeOrder(world), {
      detail: { text: 'Broken in transit', returnReason: 'damaged-or-defective' },
    });
    expect(joined).toBe(false);
    expect(seen).toEqual([complaintId]);
    expect(await rowOf(complaintId)).toMatchObject({
      channel: 'form',
      state: 'open',
      language: 'uk',
      contacts: 1,
      created_by: 'customer',
      // Who is here and has least to do.
      assignee_user_id: people.anna.userId,
      next_action: 'answer_customer',
      reason_detail: 'Broken in transit',
      return_reason: 'damaged-or-defective',
    });
    expect(await storyOf(complaintId)).toMatchObject([
      { kind: 'logged', channel: 'form', detail: 'Broken in transit' },
    ]);
  });

  it('is the same when it is sent again, and nothing is done twice', async () => {
    const [order, requestId] = [makeOrder(world), newRequestId()];
    const first = await report(order, { requestId });
    const again = await report(order, { requestId });
    expect(again).toMatchObject({ complaintId: first.complaintId, number: first.number, joined: false, seen: [] });
  });

  it('about items of an open complaint joins that one, whichever way it came, and makes it weigh more', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    await world.sql(
      `UPDATE complaints SET severity = 'low', next_action_due_at = now() + interval '9 years' WHERE id = $1`,
      [complaintId],
    );
    const requestId = newRequestId();
    const again = await report(order, { requestId });
    expect(again).toMatchObject({ complaintId, joined: true, seen: [complaintId] });
    expect(await report(order, { requestId })).toMatchObject({ complaintId, joined: true, seen: [] });
    const row = await rowOf(complaintId);
    expect(row).toMatchObject({ contacts: 2, severity: 'normal', channel: 'email' });
    // Sunday noon: a working day later it is Monday, 17:00.
    expect(row?.['next_action_due_at']).toEqual(new Date('2026-11-23T16:00:00Z'));
    expect((await storyOf(complaintId)).at(-1)).toEqual({
      kind: 'contacted_again',
      channel: 'form',
      contacts: 2,
      severity: 'normal',
    });
    const said = await world.sql('SELECT body, direction, language FROM messages WHERE complaint_id = $1', [
      complaintId,
    ]);
    expect(said).toEqual([{ body: 'Кружка розбита.', direction: 'from_customer', language: 'uk' }]);
  });

  it('opens again what waited for her', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    await moveComplaint(world.as(), complaintId, { to: 'waiting_for_customer', why: null });
    expect(await report(order)).toMatchObject({ complaintId, joined: true });
    expect(await rowOf(complaintId)).toMatchObject({ state: 'open', next_action: 'answer_customer', paused_at: null });
  });

  it('is a complaint of its own for other items, after the other one is over, and after two weeks', async () => {
    const order = makeOrder(world);
    const over = await complain(world, order);
    await moveComplaint(world.as(), over, { to: 'resolved', why: null });
    expect(await report(order)).toMatchObject({ joined: false });

    const two = makeOrder(world);
    const old = await complain(world, two);
    await world.sql(`UPDATE complaints SET created_at = created_at - interval '14 days 1 minute' WHERE id = $1`, [old]);
    expect(await report(two)).toMatchObject({ joined: false });
  });

  it('becomes one complaint when it comes ten times at once', async () => {
    const order = makeOrder(world);
    const ends = await Promise.all(Array.from({ length: 10 }, () => report(order)));
    expect(new Set(ends.map(({ complaintId }) => complaintId)).size).toBe(1);
    expect(ends.filter(({ joined }) => !joined)).toHaveLength(1);
    expect(await rowOf(ends[0]?.complaintId ?? '')).toMatchObject({ contacts: 10, severity: 'high' });
  });
});

describe('what staff add to a complaint instead of logging another', () => {
  it('counts as a further contact, once', async () => {
    const complaintId = await complain(world, makeOrder(world));
    const contact = { requestId: newRequestId(), channel: 'phone', words: 'She called once more.' } as const;
    for (let time = 0; time < 2; time += 1)
      expect(await addContactByHand(world.as(), complaintId, contact)).toMatchObject({ ok: true });
    expect(await rowOf(complaintId)).toMatchObject({ contacts: 2 });
    expect(
      (await storyOf(complaintId)).filter((entry) => (entry as { kind: string }).kind === 'contacted_again'),
    ).toHaveLength(1);
  });

  it('brings along as a note what was chosen besides, once', async () => {
    const complaintId = await complain(world, makeOrder(world));
    const contact = {
      requestId: newRequestId(),
      channel: 'email',
      words: 'Again.',
      note: 'They want: a new one.',
    } as const;
    for (let time = 0; time < 2; time += 1) await addContactByHand(world.as(), complaintId, contact);
    const notes = (await storyOf(complaintId)).filter((entry) => (entry as { kind: string }).kind === 'note');
    expect(notes).toEqual([{ kind: 'note', text: 'They want: a new one.' }]);
  });

  it('is refused once the complaint is over, and in another shop', async () => {
    const complaintId = await complain(world, makeOrder(world));
    const contact = { requestId: newRequestId(), channel: 'phone', words: 'Again.' } as const;
    await moveComplaint(world.as(), complaintId, { to: 'closed', why: null });
    expect(await addContactByHand(world.as(), complaintId, contact)).toMatchObject({ error: { kind: 'over' } });
    const elsewhere = world.as(people.haruka, TOKYO_PAPER);
    expect(await addContactByHand(elsewhere, complaintId, contact)).toMatchObject({ error: { kind: 'not_found' } });
  });
});

it('what she has chosen in the form is what the form of a return begins with', async () => {
  const detail = { text: 'The colour is another one', returnReason: 'color' } as const;
  const begins = async (more: Partial<ReportInput>) => {
    const { complaintId } = await report(makeOrder(world), more);
    const page = await getComplaintPage(world.as(), complaintId);
    return page.ok ? firstDraft(page.value).reason : null;
  };
  expect(await begins({ reason: 'not_as_described', detail })).toBe('color');
  expect(await begins({ reason: 'not_as_described' })).toBe('item-not-as-described');
});
