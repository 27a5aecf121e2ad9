import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { complaintStates } from '#app/domain/complaint/complaint.ts';
import { serverTexts as texts } from '#app/i18n/en/complaint.ts';
import { frozenEnd } from '#app/i18n/en/escalation.ts';
import { moveComplaint } from '#app/services/complaints/change-complaint.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, notFound, refuse, refuseForm } from '#app/web/respond.server.ts';

const schema = z.object({ to: z.enum(complaintStates) });

/** Moves the complaint to another state. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const complaintId = complaintIdOf(params);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const { to } = parsed.data;
  const moved = await moveComplaint(ctx, complaintId, { to, why: null });
  if (moved.ok) return done({ to });
  if (moved.error.kind === 'not_found') throw notFound('Complaint');
  return refuse({ status: 409, message: moved.error.kind === 'frozen' ? frozenEnd : texts.movedByOther });
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
