import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { languages } from '#app/domain/language.ts';
import { addressTexts } from '#app/i18n/customer/address.ts';
import { askAddress } from '#app/services/address-check/ask-address.server.ts';
import { getHandling } from '#app/services/playbooks/get-handling.server.ts';
import { toTheirs } from '#app/domain/remedy/replacement-address.ts';
import { eraseCustomer } from '#app/services/privacy/privacy.server.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { attacks } from '#tests/data/xss.ts';
import { complain, makeOrder } from '#tests/factories/cases.ts';
import { complaintFacts, storyOf } from '#tests/factories/facts.ts';
import {
  askFor,
  expectOrderedOnce,
  mustAskFor,
  previewReplacement,
  setVariant,
  variantOf,
} from '#tests/factories/replacement-case.ts';
import { servePages, type ServedPages } from '#tests/setup/customer-pages.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';

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

const { anna, olga } = people;

/** Asked, with the address of the link in the mail. */
async function asked(language = 'en') {
  const order = makeOrder(world, { scenario: 'silent-parcel' });
  const complaintId = await complain(world, order, anna);
  await world.sql(`UPDATE complaints SET reason = 'not_arrived', language = $2 WHERE id = $1`, [complaintId, language]);
  const requestId = newRequestId();
  expect((await askAddress(world.as(anna), complaintId, { requestId })).ok).toBe(true);
  return { order, complaintId, requestId, link: await linkOf(complaintId) };
}
async function linkOf(complaintId: ComplaintId): Promise<string> {
  const [mail] = await world.sql<{ text: string }>(
    `SELECT text FROM mails WHERE complaint_id = $1 AND dedupe_key LIKE 'message:address:%'`,
    [complaintId],
  );
  const link = /http:\/\/localhost:3000(\/c\/\S+)/.exec(mail?.text ?? '')?.[1];
  if (!link) throw new Error('no link in the mail');
  return `${pages.url}${link}`;
}
const look = async (link: string) => {
  const answer = await fetch(link);
  return { status: answer.status, text: await answer.text() };
};
const send = async (link: string, fields: Record<string, string>) => {
  const answer = await fetch(link, { method: 'POST', body: new URLSearchParams({ do: 'address', ...fields }) });
  return { status: answer.status, text: await answer.text() };
};
const check = async (complaintId: ComplaintId) => (await getHandling(world.as(anna), complaintId))?.check;

