import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { serverTexts as texts } from '#app/i18n/en/complaint.ts';
import { addNote } from '#app/services/complaints/change-complaint.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, notFound, refuseForm } from '#app/web/respond.server.ts';

const longestNote = 5000;

const schema = z.object({
  text: z.string().trim().min(1, texts.noteEmpty).max(longestNote, texts.noteTooLong(longestNote)),
});

/** Adds a note for colleagues. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const complaintId = complaintIdOf(params);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const added = await addNote(ctx, complaintId, parsed.data.text);
  if (!added.ok) throw notFound('Complaint');
  return done({ at: ctx.clock.now().toISOString() });
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
