import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import type { ComplaintId } from '#app/domain/ids.ts';
import { longestPromise, promiseKinds } from '#app/domain/promise/promise.ts';
import { composerTexts as texts } from '#app/i18n/en/messages.ts';
import { endPromiseByHand } from '#app/services/promises/end-promise.server.ts';
import { promiseByHand } from '#app/services/promises/promise-by-hand.server.ts';
import type { StaffContext } from '#app/services/context.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf, despiteField, requestIdField } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm, type FormValues } from '#app/web/parse-form.server.ts';
import { done, notFound, refuse, refuseForm } from '#app/web/respond.server.ts';

const made = z.object({
  do: z.literal('make'),
  requestId: requestIdField,
  kind: z.enum(promiseKinds),
  what: z.string().trim().max(longestPromise, texts.tooLong(longestPromise)),
  day: z.iso.date(texts.promiseDayMissing),
  despite: despiteField,
});
const ended = z.object({
  do: z.literal('end'),
  promiseId: z.uuid(),
  as: z.enum(['kept', 'withdrawn']),
  how: z.string().trim().min(1, texts.howMissing).max(longestPromise, texts.tooLong(longestPromise)),
});
const schema = z.discriminatedUnion('do', [made, ended]);

/** Writes a promise down that was made elsewhere, or says of one how it was kept or why it does not hold any more. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const complaintId = complaintIdOf(params);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  if (parsed.data.do === 'make') return make(ctx, complaintId, parsed.data, parsed.values);
  const { promiseId, as, how } = parsed.data;
  const end = await endPromiseByHand(ctx, complaintId, promiseId, { as, how });
  if (end.ok) return done({ as });
  if (end.error.kind === 'not_found') throw notFound('Promise');
  return refuse({ status: 409, message: texts.over });
}

async function make(
  ctx: StaffContext,
  complaintId: ComplaintId,
  { requestId, kind, what, day, despite }: z.output<typeof made>,
  values: FormValues,
) {
  if (kind !== 'answer' && what === '')
    return refuse({ status: 422, message: '', fields: { what: texts.promiseWhatMissing } }, values);
  const promised = await promiseByHand(ctx, complaintId, { requestId, kind, what, day, despite: despite ?? null });
  if (promised.ok) return done({ as: 'made' as const });
  const { error } = promised;
  if (error.kind === 'not_found') throw notFound('Complaint');
  if (error.kind === 'past') return refuse({ status: 422, message: '', fields: { day: texts.promisePast } }, values);
  const doubts = error.doubts.map((doubt) => texts.doubts[doubt]).join(' ');
  return refuse({ status: 422, message: texts.promiseDoubtful, fields: { anyway: doubts } }, values);
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
