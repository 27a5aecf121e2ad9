import type { Database, Tx } from '#app/db/database.server.ts';
import {
  holdRemedies,
  lockTelling,
  remediesToTellOf,
  saveTelling,
  type Telling,
  type ToTell,
} from '#app/db/remedy-tellings.server.ts';
import type { StoredRemedy } from '#app/db/remedies.server.ts';
import { readSettings } from '#app/db/shop-settings.server.ts';
import type { Clock } from '#app/config/clock.ts';
import type { ResolutionId, ShopId } from '#app/domain/ids.ts';
import { longestMs } from '#app/domain/mail/after-sending.ts';
import { writeDay } from '#app/domain/messages/formats.ts';
import { addWorkingDays } from '#app/domain/messages/refund-arrival.ts';
import { render, type Template } from '#app/domain/messages/render.ts';
import { remediesToTell, topicOfRemedies } from '#app/domain/messages/tell-remedies.ts';
import type { Topic } from '#app/domain/messages/topics.ts';
import { messageSettings } from '#app/domain/settings/messages.ts';
import { dayAt } from '#app/domain/shop-day.ts';
import { ourTexts } from '#app/i18n/customer/templates/texts.server.ts';
import type { ShopContext } from '../context.ts';
import { caseValues, readCase, type Case } from './case-values.server.ts';
import { textOf } from './get-texts-page.server.ts';
import { writeToCustomer } from './write-to-customer.server.ts';

/**
 * Tells a customer what a decision gave her: one mail, when all of it is certain, in the shop's words. That it is to be told was
 * written down in the transaction that made it certain; here the message is written and that ended, both or neither. Safe
 * to call any number of times.
 */
export function tellOfRemedies(ctx: ShopContext, resolutionId: ResolutionId): Promise<void> {
  const { shopId, clock } = ctx;
  return ctx.db.transaction(shopId, async (tx) => {
    // Remedies first, as whoever turns one has them: nothing that is told is taken back before this has ended.
    const remedies = await holdRemedies(tx, shopId, resolutionId);
    const about = await lockTelling(tx, shopId, resolutionId, clock.now());
    if (!about) return;
    await saveTelling(tx, shopId, resolutionId, await told(tx, ctx, resolutionId, about, remedies));
  });
}

type Became = Exclude<Telling, 'due' | 'before'>;

async function told(
  tx: Tx,
  ctx: ShopContext,
  resolutionId: ResolutionId,
  { complaintId, lookAt, frozen, agent, toldByPerson }: ToTell,
  remedies: StoredRemedy[],
): Promise<Became> {
  const given = remediesToTell(remedies);
  if (given === 'wait') return 'waiting';
  if (given.length === 0) return 'nothing';
  if (frozen) return 'frozen';
  if (toldByPerson) return 'by_person';
  if (ctx.clock.now().getTime() - lookAt.getTime() > longestMs) return 'too_late';
  const { value: settings } = await readSettings(tx, ctx.shopId, messageSettings);
  if (!settings.tellRemedies) return 'off';
  const all = await readCase(tx, ctx, complaintId);
  if (!all) return 'nothing';
  const about = { ...all, remedies: [...given].reverse() };
  const topic = topicOfRemedies(given);
  const text = await filled(tx, ctx, about, { topic, agent, dispatchDays: settings.dispatchDays });
  if (!text) return 'not_filled';
  const sent = await writeToCustomer(tx, ctx, {
    ...{ complaintId, kind: 'remedy', language: about.language, dedupeKey: `remedies:${resolutionId}`, ...text },
    details: { template: topic, remedies: given.map(({ id }) => id) },
  });
  return sent === 'no_address' || sent === 'off' ? sent : 'written';
}

/** In the shop's own words, else in ours; null when neither says only what is known. */
async function filled(
  tx: Tx,
  ctx: ShopContext,
  about: Case,
  { topic, agent, dispatchDays }: { topic: Topic; agent: string; dispatchDays: number },
): Promise<Template | null> {
  const { language, today, timeZone, remedies } = about;
  const made = dayAt(remedies.find(({ kind }) => kind === 'replacement')?.issuedAt ?? ctx.clock.now(), timeZone);
  const leaves = writeDay(addWorkingDays(made, dispatchDays), language, today);
  const values = await caseValues(tx, ctx, about, { topic, agent, leaves });
  for (const text of [await textOf(tx, ctx.shopId, { topic, language }), ourTexts[language][topic]]) {
    const { text: written, missing } = render(text, { ...values, due: leaves });
    if (missing.length === 0) return written;
  }
  return null;
}

type Means = { db: Database; clock: Clock; contextFor: (shopId: ShopId) => ShopContext };

const mostPerLook = 100;

/**
 * Looks at every decision of any shop that is to be told. Lower age bound: two minutes, in which it can be taken back or written
 * by a person. Upper: two days, after which it helps nobody. True when there may be more.
 */
export async function tellAllOfRemedies(
  { db, clock, contextFor }: Means,
  isStopping: () => boolean = () => false,
): Promise<boolean> {
  const found = await db.asSystem((client) => remediesToTellOf(client, clock.now(), mostPerLook));
  let failed = false;
  for (const { shopId, resolutionId } of found) {
    if (isStopping()) break;
    const ctx = contextFor(shopId);
    await tellOfRemedies(ctx, resolutionId).catch((error: unknown) => {
      failed = true;
      ctx.log.error({ err: error, resolution: resolutionId }, 'a customer could not be told what she was given');
    });
  }
  return !failed && found.length === mostPerLook;
}
