import { readService } from '#app/db/complaint-clocks.server.ts';
import { lockComplaint, moveTo } from '#app/db/complaints.server.ts';
import { answerAskRow, findAsk, type StoredAsk } from '#app/db/customer-asks.server.ts';
import { spendLink } from '#app/db/customer-links.server.ts';
import { addMessage } from '#app/db/messages.server.ts';
import { newRequestId } from '#app/db/new-id.server.ts';
import { readSettings } from '#app/db/shop-settings.server.ts';
import { approversHere } from '#app/db/staff-roster.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import { isGood, isLow, type AskKind } from '#app/domain/ask-back.ts';
import type { ComplaintId, RequestId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import type { Customer } from '#app/domain/people.ts';
import { soon } from '#app/domain/service/clocks.ts';
import { askBackArea } from '#app/domain/settings/ask-back.ts';
import type { ShopContext } from '../context.ts';
import { linkByToken, openLink } from '../customer-links/open-link.server.ts';
import { mailToStaff } from '../mail/mail-to-staff.server.ts';

export const longestAnswer = 2000;

/** What a link to a question opens, as long as she has not answered. */
export type OpenAsk = {
  kind: AskKind;
  number: number;
  order: string;
  language: Language;
  requestId: RequestId;
};

type Asked = { number: number; order_name: string; language: Language; customer_name: string | null };

const readComplaint = async (client: Statements, ctx: ShopContext, complaintId: ComplaintId) => {
  const [row] = await client.$queryRaw<Asked[]>`
    SELECT number, order_name, language, customer_name FROM complaints WHERE shop_id = ${ctx.shopId} AND id = ${complaintId}::uuid`;
  return row ?? null;
};

/** The question behind a link; null when there is none to be answered. Looking uses nothing up. */
export async function openAsk(ctx: ShopContext, token: unknown): Promise<OpenAsk | null> {
  const link = await openLink(ctx, token, ['survey', 'check_in']);
  if (!link?.complaintId) return null;
  const row = await readComplaint(ctx.db.statements(ctx.shopId), ctx, link.complaintId);
  const kind = link.purpose === 'survey' ? 'survey' : 'check_in';
  return row && { kind, number: row.number, order: row.order_name, language: row.language, requestId: newRequestId() };
}

export type Answer = { token: unknown; requestId: RequestId; score: number; words: string };

/**
 * `sorry`: a bad answer, and somebody writes to her by then. `review`: a good one, and where she may say so to others; null
 * where the shop has named no place.
 */
export type Thanks = { language: Language } & (
  { says: 'sorry'; answerBy: Date } | { says: 'good'; review: string | null } | { says: 'so_so' }
);

/**
 * Writes her answer down, once: whoever comes second finds the link used. The same form sent twice answers the same. A bad
 * answer opens the complaint with somebody to write to her by a certain time, and the leads are told.
 */
export async function answerAsk(ctx: ShopContext, { token, requestId, score, words }: Answer): Promise<Thanks | null> {
  const { shopId, clock } = ctx;
  return ctx.db.atomically(shopId, async (tx) => {
    const link = await linkByToken(tx, ctx, token);
    if (!link?.complaintId || link.about === null || (link.purpose !== 'survey' && link.purpose !== 'check_in'))
      return null;
    const { complaintId } = link;
    const complaint = await lockComplaint(tx, shopId, complaintId);
    const about = await readComplaint(tx, ctx, complaintId);
    const ask = await findAsk(tx, shopId, link.about);
    if (!complaint || !about || !ask || link.revokedAt !== null) return null;
    const { language } = about;
    const now = clock.now();
    if (ask.requestId === requestId && ask.score !== null)
      return thanksFor(tx, ctx, complaintId, ask.kind, ask.score, language);
    if (!(await spendLink(tx, shopId, link.id, now))) return null;
    if (!(await answerAskRow(tx, shopId, ask.id, { score, requestId, at: now }))) return null;
    const actor: Customer = { kind: 'customer', name: about.customer_name ?? '' };
    await tell(tx, { shopId, complaintId, actor, at: now }, [
      ask.kind === 'survey'
        ? { kind: 'survey_answered', score, agent: ask.agentName }
        : { kind: 'check_in_answered', well: score === 1 },
    ]);
    const body = words.replaceAll('\r\n', '\n').trim();
    if (body !== '')
      await addMessage(tx, shopId, {
        ...{
          complaintId,
          direction: 'from_customer',
          kind: 'from_customer',
          channel: 'page',
          language,
          subject: '',
          body,
        },
        ...{ author: actor, dedupeKey: `answer:${ask.id}`, details: { answers: ask.kind, score }, at: now },
      });
    if (isBad(ask.kind, score)) {
      const answerBy = soon(await readService(tx, shopId), complaint.severity, now);
      const { state } = complaint;
      if (state !== 'open') {
        await moveTo(
          tx,
          shopId,
          complaintId,
          { state: 'open', next: { action: 'answer_customer', dueAt: answerBy } },
          now,
        );
        const why =
          ask.kind === 'survey' ? `The customer answered ${String(score)} of 5.` : 'Something did not arrive well.';
        await tell(tx, { shopId, complaintId, actor, at: now }, [
          { kind: 'state_changed', from: state, to: 'open', why },
        ]);
      }
      await tellLeads(tx, ctx, { ask, score, number: about.number });
    }
    return thanksFor(tx, ctx, complaintId, ask.kind, score, language);
  });
}

const isBad = (kind: AskKind, score: number): boolean => (kind === 'survey' ? isLow(score) : score === 0);

async function thanksFor(
  tx: Statements,
  ctx: ShopContext,
  complaintId: ComplaintId,
  kind: AskKind,
  score: number,
  language: Language,
): Promise<Thanks> {
  const { shopId } = ctx;
  if (isBad(kind, score)) {
    const [row] = await tx.$queryRaw<{ due: Date | null }[]>`
      SELECT next_action_due_at AS due FROM complaints WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
    return { language, says: 'sorry', answerBy: row?.due ?? ctx.clock.now() };
  }
  if (kind === 'survey' && !isGood(score)) return { language, says: 'so_so' };
  const { value } = await readSettings(tx, shopId, askBackArea);
  return { language, says: 'good', review: kind === 'survey' && value.reviewLink !== '' ? value.reviewLink : null };
}

async function tellLeads(
  tx: Statements,
  ctx: ShopContext,
  { ask, score, number }: { ask: StoredAsk; score: number; number: number },
): Promise<void> {
  const at = ctx.clock.now();
  const leads = await approversHere(tx, ctx.shopId, ['lead'], '', at);
  const readers = leads.length > 0 ? leads : await approversHere(tx, ctx.shopId, ['owner'], '', at);
  for (const to of readers) {
    const link = ctx.adminAddress(`/app/complaints/${ask.complaintId}`);
    const data = { complaintNumber: number, score: ask.kind === 'survey' ? score : null, agent: ask.agentName, link };
    const mail = { kind: 'bad_answer', data } as const;
    await mailToStaff(tx, ctx, { to, dedupeKey: `answer:${ask.id}`, about: ask.complaintId, mail });
  }
}
