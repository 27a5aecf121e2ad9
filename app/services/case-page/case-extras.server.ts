import { readAttachments } from '#app/db/attachments.server.ts';
import { waitingCallback } from '#app/db/callbacks.server.ts';
import { phoneEnding } from '#app/domain/calls/call.ts';
import type { ComplaintState } from '#app/domain/complaint/complaint.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { zoneOf, type CallbackSlot } from '#app/domain/intake/callback-slots.ts';
import { slotsOf } from '../calls/slots-of.server.ts';
import type { ShopContext } from '../context.ts';
import type { ShopFront } from '../shops/get-shop-front.server.ts';

/** What a customer can do on the page of her complaint besides writing. */
export type CaseExtras = {
  /** When she could be called, told in `zone`; null where the shop does not call, or nothing is open. */
  call: { slots: CallbackSlot[]; zone: string; waiting: (CallbackSlot & { phoneEnding: string }) | null } | null;
  /** Names of the files that are there already. */
  files: string[];
};

/** From our own database only. */
export async function getCaseExtras(
  ctx: ShopContext,
  complaintId: ComplaintId,
  state: ComplaintState,
  shop: ShopFront,
): Promise<CaseExtras> {
  const { shopId } = ctx;
  const client = ctx.db.statements(shopId);
  const attachments = await readAttachments(client, shopId, { complaintId });
  const files = attachments.filter(({ from }) => from === 'customer').map(({ name }) => name);
  if (!shop.intake.callbacks || state === 'resolved' || state === 'closed') return { call: null, files };
  const [waiting, [row]] = await Promise.all([
    waitingCallback(client, shopId, complaintId),
    client.$queryRaw<{ country: string | null }[]>`
      SELECT country FROM complaints WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`,
  ]);
  const zone = waiting?.timeZone ?? zoneOf(row?.country ?? null, shop.timeZone);
  const slots = await slotsOf(ctx, { timeZone: shop.timeZone, herZone: zone });
  if (slots.length === 0 && !waiting) return { call: null, files };
  return {
    call: { slots, zone, waiting: waiting && { ...waiting, phoneEnding: phoneEnding(waiting.phone) } },
    files,
  };
}
