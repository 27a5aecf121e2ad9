import type { ShopId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import type { Template } from '#app/domain/messages/render.ts';
import type { Topic } from '#app/domain/messages/topics.ts';
import type { Statements } from './statements.server.ts';

type Key = { topic: Topic; language: Language };

/** A version of a shop's own text; `text` is null where it went back to ours. */
export type TextVersion = { version: number; text: Template | null; by: string; at: Date };

/** Newest first; none where the shop has never changed it. */
export async function readTextVersions(
  client: Statements,
  shopId: ShopId,
  { topic, language }: Key,
  most: number,
): Promise<TextVersion[]> {
  const rows = await client.$queryRaw<
    { version: number; subject: string | null; body: string | null; by: string; at: Date }[]
  >`
    SELECT version, subject, body, author_name AS by, at FROM message_texts
    WHERE shop_id = ${shopId} AND topic = ${topic} AND language = ${language} ORDER BY version DESC LIMIT ${most}::int`;
  return rows.map(({ subject, body, ...version }) => {
    return { ...version, text: subject === null || body === null ? null : { subject, body } };
  });
}

/** Which texts are the shop's own at the moment. */
export function ownTexts(client: Statements, shopId: ShopId): Promise<Key[]> {
  return client.$queryRaw<Key[]>`
    SELECT topic, language FROM (
      SELECT DISTINCT ON (topic, language) topic, language, body FROM message_texts WHERE shop_id = ${shopId}
      ORDER BY topic, language, version DESC
    ) AS newest WHERE body IS NOT NULL`;
}

/** Adds a version, unless somebody has added one since `seen`; false = somebody has. */
export async function addTextVersion(
  tx: Statements,
  shopId: ShopId,
  {
    topic,
    language,
    seen,
    text,
    by,
    at,
  }: Key & { seen: number; text: Template | null; by: { userId: string; name: string }; at: Date },
): Promise<boolean> {
  const added = await tx.$executeRaw`
    INSERT INTO message_texts (shop_id, topic, language, version, subject, body, author_id, author_name, at)
    SELECT ${shopId}, ${topic}, ${language}, ${seen + 1}::int, ${text?.subject ?? null}, ${text?.body ?? null}, ${by.userId}, ${by.name},
      ${at}::timestamptz
    WHERE ${seen}::int = (SELECT coalesce(max(version), 0) FROM message_texts
      WHERE shop_id = ${shopId} AND topic = ${topic} AND language = ${language})
    ON CONFLICT (shop_id, topic, language, version) DO NOTHING`;
  return added === 1;
}
