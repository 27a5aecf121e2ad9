import { hasComplaint } from '#app/db/complaints.server.ts';
import type { FileProblem } from '#app/domain/files/attachment.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { err, ok, type Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';
import type { IncomingFile } from './prepare-files.server.ts';
import { receiveFiles } from './receive-files.server.ts';

/** Somebody of the staff adds files to a complaint. `added`: how many of them were taken. */
export async function addFiles(
  ctx: StaffContext,
  complaintId: ComplaintId,
  files: readonly IncomingFile[],
): Promise<Result<{ added: number; problems: FileProblem[] }, { kind: 'not_found' }>> {
  if (!(await hasComplaint(ctx.db.statements(ctx.shopId), ctx.shopId, complaintId))) return err({ kind: 'not_found' });
  const { problems } = await receiveFiles(ctx, { holder: { complaintId }, files });
  return ok({ added: files.length - problems.length, problems });
}
