import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ComplaintId } from '#app/domain/ids.ts';
import { findPromises } from '#app/domain/messages/tone/promises.ts';
import { fillText, getWritingHelp } from '#app/services/messages/writing-help.server.ts';
import { writeToCustomer } from '#app/services/messages/write-to-customer.server.ts';
import { amountOf, complain, eur, makeOrder, mustAsk } from '#tests/factories/cases.ts';
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

const anna = () => world.as(people.anna);
const inCzech = (complaintId: ComplaintId) =>
  world.db.statements(MUG_HOUSE).$executeRaw`
    UPDATE complaints SET language = 'cs' WHERE shop_id = ${MUG_HOUSE} AND id = ${complaintId}::uuid`;
let said = 0;
const say = (complaintId: ComplaintId, body: string, kind: 'reply' | 'acknowledgement' = 'reply') =>
  world.db.atomically(MUG_HOUSE, (tx) =>
    writeToCustomer(tx, anna(), {
      ...{ complaintId, kind, dedupeKey: `said:${(said += 1)}`, language: 'cs', subject: 'Objednávka', body },
    }),
  );

describe('a text for a complaint', () => {
  it('is in the customer’s language, filled in with what is known, and says what is not', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    await inCzech(complaintId);
    const filled = await fillText(anna(), complaintId, 'damaged');
    expect(filled?.text.subject).toBe(`Objednávka ${order.name} dorazila poškozená: co uděláme`);
    expect(filled?.text.body).toMatch(/^Dobrý den,\n\nomlouváme se/);
    expect(filled?.missing).toEqual([]);
    const [promise] = findPromises(filled?.text.body ?? '', 'cs', world.clock.now().toISOString().slice(0, 10)).filter(
      ({ due }) => due,
    );
    expect(promise?.what).toMatch(/^Další postup vám potvrdíme do \d+\. /);

    const unknown = await fillText(anna(), complaintId, 'out_of_stock');
    expect(unknown?.missing).toEqual(['what', 'restock', 'alternative']);
    expect(unknown?.text.body).toContain('{{restock}}');
  });

  it('tells of a refund once it is certain, with the day by which the money arrives', async () => {
    const complaintId = await complain(world, makeOrder(world));
    await inCzech(complaintId);
    await mustAsk(world, { complaintId, request: amountOf(eur(1250)) });
    expect((await fillText(anna(), complaintId, 'sorry_refund'))?.missing).toEqual(['amount', 'payment', 'arrival']);
    expect((await getWritingHelp(anna(), complaintId))?.tone.given).toBe(true);

    await world.runUntilQuiet();
    const filled = await fillText(anna(), complaintId, 'sorry_refund');
    expect(filled?.missing).toEqual([]);
    expect(filled?.text.body).toMatch(
      /Vrátili jsme 12,50\s€.*dorazí za 5 až 10 pracovních dní, nejpozději \d+\. \p{L}+/u,
    );
    expect((await getWritingHelp(anna(), complaintId))?.proposed.slice(0, 2)).toEqual(['sorry_refund', 'damaged']);
  });

  it('does not exist for a complaint that does not', async () => {
    const nobodys = '01900000-0000-7000-8000-000000000000' as ComplaintId;
    expect(await fillText(anna(), nobodys, 'holding')).toBeNull();
    expect(await getWritingHelp(anna(), nobodys)).toBeNull();
  });
});

describe('what the check of the tone has to know', () => {
  it('counts how often she was told sorry since something was given to her, wherever she was told', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    const other = await complain(world, order, people.olga, MUG_HOUSE, 0);
    const apologies = async () => (await getWritingHelp(anna(), complaintId))?.tone.apologies;
    await say(complaintId, 'Omlouváme se.', 'acknowledgement');
    await say(complaintId, 'Hrnek je na cestě.');
    expect(await apologies()).toBe(0);
    await say(complaintId, 'Omlouváme se.');
    await say(other, 'Mrzí nás to.');
    expect(await apologies()).toBe(2);
    await world.clock.advance(1000);
    await mustAsk(world, { complaintId, request: amountOf(eur(100)) });
    await world.runUntilQuiet();
    expect(await apologies()).toBe(0);
  });

  it('knows what she wrote since she was last answered, and not what a colleague typed for her', async () => {
    const complaintId = await complain(world, makeOrder(world));
    const asked = async () => (await getWritingHelp(anna(), complaintId))?.tone.asked;
    expect(await asked()).toBe('');
    const writes = (body: string) => world.db.statements(MUG_HOUSE).$executeRaw`
      INSERT INTO messages (shop_id, id, complaint_id, direction, kind, channel, language, subject, body, author_kind, author_name, dedupe_key, at)
      VALUES (${MUG_HOUSE}, gen_random_uuid(), ${complaintId}::uuid, 'from_customer', 'from_customer', 'page', 'cs', '', ${body}, 'customer', 'M',
        ${`in:${(said += 1)}`}, ${world.clock.now()})`;
    await writes('Kdy to dorazí?');
    expect(await asked()).toBe('Kdy to dorazí?');
    await world.clock.advance(1000);
    await say(complaintId, 'V pátek.');
    expect(await asked()).toBe('');
  });
});
