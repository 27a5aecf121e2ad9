import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { namesIn } from '#app/domain/messages/render.ts';
import { toneKinds } from '#app/domain/messages/tone/check-tone.ts';
import { isTopic } from '#app/domain/messages/topics.ts';
import { isVariable } from '#app/domain/messages/variables.ts';
import { longestPromise, promiseKinds } from '#app/domain/promise/promise.ts';
import { variableLabels } from '#app/i18n/en/message-texts.ts';
import { composerTexts as texts } from '#app/i18n/en/messages.ts';
import { startTexts } from '#app/i18n/en/tone.ts';
import { getComposer } from '#app/services/messages/get-composer.server.ts';
import { sendReply } from '#app/services/messages/reply.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf, despiteField, requestIdField } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { replyProblem } from '#app/web/reply-problem.server.ts';
import { done, notFound, refuse, refuseForm } from '#app/web/respond.server.ts';

const longestSubject = 150;
const longestBody = 10_000;
const mostPromises = 5;

const promise = z.object({
  kind: z.enum(promiseKinds),
  what: z.string().trim().max(longestPromise, texts.tooLong(longestPromise)),
  day: z.iso.date(texts.promiseDayMissing),
});

/** What the text began with, and what stood out in it when it was sent all the same. */
const details = z.object({
  template: z.string().refine(isTopic).optional(),
  tone: z
    .array(z.object({ kind: z.enum(toneKinds), words: z.string().max(longestBody) }))
    .max(200)
    .optional(),
  why: z.string().trim().max(300).optional(),
});

const json = (text: string, check: z.RefinementCtx) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    check.addIssue({ code: 'custom', message: texts.promiseWhatMissing });
    return z.NEVER;
  }
};

const schema = z.object({
  requestId: requestIdField,
  subject: z.string().trim().min(1, texts.subjectMissing).max(longestSubject, texts.tooLong(longestSubject)),
  body: z.string().trim().min(1, texts.bodyMissing).max(longestBody, texts.tooLong(longestBody)),
  details: z.string().default('{}').transform(json).pipe(details),
  thenWait: z.literal('on').optional(),
  despite: despiteField,
  /** As JSON: what is promised in the message, typed or recognised. */
  promises: z
    .string()
    .default('[]')
    .transform(json)
    .pipe(z.array(promise).max(mostPromises))
    .refine((all) => all.every(({ kind, what }) => kind === 'answer' || what !== ''), texts.promiseWhatMissing),
});

/** What the form begins with. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const composer = await getComposer(ctx, complaintIdOf(params));
  if (!composer) throw notFound('Complaint');
  return composer;
}

/** Sends a message to the customer. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const complaintId = complaintIdOf(params);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const left = namesIn(parsed.data).filter(isVariable);
  if (left.length > 0) {
    const missing = startTexts.missing(left.map((name) => variableLabels[name]));
    return refuse({ status: 422, message: '', fields: { body: missing } }, parsed.values);
  }
  const { thenWait, despite, ...message } = parsed.data;
  const sent = await sendReply(ctx, complaintId, {
    ...{ ...message, thenWait: thenWait === 'on', despite: despite ?? null },
  });
  return sent.ok ? done({ at: ctx.clock.now().toISOString() }) : replyProblem(sent.error, parsed.values);
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
