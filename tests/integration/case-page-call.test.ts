/** What a customer can do on the page of her complaint besides writing: ask to be called, and add photos. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readAttachments } from '#app/db/attachments.server.ts';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { languages } from '#app/domain/language.ts';
import { intakeArea } from '#app/domain/settings/intake.ts';
import { caseCallTexts } from '#app/i18n/customer/case-call.ts';
import { caseTexts } from '#app/i18n/customer/case.ts';
import { reportTexts } from '#app/i18n/customer/report/texts.ts';
import { moveComplaint } from '#app/services/complaints/change-complaint.server.ts';
import { makeLink } from '#app/services/customer-links/make-link.server.ts';
import { saveSettings } from '#app/services/settings/save-settings.server.ts';
import { complain, makeOrder } from '#tests/factories/cases.ts';
import { png } from '#tests/factories/files.ts';
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
  world = await createWorld({ database, start: new Date('2026-11-24T08:00:00Z') });
  pages = await servePages(world);
});
afterAll(async () => {
  await pages.close();
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  complaintId = await complain(world, makeOrder(world), people.anna);
  await world.sql(`UPDATE complaints SET language = 'en', country = 'UA' WHERE id = $1`, [complaintId]);
});

const link = (id = complaintId) =>
  world.db.atomically(MUG_HOUSE, (tx) => makeLink(tx, world.system(), { purpose: 'status', complaintId: id }));
const read = async (address: string) => (await pages.ask(address)).text();
const slotsIn = (page: string) => [...page.matchAll(/<option value="([^"]+)"/g)].map(([, value = '']) => value);
const callMe = async (form: Record<string, string>, address?: string) =>
  pages.ask(address ?? (await link()), { do: 'call', ...form });
const waiting = () =>
  world.sql<Record<string, unknown>>(
    `SELECT phone, time_zone, slot_from, state FROM callbacks WHERE complaint_id = $1 AND state = 'waiting'`,
    [complaintId],
  );
const send = async (parts: Record<string, string>, files: [string, Buffer | string][], address?: string) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ do: 'write', requestId: newRequestId(), ...parts }))
    form.set(name, value);
  for (const [name, bytes] of files)
    form.append(
      'files',
      new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], { type: 'image/png' }),
      name,
    );
  const path = (address ?? (await link())).replace('http://localhost:3000', '');
  return pages.fetch(path, { method: 'POST', body: form });
};
const said = () =>
  world.sql<{ body: string }>(`SELECT body FROM messages WHERE complaint_id = $1 AND direction = 'from_customer'`, [
    complaintId,
  ]);
const kept = async () =>
  (await readAttachments(world.db.statements(MUG_HOUSE), MUG_HOUSE, { complaintId })).map(({ name, from }) => [
    name,
    from,
  ]);

describe('a call', () => {
  it('is asked for at a time of the shop told in her own, is confirmed with the end of her number, and can be moved', async () => {
    const page = await read(await link());
    expect(page).toContain('Eastern European Time');
    const [slot = '', later = ''] = slotsIn(page);
    const asked = await callMe({ phone: '+380 44 123 45 67', slot });
    expect([asked.status, asked.headers.get('location')]).toEqual([303, '?called=1']);
    expect(await waiting()).toEqual([
      { phone: '+380 44 123 45 67', time_zone: 'Europe/Kyiv', slot_from: new Date(slot), state: 'waiting' },
    ]);
    const [next] = await world.sql(`SELECT next_action FROM complaints WHERE id = $1`, [complaintId]);
    expect(next).toEqual({ next_action: 'call_customer' });
    const again = await read(`${await link()}?called=1`);
    expect(again).toContain(caseCallTexts.en.asked);
    expect(again).toContain('on the number … 567.');
    expect(again).not.toContain('123 45 67');
    await callMe({ phone: '+380 44 123 45 67', slot: later });
    expect(await waiting()).toMatchObject([{ slot_from: new Date(later) }]);
  });

  it.each(languages)('says in %s what is missing, beside each field, and loses nothing', async (language) => {
    const answer = await callMe({ phone: '12', slot: 'never' }, `${await link()}?lang=${language}`);
    const page = await answer.text();
    expect(answer.status).toBe(422);
    const { errors } = reportTexts[language].send;
    for (const text of [caseCallTexts[language].title, errors.phone, errors.slot, 'value="12"', '<details open'])
      expect(page).toContain(text);
    expect(await waiting()).toEqual([]);
  });

  it('is not offered where the shop does not call, nor about what is over; a form that was open says so', async () => {
    const address = await link();
    const [slot = ''] = slotsIn(await read(address));
    await moveComplaint(world.as(), complaintId, { to: 'closed', why: null });
    expect(await read(address)).not.toContain(caseCallTexts.en.title);
    const late = await callMe({ phone: '+380 44 123 45 67', slot }, address);
    expect([late.status, (await late.text()).includes(caseCallTexts.en.over)]).toEqual([422, true]);
    await moveComplaint(world.as(), complaintId, { to: 'open', why: null });
    const value = { ...intakeArea.defaults, callbacks: false };
    await saveSettings(world.as(people.olga), intakeArea, { value, seen: 0 });
    expect(await read(address)).not.toContain(caseCallTexts.en.title);
    await world.sql('DELETE FROM shop_settings');
    expect(await waiting()).toEqual([]);
  });

  it('is heard five times an hour', async () => {
    const address = await link();
    const slots = slotsIn(await read(address));
    for (const slot of slots.slice(0, 5))
      expect((await callMe({ phone: '+380 44 123 45 67', slot }, address)).status).toBe(303);
    const sixth = await callMe({ phone: '+380 44 123 45 67', slot: slots[5] ?? '' }, address);
    expect([sixth.status, (await sixth.text()).includes(caseCallTexts.en.tooMany)]).toEqual([429, true]);
  });

  it('needs a link that is good', async () => {
    const address = await link();
    const [slot = ''] = slotsIn(await read(address));
    const answer = await callMe({ phone: '+380 44 123 45 67', slot }, `${address.slice(0, -3)}abc`);
    expect(await answer.text()).toContain(caseTexts.en.over.title);
    expect(await waiting()).toEqual([]);
  });
});

describe('photos and files', () => {
  it('come with what she writes, or alone, and open the complaint', async () => {
    await moveComplaint(world.as(), complaintId, { to: 'resolved', why: null });
    expect((await send({ words: 'See the photo.' }, [['crack.png', await png()]])).status).toBe(303);
    expect(await kept()).toEqual([['crack.png', 'customer']]);
    expect((await send({ words: ' ' }, [['box.png', await png(9, 9)]])).status).toBe(303);
    expect(await said()).toEqual([{ body: 'See the photo.' }, { body: 'Sent: box.png' }]);
    const page = await read(await link());
    expect(page).toContain('crack.png');
    expect(page).toContain('box.png');
    const [row] = await world.sql(`SELECT state, next_action FROM complaints WHERE id = $1`, [complaintId]);
    expect(row).toEqual({ state: 'open', next_action: 'answer_customer' });
  });

  it('that cannot be opened are named, with why; the others are kept, and her words are not lost', async () => {
    const answer = await send({ words: 'Look.' }, [
      ['fine.png', await png()],
      ['virus.png', 'MZ nothing to see'],
    ]);
    const page = await answer.text();
    expect(answer.status).toBe(422);
    for (const text of ['virus.png: We cannot open this kind of file.', '<li>fine.png</li>', 'Look.'])
      expect(page).toContain(text);
    expect(await said()).toEqual([]);
    expect(await kept()).toEqual([['fine.png', 'customer']]);
  });

  it('are taken from nobody without a link, and empty forms say what is missing', async () => {
    const address = await link();
    const stranger = await send({ words: 'Hi' }, [['a.png', await png()]], `${address.slice(0, -3)}abc`);
    expect(await stranger.text()).toContain(caseTexts.en.over.title);
    const empty = await send({ words: '' }, []);
    expect([empty.status, (await empty.text()).includes(caseTexts.en.empty)]).toEqual([422, true]);
    expect(await kept()).toEqual([]);
  });
});
