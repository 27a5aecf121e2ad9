import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { serverTexts as texts } from '#app/i18n/en/complaint.ts';
import { assignComplaint } from '#app/services/complaints/change-complaint.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, notFound, refuse, refuseForm } from '#app/web/respond.server.ts';

const schema = z.object({ userId: z.string().min(1, texts.personGone).max(20) });

/** Gives the complaint to somebody. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const complaintId = complaintIdOf(params);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const assigned = await assignComplaint(ctx, complaintId, parsed.data.userId);
  if (assigned.ok) return done({});
  if (assigned.error.kind === 'not_found') throw notFound('Complaint');
  return refuse({
    status: 422,
    message: assigned.error.kind === 'no_role' ? texts.assigneeWithoutRole : texts.personGone,
  });
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
