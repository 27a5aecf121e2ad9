import type { Client } from '#app/db/database.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import { writeDay } from '#app/domain/messages/formats.ts';
import { render, type Template } from '#app/domain/messages/render.ts';
import { kindOfTopic, topicOfRemedy, topicsOfReason, type Topic } from '#app/domain/messages/topics.ts';
import type { ToneContext } from '#app/domain/messages/tone/check-tone.ts';
import { addWorkingDays } from '#app/domain/messages/refund-arrival.ts';
import { apologises } from '#app/domain/messages/tone/promises.ts';
import type { VariableName, VariableValues } from '#app/domain/messages/variables.ts';
import type { Day } from '#app/domain/shop-day.ts';
import type { StaffContext } from '../context.ts';
import { caseValues, readCase, type Case } from './case-values.server.ts';
import { textOf } from './get-texts-page.server.ts';

/** What helps whoever writes to a customer: texts to begin with, and what the check of the tone has to know. */
export type WritingHelp = {
  language: Language;
  today: Day;
  /** Likely ones first. */
  proposed: Topic[];
  /** What she wrote since she was last answered, what she was told before, and whether she was given something. */
  tone: ToneContext;
  /** A day that a promise could name, in her words. */
  by: string;
};

/** Null when there is no such complaint. */
export function getWritingHelp(ctx: StaffContext, complaintId: ComplaintId): Promise<WritingHelp | null> {
  return ctx.db.asShop(ctx.shopId, async (client) => {
    const about = await readCase(client, ctx, complaintId);
    if (!about) return null;
    const { language, today, reason, remedies } = about;
    const told = remedies
      .filter(({ state }) => state === 'issued' || state === 'settled')
      .map(({ kind }) => topicOfRemedy[kind]);
    return {
      ...{ language, today, proposed: [...new Set([...told, ...topicsOfReason[reason]])] },
      tone: await toneContext(client, ctx, complaintId, about),
      by: writeDay(addWorkingDays(today, 2), language, today),
    };
  });
}

type Said = { direction: string; kind: string; language: Language; body: string; own: boolean; at: Date };

/** Of her, on this complaint and her others: what she was told since something was given to her. */
async function toneContext(
  client: Client,
  ctx: StaffContext,
  complaintId: ComplaintId,
  about: Case,
): Promise<ToneContext> {
  const { shopId } = ctx;
  const said = await client.$queryRaw<Said[]>`
    SELECT m.direction, m.kind, m.language, m.body, m.complaint_id = ${complaintId}::uuid AS own, m.at
    FROM complaints own
    JOIN complaints c ON c.shop_id = own.shop_id AND (c.id = own.id OR c.customer_id = own.customer_id)
    JOIN messages m ON m.shop_id = c.shop_id AND m.complaint_id = c.id AND NOT m.details ? 'automatic'
    WHERE own.shop_id = ${shopId} AND own.id = ${complaintId}::uuid ORDER BY m.at DESC, m.id DESC LIMIT 50`;
  const [remedy] = await client.$queryRaw<{ at: Date | null }[]>`
    SELECT max(r.created_at) AS at
    FROM complaints own
    JOIN complaints c ON c.shop_id = own.shop_id AND (c.id = own.id OR c.customer_id = own.customer_id)
    JOIN remedies r ON r.shop_id = c.shop_id AND r.complaint_id = c.id AND r.state IN ('issued', 'settled')
    WHERE own.shop_id = ${shopId} AND own.id = ${complaintId}::uuid`;
  const since = remedy?.at?.getTime() ?? 0;
  const sorry = said.filter(
    ({ direction, kind, body, language, at }) =>
      direction === 'to_customer' &&
      kind !== 'acknowledgement' &&
      // A letter that tells what she is given is more than an apology.
      kind !== 'remedy' &&
      at.getTime() > since &&
      apologises(body, language),
  );
  const here = said.filter(({ own }) => own);
  const answered = here.findIndex(({ direction, kind }) => direction === 'to_customer' && kind === 'reply');
  const open = (answered < 0 ? here : here.slice(0, answered)).filter(({ direction }) => direction === 'from_customer');
  return {
    asked: open.map(({ body }) => body).join('\n'),
    apologies: sorry.length,
    // What is on its way counts as given with this message; what has arrived began the count anew.
    given: about.remedies.some(({ state }) => state !== 'issued' && state !== 'settled'),
  };
}

/** A text of this topic, filled in with what is known of the complaint. */
export type FilledText = {
  topic: Topic;
  kind: ReturnType<typeof kindOfTopic>;
  text: Template;
  missing: VariableName[];
};

/** Null when there is no such complaint. @param known what whoever asks knows better, by variable */
export function fillText(
  ctx: StaffContext,
  complaintId: ComplaintId,
  topic: Topic,
  known: (language: Language) => VariableValues = () => ({}),
): Promise<FilledText | null> {
  return ctx.db.asShop(ctx.shopId, async (client) => {
    const about = await readCase(client, ctx, complaintId);
    if (!about) return null;
    const template = await textOf(client, ctx.shopId, { topic, language: about.language });
    const { text, missing } = render(template, {
      ...(await caseValues(client, ctx, about, { topic, agent: ctx.actor.name })),
      ...known(about.language),
    });
    return { topic, kind: kindOfTopic(topic), text, missing };
  });
}
