import { dueFiles } from '#app/db/attachments.server.ts';
import type { Database } from '#app/db/database.server.ts';
import type { Clock } from '#app/config/clock.ts';
import { parseAttachmentId, parseShopId, trusted, type ShopId } from '#app/domain/ids.ts';
import type { ShopContext } from '../context.ts';
import { storeFile } from './store-file.server.ts';

export type FileSweepMeans = { db: Database; clock: Clock; contextFor: (shopId: ShopId) => ShopContext };

/** A sweep takes at most this many; the next one goes on from there. */
const mostPerSweep = 50;

/**
 * Does what is due with files, whatever happened to their jobs. Lower age bound: `next_at`. Upper: none, each is tried once
 * an hour for as long as it takes. Answers how many were looked at.
 */
export async function sweepFiles(
  { db, clock, contextFor }: FileSweepMeans,
  isStopping: () => boolean = () => false,
): Promise<number> {
  const due = await db.asSystem((client) => dueFiles(client, clock.now(), mostPerSweep));
  for (const row of due) {
    if (isStopping()) break;
    const ctx = contextFor(trusted(parseShopId, row.shop_id));
    const id = trusted(parseAttachmentId, row.attachment_id);
    // One file that cannot be looked at must not keep the others waiting.
    await storeFile(ctx, id).catch((error: unknown) => {
      ctx.log.error({ err: error, file: id }, 'a file could not be looked after');
    });
  }
  return due.length;
}
