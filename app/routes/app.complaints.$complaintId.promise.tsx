import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { longestPromise } from '#app/domain/promise/promise.ts';
import { composerTexts as texts } from '#app/i18n/en/messages.ts';
import { endPromiseByHand } from '#app/services/promises/end-promise.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, notFound, refuse, refuseForm } from '#app/web/respond.server.ts';

const schema = z.object({
  promiseId: z.uuid(),
  as: z.enum(['kept', 'withdrawn']),
  how: z.string().trim().min(1, texts.howMissing).max(longestPromise, texts.tooLong(longestPromise)),
});

/** Says of a promise how it was kept, or why it does not hold any more. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const complaintId = complaintIdOf(params);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const { promiseId, as, how } = parsed.data;
  const ended = await endPromiseByHand(ctx, complaintId, promiseId, { as, how });
  if (ended.ok) return done({ as });
  if (ended.error.kind === 'not_found') throw notFound('Promise');
  return refuse({ status: 409, message: texts.over });
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
