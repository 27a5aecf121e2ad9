import { lastAddressCheck } from '#app/db/address-checks.server.ts';
import type { AddressCheck } from '#app/db/address-checks.server.ts';
import { findOrder } from '#app/db/order-snapshots.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { Reason } from '#app/domain/complaint/complaint.ts';
import type { ComplaintId, OrderId } from '#app/domain/ids.ts';
import type { Order } from '#app/domain/order.ts';
import { readParcels } from '#app/domain/parcel.ts';
import type { CaseFacts } from '#app/domain/playbooks/playbook.ts';
import type { ShopContext } from '../context.ts';

/** What is known of a complaint without asking anybody: from our copy of its order and our own rows. Null: there is none. */
export async function readCaseFacts(
  client: Statements,
  { shopId, clock }: ShopContext,
  complaintId: ComplaintId,
): Promise<{ facts: CaseFacts; order: Order; check: AddressCheck | null } | null> {
  const [row] = await client.$queryRaw<{ reason: Reason; order_id: OrderId; files: number; given: boolean }[]>`
    SELECT c.reason, c.order_id,
      (SELECT count(*)::int FROM attachments a WHERE a.shop_id = c.shop_id AND a.complaint_id = c.id) AS files,
      EXISTS (SELECT 1 FROM remedies m WHERE m.shop_id = c.shop_id AND m.complaint_id = c.id
        AND m.state NOT IN ('refused', 'failed', 'not_issued', 'undone')) AS given
    FROM complaints c WHERE c.shop_id = ${shopId} AND c.id = ${complaintId}::uuid`;
  const snapshot = row && (await findOrder(client, shopId, row.order_id));
  if (!snapshot) return null;
  const check = await lastAddressCheck(client, shopId, complaintId);
  return { facts: factsOf(row, snapshot.order, check, clock.now()), order: snapshot.order, check };
}

/** The same of what has been read already. */
export function factsOf(
  { reason, files, given }: Pick<CaseFacts, 'reason' | 'files' | 'given'>,
  order: Order,
  check: Pick<AddressCheck, 'answer'> | null,
  now: Date,
): CaseFacts {
  return {
    ...{ reason, files, given, now: now.toISOString() },
    parcel: readParcels(order, now).find(({ state }) => state !== 'cancelled') ?? null,
    cancelled: order.cancelledAt !== null,
    paid: order.received.presentment,
    refunded: order.refunded.presentment,
    address: check === null ? null : (check.answer ?? 'asked'),
  };
}
