import { readAttachments } from '#app/db/attachments.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import type { ShopContext } from '../context.ts';
import type { FileView } from '../views.ts';

/** The files of a complaint for a page whose reader may see it, in the order in which they came. */
export async function showFiles(
  client: Statements,
  { shopId, fileAddress }: Pick<ShopContext, 'shopId' | 'fileAddress'>,
  complaintId: ComplaintId,
): Promise<FileView[]> {
  const files = await readAttachments(client, shopId, { complaintId });
  return files.map(({ id, name, kind, by, thumbnail, messageId }) => ({
    ...{ id, name, kind, by, messageId },
    address: fileAddress(id, 'whole'),
    thumbnail: thumbnail ? fileAddress(id, 'thumb') : null,
  }));
}
