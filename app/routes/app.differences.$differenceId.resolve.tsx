import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { resolveDifference } from '#app/services/reconciliation/change-difference.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { differenceProblem } from '#app/web/difference-problem.server.ts';
import { differenceIdOf } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, refuse, refuseForm } from '#app/web/respond.server.ts';

const schema = z.object({ note: z.string().trim().max(2000) });

/** A difference is seen to, and the note says how. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const resolved = await resolveDifference(ctx, differenceIdOf(params), parsed.data.note);
  return resolved.ok ? done({}) : refuse(differenceProblem(resolved.error), parsed.values);
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
