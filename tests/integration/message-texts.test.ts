import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getTextsPage, textOf } from '#app/services/messages/get-texts-page.server.ts';
import { saveText } from '#app/services/messages/save-text.server.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;
const key = { topic: 'damaged', language: 'pl' } as const;
const text = { subject: 'Zamówienie {{order}}', body: '{{greeting}}\n\nPrzepraszamy. Odpowiemy do {{due}}.' };

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

const owner = () => world.as(people.olga);
const page = (who = owner()) => getTextsPage(who, key);
const inUse = () => textOf(world.db.statements(MUG_HOUSE), MUG_HOUSE, key);

describe('a text of the shop’s own', () => {
  it('takes the place of ours, goes back to it, and what was there before stays readable', async () => {
    const { ours, own, version } = await page();
    expect({ own, version, inUse: await inUse() }).toEqual({ own: false, version: 0, inUse: ours });

    expect(await saveText(owner(), { ...key, seen: 0, text })).toEqual({ ok: true, value: { version: 1 } });
    expect(await inUse()).toEqual(text);
    expect(await textOf(world.db.statements(MUG_HOUSE), MUG_HOUSE, { ...key, language: 'cs' })).not.toEqual(text);

    expect(await saveText(owner(), { ...key, seen: 1, text: null })).toEqual({ ok: true, value: { version: 2 } });
    expect(await inUse()).toEqual(ours);
    const after = await page();
    expect(after.ownTopics).toEqual([]);
    expect(after.history.map((each) => [each.version, each.by, each.text])).toEqual([
      [2, people.olga.name, null],
      [1, people.olga.name, text],
    ]);
  });

  it('is not saved over somebody else’s, nor by who may not, nor with a name that we do not know', async () => {
    const { version } = await page();
    expect(await saveText(owner(), { ...key, seen: version - 1, text })).toMatchObject({
      error: { kind: 'changed_meanwhile' },
    });
    expect(await saveText(world.as(people.anna), { ...key, seen: version, text })).toMatchObject({
      error: { kind: 'not_allowed' },
    });
    const wrong = { ...text, body: 'Witaj {{imie}}' };
    expect(await saveText(owner(), { ...key, seen: version, text: wrong })).toMatchObject({
      error: { problems: [{ field: 'body', kind: 'unknown_variable', name: 'imie' }] },
    });
    expect((await page()).version).toBe(version);
    expect((await page(world.as(people.anna))).mayChange).toBe(false);
  });

  it('is one for two owners who save at once: the second is told', async () => {
    const { version } = await page();
    const both = await Promise.all(
      [1, 2].map((each) => saveText(owner(), { ...key, seen: version, text: { ...text, subject: `${each}` } })),
    );
    expect(both.map((each) => each.ok).sort()).toEqual([false, true]);
  });

  it('is another shop’s business in no way', async () => {
    const rows = await world.db.statements(TOKYO_PAPER).$queryRaw`SELECT * FROM message_texts`;
    expect(rows).toEqual([]);
  });
});