describe('the link that asks for the address', () => {
  it('goes out once by mail and waits for the customer; the page shows the address of the order', async () => {
    const { complaintId, requestId, link, order } = await asked();
    expect((await askAddress(world.as(anna), complaintId, { requestId })).ok).toBe(true);
    expect(await world.sql('SELECT 1 FROM address_checks WHERE complaint_id = $1', [complaintId])).toHaveLength(1);
    expect(await complaintFacts(world, complaintId)).toEqual({
      state: 'waiting_for_customer',
      nextAction: 'wait_for_customer',
    });
    const page = await look(link);
    expect(page.status).toBe(200);
    expect(page.text).toContain(order.shippingAddress?.address1);
    expect(await check(complaintId)).toMatchObject({ answer: null });
  });

  it('she says that it is right: the step is done, somebody goes on, and the link is used', async () => {
    const { complaintId, link } = await asked();
    expect((await send(link, { right: 'yes' })).text).toContain(addressTexts.en.thanks.right);
    expect(await check(complaintId)).toMatchObject({ answer: 'confirmed', corrected: null });
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'playbook' });
    expect(await storyOf(world, complaintId)).toContain('address_answered');
    expect((await send(link, { right: 'yes' })).status).toBe(404);
  });

  it('she corrects it: both addresses are known, whose fault it was is told, and what she typed is harmless', async () => {
    const { complaintId, link } = await asked();
    const [attack = ''] = attacks;
    const page = await send(link, { right: 'no', name: attack, address1: 'Nová 5', city: 'Brno', zip: '60200' });
    expect(page.text).toContain(addressTexts.en.thanks.corrected);
    const handling = await getHandling(world.as(anna), complaintId);
    expect(handling?.check).toMatchObject({ answer: 'corrected', corrected: { address1: 'Nová 5', city: 'Brno' } });
    expect(handling?.standing.suggestion.fault).toBe('customer');
  });

  it('what is missing stands above the form, nothing typed is lost, and the link still works', async () => {
    const { complaintId, link } = await asked();
    expect(await send(link, {})).toMatchObject({ status: 422 });
    const none = await send(link, { right: 'no', address1: '', city: 'Brno "1"' });
    expect(none.status).toBe(422);
    expect(none.text).toContain(addressTexts.en.missing);
    expect(none.text).toContain('Brno &quot;1&quot;');
    expect(await check(complaintId)).toMatchObject({ answer: null });
    expect((await look(link)).status).toBe(200);
  });

  it('opens nothing else, and nothing after two weeks', async () => {
    const { link } = await asked();
    const wrong = await fetch(link, { method: 'POST', body: new URLSearchParams({ do: 'write', words: 'Hello' }) });
    expect(wrong.status).toBe(404);
    await world.clock.advance(15 * 24 * 60 * 60 * 1000);
    expect((await look(link)).status).toBe(404);
  });

  it.each(languages)('asks and thanks in %s', async (language) => {
    const { link } = await asked(language);
    expect((await look(link)).text).toContain(addressTexts[language].question);
    expect((await send(link, { right: 'yes' })).text).toContain(addressTexts[language].thanks.right);
  });

  it('a replacement afterwards goes where she wants it: the form has her address, the decision and the order carry it', async () => {
    const { complaintId, order, link } = await asked();
    await send(link, { right: 'no', name: 'Eva Nová', address1: 'Nová 5', city: 'Brno', zip: '60200' });
    await setVariant(world, variantOf(world, order), { available: 5 });
    const { facts } = await previewReplacement(world, { order, complaintId });
    const answered = facts.ofCase.address ?? expect.fail('her answer is not told to the form');
    const corrected = toTheirs(facts.address.fields, answered);
    expect(corrected).toMatchObject({ address1: 'Nová 5', city: 'Brno', zip: '60200', lastName: 'Eva Nová' });
    // Whoever has not seen her answer does not send past it.
    const unseen = await askFor(world, { order, complaintId, who: olga });
    expect(unseen).toMatchObject({ ok: false, error: { kind: 'replacement', problem: { kind: 'address_answered' } } });
    const address = { confirmed: null, corrected };
    const remedyId = await mustAskFor(world, { order, complaintId, who: olga, more: { address } });
    const [{ plan } = { plan: null }] = await world.sql('SELECT plan FROM remedies WHERE id = $1', [remedyId]);
    expect(plan).toMatchObject({ address: { answer: answered.id, confirmed: facts.address.fingerprint } });
    await advanceRemedy(world.system(), remedyId);
    const sent = await expectOrderedOnce(world, { order, complaintId, remedyId });
    expect(sent.shippingAddress).toMatchObject({
      address1: 'Nová 5',
      city: 'Brno',
      zip: '60200',
      lastName: 'Eva Nová',
    });
    expect(order.shippingAddress?.address1).not.toBe('Nová 5');
  });

  it('what she wrote is forgotten with her', async () => {
    const { complaintId, order, link } = await asked();
    await send(link, { right: 'no', address1: 'Nová 5', city: 'Brno' });
    const subject = { customerId: String(order.customerId), orderIds: [String(order.id)] };
    await world.db.atomically(MUG_HOUSE, (tx) => eraseCustomer(world.system(), tx, subject));
    const [left] = await world.sql<{ shown: object; corrected: object }>(
      'SELECT shown, corrected FROM address_checks WHERE complaint_id = $1',
      [complaintId],
    );
    expect(left).toEqual({ shown: {}, corrected: {} });
    expect((await previewReplacement(world, { order, complaintId })).facts.ofCase.address).toBeNull();
  });
});
