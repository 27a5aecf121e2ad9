import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { difficultWords } from '#app/i18n/en/difficult.ts';
import { writeWholeFile } from '#app/routes/app.complaints.$complaintId/whole-file.server.ts';
import { escalate } from '#app/services/escalations/escalate.server.ts';
import { takeFile, type WholeFile } from '#app/services/escalations/take-file.server.ts';
import { sendReply } from '#app/services/messages/reply.server.ts';
import { giveVerdict } from '#app/services/verdicts/give-verdict.server.ts';
import { attacks } from '#tests/data/xss.ts';
import { amountOf, complain, eur, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import { remedyFacts, storyOf } from '#tests/factories/facts.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';

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

const { anna, lukas, olga, haruka } = people;

/** A complaint on which all happened that a file tells of; with the lawyer now. */
async function rich() {
  const complaintId = await complain(world, makeOrder(world));
  const replied = await sendReply(world.as(anna), complaintId, {
    ...{ requestId: newRequestId(), subject: 'Your mug', body: 'Hello,\n\na new mug is on its way.' },
    ...{ thenWait: false, promises: [], despite: null },
  });
  expect(replied.ok).toBe(true);
  const remedyId = await mustAsk(world, { complaintId, request: amountOf(eur(12_34)), reason: 'in pieces' });
  await world.runUntilQuiet();
  const said = { note: 'The photo shows it.', files: [], facts: ['Delivered on 20 Nov'], why: '' };
  await giveVerdict(world.as(olga), complaintId, { requestId: newRequestId(), verdict: 'justified', ...said });
  const up = { to: 'lawyer', reason: 'Her lawyer has written.', by: '2027-06-01' } as const;
  expect((await escalate(world.as(olga), complaintId, up)).ok).toBe(true);
  await world.sql(`UPDATE complaints SET difficult = 'offended' WHERE id = $1`, [complaintId]);
  return { complaintId, remedyId };
}

async function taken(complaintId: ComplaintId): Promise<WholeFile> {
  const file = await takeFile(world.as(lukas), complaintId);
  if (!file.ok) throw new Error(file.error.kind);
  return file.value;
}
const written = (file: WholeFile): string => {
  const reader = { locale: 'en-GB', timeZone: 'Europe/Berlin', now: '2026-11-27T10:00:00Z' };
  return writeWholeFile(file, { reader, shop: 'Mug House' }).document;
};
const exports = async (complaintId: ComplaintId) =>
  (await storyOf(world, complaintId)).filter((kind) => kind === 'file_exported').length;

describe('the file of a complaint', () => {
  it('holds words, messages, decisions, money, verdict and where it was passed to; not what is for staff alone', async () => {
    const { complaintId, remedyId } = await rich();
    const page = written(await taken(complaintId));
    const { externalId } = await remedyFacts(world, remedyId);
    const ledger = await world.sql<{ hash: string }>('SELECT hash FROM ledger_entries WHERE complaint_id = $1', [
      complaintId,
    ]);
    expect(ledger).toHaveLength(2);
    for (const said of [
      ...['The handle came off.', 'Your mug', 'a new mug is on its way.', '€12.34', 'in pieces', externalId ?? '?'],
      ...['Justified', 'The photo shows it.', 'Delivered on 20 Nov', 'Her lawyer has written.', 'The lawyer'],
      ...['Downloaded by Lukas Meier', 'The whole file was downloaded', ...ledger.map(({ hash }) => hash)],
    ])
      expect(page).toContain(said);
    expect(page).not.toContain(difficultWords.offended.name);
    expect(page).not.toMatch(/<script|<img|<link|href=|src=/i);
  });

  it('leaves out nothing of a long story', async () => {
    const complaintId = await complain(world, makeOrder(world));
    await world.sql(
      `INSERT INTO timeline_entries (shop_id, complaint_id, id, kind, actor_kind, actor_name, data, at)
       SELECT shop_id, id, gen_random_uuid(), 'note', 'staff', 'Anna', jsonb_build_object('kind', 'note', 'text', 'Note ' || n || '.'), created_at
       FROM complaints, generate_series(1, 250) n WHERE id = $1`,
      [complaintId],
    );
    const page = written(await taken(complaintId));
    expect(page.match(/Note \d+\./g)).toHaveLength(250);
  });

  it('is for leads and owners of the shop alone, and each time that it is taken stands in the story once', async () => {
    const complaintId = await complain(world, makeOrder(world));
    expect(await takeFile(world.as(anna), complaintId)).toEqual({ ok: false, error: { kind: 'no_right' } });
    expect(await takeFile(world.as(haruka, TOKYO_PAPER), complaintId)).toEqual({
      ...{ ok: false, error: { kind: 'not_found' } },
    });
    expect(await exports(complaintId)).toBe(0);
    await taken(complaintId);
    expect(await exports(complaintId)).toBe(1);
    expect((await takeFile(world.as(olga), complaintId)).ok).toBe(true);
    expect(await exports(complaintId)).toBe(2);
  });

  it('takes the right from who is no lead any more, whatever she was when she came', async () => {
    const complaintId = await complain(world, makeOrder(world));
    await world.sql(`UPDATE staff_members SET role = 'agent' WHERE user_id = $1`, [lukas.userId]);
    const answer = await takeFile(world.as(lukas), complaintId);
    await world.sql(`UPDATE staff_members SET role = 'lead' WHERE user_id = $1`, [lukas.userId]);
    expect(answer).toMatchObject({ error: { kind: 'no_right' } });
  });

  it('is the same page but for its words, whatever people wrote: a hundred attacks are text', async () => {
    const { complaintId } = await rich();
    const say = async (text: string) => {
      const set = (statement: string) => world.sql(statement, [complaintId, text]);
      await set('UPDATE complaints SET words = $2, customer_name = $2, order_name = $2 WHERE id = $1');
      await set('UPDATE complaint_lines SET title = $2 WHERE complaint_id = $1');
      await set('UPDATE messages SET subject = $2, body = $2, author_name = $2 WHERE complaint_id = $1');
      await set('UPDATE escalations SET reason = $2, asked_by_name = $2 WHERE complaint_id = $1');
      await set(`UPDATE timeline_entries SET actor_name = $2, data = data || jsonb_build_object('text', $2::text,
        'reason', $2::text, 'note', $2::text) WHERE complaint_id = $1 AND kind <> 'logged'`);
      const file = await taken(complaintId);
      return written({ ...file, story: file.story.filter(({ event }) => event.kind !== 'file_exported') });
    };
    const tags = (page: string) => page.match(/<[^>]*>/g);
    const harmless = await say('word');
    const attacked = await say(attacks.join(' '));
    expect(tags(attacked)).toEqual(tags(harmless));
    expect(attacked.split('&lt;script&gt;alert(1)').length).toBeGreaterThan(8);
  });
});
