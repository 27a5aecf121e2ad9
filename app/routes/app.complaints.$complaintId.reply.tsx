import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { longestPromise, promiseKinds } from '#app/domain/promise/promise.ts';
import { composerTexts as texts } from '#app/i18n/en/messages.ts';
import { getComposer } from '#app/services/messages/get-composer.server.ts';
import { sendReply } from '#app/services/messages/reply.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf, requestIdField } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { replyProblem } from '#app/web/reply-problem.server.ts';
import { done, notFound, refuseForm } from '#app/web/respond.server.ts';

const longestSubject = 150;
const longestBody = 10_000;
const mostPromises = 5;

const promise = z.object({
  kind: z.enum(promiseKinds),
  what: z.string().trim().max(longestPromise, texts.tooLong(longestPromise)),
  day: z.iso.date(texts.promiseDayMissing),
});

const schema = z.object({
  requestId: requestIdField,
  subject: z.string().trim().min(1, texts.subjectMissing).max(longestSubject, texts.tooLong(longestSubject)),
  body: z.string().trim().min(1, texts.bodyMissing).max(longestBody, texts.tooLong(longestBody)),
  thenWait: z.literal('on').optional(),
  anyway: z.literal('on').optional(),
  /** As JSON: what is promised in the message, typed or recognised. */
  promises: z
    .string()
    .default('[]')
    .transform((text, check) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        check.addIssue({ code: 'custom', message: texts.promiseWhatMissing });
        return z.NEVER;
      }
    })
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
  const { thenWait, anyway, ...message } = parsed.data;
  const sent = await sendReply(ctx, complaintId, {
    ...{ ...message, thenWait: thenWait === 'on', anyway: anyway === 'on' },
  });
  return sent.ok ? done({ at: ctx.clock.now().toISOString() }) : replyProblem(sent.error, parsed.values);
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
