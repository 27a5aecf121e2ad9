import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { fileProblemWords, fileFieldTexts } from '#app/i18n/en/files.ts';
import { addFiles } from '#app/services/files/add-files.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { readFormWithFiles } from '#app/web/read-multipart.server.ts';
import { done, notFound, refuse } from '#app/web/respond.server.ts';

/** Adds photos and files to a complaint; those that are not taken are named with the reason. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const complaintId = complaintIdOf(params);
  const form = await readFormWithFiles(request);
  if (!form.ok) return refuse({ status: 400, message: fileFieldTexts.tooMuch });
  const received = await addFiles(ctx, complaintId, form.value.files['files'] ?? []);
  if (!received.ok) throw notFound('Complaint');
  const { problems, added } = received.value;
  if (problems.length === 0) return done({ added });
  return refuse({ status: 422, message: problems.map(fileProblemWords).join(' ') });
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
