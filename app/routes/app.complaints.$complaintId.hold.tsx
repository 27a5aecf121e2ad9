import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { composerTexts as texts } from '#app/i18n/en/messages.ts';
import { sendHolding } from '#app/services/messages/reply.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf, requestIdField } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { replyProblem } from '#app/web/reply-problem.server.ts';
import { done, refuseForm } from '#app/web/respond.server.ts';

const schema = z.object({ requestId: requestIdField, day: z.iso.date(texts.promiseDayMissing) });

/** Tells the customer that more time is needed, and until when. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const complaintId = complaintIdOf(params);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const sent = await sendHolding(ctx, complaintId, parsed.data);
  return sent.ok ? done({ day: parsed.data.day }) : replyProblem(sent.error, parsed.values);
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
