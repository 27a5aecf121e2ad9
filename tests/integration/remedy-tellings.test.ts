import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readMessages } from '#app/db/messages.server.ts';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { messageSettings } from '#app/domain/settings/messages.ts';
import { sendReply } from '#app/services/messages/reply.server.ts';
import { saveText } from '#app/services/messages/save-text.server.ts';
import { tellAllOfRemedies } from '#app/services/messages/tell-remedies.server.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import { undoRemedy } from '#app/services/resolutions/undo-remedy.server.ts';
import { getSettings } from '#app/services/settings/get-settings.server.ts';
import { saveSettings } from '#app/services/settings/save-settings.server.ts';
import { amountOf, complain, eur, fault, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import { code, decided } from '#tests/factories/discounts.ts';
import { arrived, sweepUntilQuiet } from '#tests/factories/mails.ts';
import { allowedReplacement } from '#tests/factories/replacement-case.ts';
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
beforeEach(async () => {
  world.store.store.state.mails = [];
  world.store.store.state.faults = [];
  await world.sql('DELETE FROM mails');
  await world.sql('DELETE FROM remedy_tellings');
});

const tell = () => tellAllOfRemedies({ db: world.db, clock: world.clock, contextFor: world.system });
/** Two minutes, in which it could be taken back or written by a person. */
async function later() {
  await world.clock.advance(2 * 60_000 + 1);
  await tell();
}
const told = async (complaintId: ComplaintId) =>
  (await readMessages(world.db.statements(MUG_HOUSE), MUG_HOUSE, complaintId)).filter(({ kind }) => kind === 'remedy');
const state = async (complaintId: ComplaintId) =>
  (await world.sql<{ state: string }>('SELECT state FROM remedy_tellings WHERE complaint_id = $1', [complaintId]))[0]
    ?.state;
async function english(complaintId: ComplaintId): Promise<ComplaintId> {
  await world.sql(`UPDATE complaints SET language = 'en' WHERE id = $1`, [complaintId]);
  return complaintId;
}
async function refunded(): Promise<ComplaintId> {
  const complaintId = await english(await complain(world, makeOrder(world)));
  const remedyId = await mustAsk(world, { complaintId, request: amountOf(eur(12_50)) });
  await advanceRemedy(world.system(), remedyId);
  return complaintId;
}
async function set(changed: Partial<typeof messageSettings.defaults>) {
  const { value, revision } = await getSettings(world.as(), messageSettings);
  await saveSettings(world.as(), messageSettings, { value: { ...value, ...changed }, seen: revision });
}

describe('what a customer was given', () => {
  it('is told once it is certain, with the day by which the money is there, once', async () => {
    const complaintId = await refunded();
    await tell();
    expect(await told(complaintId)).toEqual([]);
    await world.clock.advance(2 * 60_000 + 1);
    await Promise.all([tell(), tell(), tell()]);
    await later();
    const [letter, ...more] = await told(complaintId);
    expect(more).toEqual([]);
    expect(letter?.subject).toMatch(/^Your refund of €12\.50 for order #\d+$/);
    expect(letter?.body).toMatch(/arrives within \d+ to \d+ working days, by \d+ \w+ at the latest\./);
    expect(letter?.author).toEqual({ kind: 'system', name: 'worker' });
    expect(await state(complaintId)).toBe('written');
    await sweepUntilQuiet(world);
    expect(arrived(world)).toHaveLength(1);
    expect(arrived(world)[0]?.headers).toContainEqual({ name: 'auto-submitted', value: 'auto-generated' });
  });

  it('together is told in one mail, and only when nothing of it is in doubt any more', async () => {
    const complaintId = await english(await complain(world, makeOrder(world)));
    fault(world, 'timeout-before', { times: null });
    fault(world, '5xx-before', { match: 'FindRefund', times: null });
    const answer = await requestResolution(world.as(), {
      ...{ requestId: newRequestId(), complaintId, reason: 'both', despite: null },
      remedies: [{ kind: 'refund', ask: amountOf(eur(5_00)) }, code()],
    });
    if (!answer.ok) throw new Error('not allowed');
    for (const remedyId of answer.value.remedyIds) await advanceRemedy(world.system(), remedyId);
    await later();
    expect(await state(complaintId)).toBe('waiting');
    world.store.store.state.faults = [];
    await world.runUntilQuiet(60 * 60_000);
    await later();
    const [letter, ...more] = await told(complaintId);
    expect(more).toEqual([]);
    expect(letter?.body).toMatch(
      /• We have refunded €5\.00\. The money arrives within .+\.\n• You get the code \S+ .+\. Valid until /,
    );
  });

  it('is not told when it came to nothing, or was taken back in time', async () => {
    fault(world, 'user-errors');
    const refused = await refunded();
    const taken = await decided(world, code());
    await advanceRemedy(world.system(), taken.remedyId);
    expect((await undoRemedy(world.as(), { remedyId: taken.remedyId, reason: 'by mistake' })).ok).toBe(true);
    await advanceRemedy(world.system(), taken.remedyId);
    await later();
    expect([await told(refused), await told(taken.complaintId)]).toEqual([[], []]);
    expect([await state(refused), await state(taken.complaintId)]).toEqual(['nothing', 'nothing']);
  });

  it('of a replacement names the day by which it has left, as the shop says', async () => {
    await set({ dispatchDays: 5 });
    const { complaintId, remedyId } = await allowedReplacement(world);
    await english(complaintId);
    await advanceRemedy(world.system(), remedyId);
    await later();
    // Five working days from Sunday the 22nd.
    expect((await told(complaintId))[0]?.body).toContain('It leaves us by 27 November');
    await set({ dispatchDays: 3 });
  });

  it('is not told twice where a person has written it, nor where the shop does not want it', async () => {
    const byPerson = await refunded();
    await sendReply(world.as(people.anna), byPerson, {
      ...{ requestId: newRequestId(), subject: 'Your refund', body: 'It is on its way.', thenWait: false },
      ...{ promises: [], despite: null, details: { template: 'sorry_refund' } },
    });
    await set({ tellRemedies: false });
    const off = await refunded();
    await later();
    await set({ tellRemedies: true });
    await later();
    expect([await state(byPerson), await state(off)]).toEqual(['by_person', 'off']);
    expect([await told(byPerson), await told(off)]).toEqual([[], []]);
  });

  it('is told in the shop’s own words where these say only what is known, else in ours', async () => {
    const own = { subject: 'Money back', body: '{{amount}} is on its way, {{arrival}}. {{shop}}' };
    const save = (seen: number, text: typeof own | null) =>
      saveText(world.as(), { topic: 'sorry_refund', language: 'en', seen, text });
    await save(0, own);
    const first = await refunded();
    await later();
    expect((await told(first))[0]?.subject).toBe('Money back');
    await save(1, { ...own, body: 'Back in stock on {{restock}}.' });
    const second = await refunded();
    await later();
    expect((await told(second))[0]?.subject).toMatch(/^Your refund of/);
    await save(2, null);
  });

  it('is not told while the complaint is with the lawyer, without an address, or days later', async () => {
    const [frozen, nobody, late] = [await refunded(), await refunded(), await refunded()];
    await world.sql('UPDATE complaints SET frozen_at = now() WHERE id = $1', [frozen]);
    await world.sql('UPDATE complaints SET customer_email = NULL WHERE id = $1', [nobody]);
    await world.sql(`UPDATE remedy_tellings SET look_at = look_at - interval '3 days' WHERE complaint_id = $1`, [late]);
    await later();
    expect([await state(frozen), await state(nobody), await state(late)]).toEqual(['frozen', 'no_address', 'too_late']);
    await sweepUntilQuiet(world);
    expect(arrived(world)).toEqual([]);
  });
});
