import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { serverTexts } from '#app/i18n/en/complaint.ts';
import { frozenProblem } from '#app/i18n/en/escalation.ts';
import { handmadeTexts } from '#app/i18n/en/handmade.ts';
import { noRole } from '#app/i18n/en/problems.ts';
import { undoRemedy } from '#app/services/resolutions/undo-remedy.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { remedyIdField } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, notFound, refuse, refuseForm } from '#app/web/respond.server.ts';

const longestReason = 500;

const schema = z.object({
  remedyId: remedyIdField,
  reason: z
    .string()
    .trim()
    .min(1, serverTexts.takeBackWhyMissing)
    .max(longestReason, serverTexts.whyTooLong(longestReason)),
});

/** Takes back what was given. Asked for twice it is one undoing. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const undone = await undoRemedy(ctx, parsed.data);
  if (undone.ok) return done({});
  switch (undone.error.kind) {
    case 'not_found':
      throw notFound('Remedy');
    case 'no_role':
      return refuse({ status: 403, message: noRole }, parsed.values);
    case 'begun':
      return refuse({ status: 409, message: handmadeTexts.begun }, parsed.values);
    case 'frozen':
      return refuse({ status: 409, message: frozenProblem }, parsed.values);
    case 'not_possible':
      return refuse({ status: 409, message: serverTexts.cannotTakeBack }, parsed.values);
  }
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
