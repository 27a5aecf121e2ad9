import { addAsk, dueCheckIns, dueSurveys, notReached, type DueAsk } from '#app/db/customer-asks.server.ts';
import { readService } from '#app/db/complaint-clocks.server.ts';
import { lockComplaint } from '#app/db/complaints.server.ts';
import { readSettings } from '#app/db/shop-settings.server.ts';
import { askWindow, isTimeToAsk, scores, type AskKind } from '#app/domain/ask-back.ts';
import { askBackArea } from '#app/domain/settings/ask-back.ts';
import { askBackTexts } from '#app/i18n/customer/ask-back.ts';
import type { ShopContext } from '../context.ts';
import { draftLink } from '../customer-links/make-link.server.ts';
import { writeToCustomer } from '../messages/write-to-customer.server.ts';

const mostAtOnce = 200;
/** Between two questions about the same complaint. */
const pauseMs = 3 * 24 * 60 * 60 * 1000;

/**
 * Asks the customers of a shop whose turn it is, each once: whether what was sent arrived well, and how content they are.
 * Age bounds: the days that the shop has set, and 14 days on top. Answers how many were asked.
 */
export async function askCustomers(ctx: ShopContext): Promise<number> {
  const { shopId, db, clock, mailOn } = ctx;
  // Without a mail server nobody is asked, and nobody counts as asked.
  if (!mailOn) return 0;
  const now = clock.now();
  const client = db.statements(shopId);
  const [{ value: settings }, { timeZone }] = await Promise.all([
    readSettings(client, shopId, askBackArea),
    readService(client, shopId),
  ]);
  if (!isTimeToAsk(now, timeZone)) return 0;
  const bounds = { notSince: new Date(now.getTime() - pauseMs), most: mostAtOnce };
  const due: { kind: AskKind; ask: DueAsk }[] = [];
  if (settings.checkIn.on)
    for (const ask of await dueCheckIns(client, shopId, askWindow(settings.checkIn.afterDays, now), bounds))
      due.push({ kind: 'check_in', ask });
  if (settings.survey.on)
    for (const ask of await dueSurveys(client, shopId, askWindow(settings.survey.afterDays, now), bounds))
      // One question at a time.
      if (!due.some((other) => other.ask.complaintId === ask.complaintId)) due.push({ kind: 'survey', ask });
  let asked = 0;
  for (const { kind, ask } of due) {
    try {
      if (await askOne(ctx, kind, ask, now)) asked += 1;
    } catch (error) {
      ctx.log.error({ err: error, complaint: ask.complaintId, kind }, 'a customer could not be asked');
    }
  }
  return asked;
}

/** Row, link and mail in one transaction: she is asked, or she is not. */
function askOne(ctx: ShopContext, kind: AskKind, ask: DueAsk, now: Date): Promise<boolean> {
  const { shopId } = ctx;
  const { complaintId, language, orderName: order } = ask;
  return ctx.db.atomically(shopId, async (tx) => {
    const complaint = await lockComplaint(tx, shopId, complaintId);
    // Opened again since it was found.
    if (complaint?.state !== 'resolved') return false;
    const id = await addAsk(tx, shopId, kind, ask, now);
    if (id === null) return false;
    const link = draftLink(ctx, { purpose: kind, complaintId, about: id });
    const texts = askBackTexts[language];
    const mail = kind === 'survey' ? texts.survey.mail : texts.checkIn.mail;
    const answers =
      kind === 'survey'
        ? scores.map((score) => [String(score), `${String(score)} – ${texts.survey.scores[score - 1] ?? ''}`] as const)
        : ([
            ['1', texts.checkIn.well],
            ['0', texts.checkIn.notWell],
          ] as const);
    const sent = await writeToCustomer(tx, ctx, {
      ...{ complaintId, kind: 'survey', language, dedupeKey: `ask:${id}`, action: null },
      ...mail({ number: `C-${String(ask.number)}`, order }),
      choices: answers.map(([value, label]) => ({ label, address: `${link.address}?answer=${value}` })),
    });
    if (sent === 'queued') await link.keep(tx);
    else await notReached(tx, shopId, id);
    return sent === 'queued';
  });
}
