import { ownTexts, readTextVersions, type TextVersion } from '#app/db/message-texts.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { ShopId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import type { Template } from '#app/domain/messages/render.ts';
import type { Topic } from '#app/domain/messages/topics.ts';
import type { VariableValues } from '#app/domain/messages/variables.ts';
import { mayChangeSettings } from '#app/domain/people.ts';
import { dayAt } from '#app/domain/shop-day.ts';
import { sampleCases, sampleValues, type SampleCase } from '#app/i18n/customer/sample-cases.ts';
import { ourTexts } from '#app/i18n/customer/templates/texts.server.ts';
import type { StaffContext } from '../context.ts';

/** The screen on which one text is read and changed. */
export type TextsPage = {
  topic: Topic;
  language: Language;
  /** What holds now, and ours. */
  text: Template;
  ours: Template;
  /** The last version of the shop's own; 0 = it has never changed this text. */
  version: number;
  /** Whether the text that holds is the shop's own. */
  own: boolean;
  /** Newest first. */
  history: (Omit<TextVersion, 'at'> & { at: string })[];
  /** Topics with a text of the shop's own in this language. */
  ownTopics: Topic[];
  samples: { name: SampleCase; values: VariableValues }[];
  mayChange: boolean;
};

const mostVersions = 20;

export async function getTextsPage(ctx: StaffContext, key: { topic: Topic; language: Language }): Promise<TextsPage> {
  const { shopId } = ctx;
  const { topic, language } = key;
  const client = ctx.db.statements(shopId);
  const [versions, own, [shop]] = await Promise.all([
    readTextVersions(client, shopId, key, mostVersions),
    ownTexts(client, shopId),
    client.$queryRaw<{ name: string; timeZone: string }[]>`
      SELECT name, time_zone AS "timeZone" FROM shops WHERE shop_id = ${shopId}`,
  ]);
  if (!shop) throw new Error(`no shop ${shopId}`);
  const newest = versions[0];
  const ours = ourTexts[language][topic];
  const today = dayAt(ctx.clock.now(), shop.timeZone);
  return {
    ...{ topic, language, ours, text: newest?.text ?? ours, version: newest?.version ?? 0, own: Boolean(newest?.text) },
    history: versions.map((version) => ({ ...version, at: version.at.toISOString() })),
    ownTopics: own.filter((each) => each.language === language).map((each) => each.topic),
    samples: sampleCases.map((name) => ({ name, values: sampleValues(name, language, today, shop.name) })),
    mayChange: mayChangeSettings(ctx.actor.role),
  };
}

/** The text that a shop uses: its own, or ours. */
export async function textOf(
  client: Statements,
  shopId: ShopId,
  { topic, language }: { topic: Topic; language: Language },
): Promise<Template> {
  const [newest] = await readTextVersions(client, shopId, { topic, language }, 1);
  return newest?.text ?? ourTexts[language][topic];
}
