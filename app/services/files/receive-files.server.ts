import {
  addAttachment,
  adoptAttachments,
  lockFiles,
  readAttachments,
  type Holder,
} from '#app/db/attachments.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import { mostFilesOfComplaint, type Attachment, type FileProblem } from '#app/domain/files/attachment.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import type { ShopContext } from '../context.ts';
import { prepareFiles, type IncomingFile, type PreparedFile } from './prepare-files.server.ts';

/** How long files of a draft wait for their complaint. */
const draftKeptMs = 24 * 60 * 60 * 1000;

export type ReceivedFiles = {
  /** All files of the complaint or draft there are now, in the order in which they came. */
  attachments: Attachment[];
  /** Those of the files that were not taken, each with its reason. */
  problems: FileProblem[];
};

/**
 * Takes files from outside: looks into each, keeps what can be kept, and says of the others why not. Who acts in `ctx` is
 * whose they are. The same file again is not kept twice, so that a form may be sent again.
 * @param holder an existing complaint of this shop, or a draft (any UUID that the form carries along; `adoptFiles` follows)
 */
export async function receiveFiles(
  ctx: ShopContext,
  { holder, files }: { holder: Holder; files: readonly IncomingFile[] },
): Promise<ReceivedFiles> {
  const { prepared, problems } = await prepareFiles(files);
  const { shopId, db } = ctx;
  const tooMany = await db.atomically(shopId, (tx) => attachFiles(tx, ctx, holder, prepared), { name: 'attachFiles' });
  const attachments = await readAttachments(db.statements(shopId), shopId, holder);
  return { attachments, problems: [...problems, ...tooMany] };
}

/** Keeps files that were looked into, of a complaint that is there. Doing it twice keeps them once. */
export async function keepFiles(
  ctx: ShopContext,
  complaintId: ComplaintId,
  prepared: readonly PreparedFile[],
): Promise<void> {
  if (prepared.length === 0) return;
  await ctx.db.atomically(ctx.shopId, (tx) => attachFiles(tx, ctx, { complaintId }, prepared), { name: 'keepFiles' });
}

/**
 * Keeps files that were looked into (`prepareFiles`), inside the caller's transaction; answers those that were too many.
 * For who logs a complaint and its files in one go.
 */
export async function attachFiles(
  tx: Statements,
  ctx: ShopContext,
  holder: Holder,
  prepared: readonly PreparedFile[],
): Promise<FileProblem[]> {
  if (prepared.length === 0) return [];
  const { shopId, actor, clock, jobs } = ctx;
  const now = clock.now();
  let many = await lockFiles(tx, shopId, holder);
  const problems: FileProblem[] = [];
  let added = 0;
  for (const file of prepared) {
    if (many >= mostFilesOfComplaint) {
      problems.push({ at: file.at, name: file.name, kind: 'too_many', most: mostFilesOfComplaint });
      continue;
    }
    const isDraft = 'draftId' in holder;
    const nextAt = isDraft ? new Date(now.getTime() + draftKeptMs) : now;
    const attachmentId = await addAttachment(tx, shopId, holder, file, { actor, at: now, nextAt });
    if (attachmentId === null) continue;
    many += 1;
    added += 1;
    if (!isDraft) await jobs.enqueue(tx, { name: 'store-file', shopId, attachmentId });
  }
  if ('complaintId' in holder && added > 0)
    await tell(tx, { shopId, complaintId: holder.complaintId, actor, at: now }, [{ kind: 'files_added', many: added }]);
  return problems;
}

/** The files of a draft become the complaint's, inside the transaction that logs it. */
export async function adoptFiles(
  tx: Statements,
  ctx: Pick<ShopContext, 'shopId' | 'clock' | 'jobs'>,
  draftId: string,
  complaintId: ComplaintId,
): Promise<number> {
  const { shopId, clock, jobs } = ctx;
  const adopted = await adoptAttachments(tx, shopId, draftId, complaintId, clock.now());
  for (const attachmentId of adopted) await jobs.enqueue(tx, { name: 'store-file', shopId, attachmentId });
  return adopted.length;
}
