import type { Statements } from '#app/db/statements.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import type { StoredRemedy } from '#app/db/remedies.server.ts';
import type { RemedyId, ShopId } from '#app/domain/ids.ts';
import type { Money } from '#app/domain/money.ts';
import type { Role } from '#app/domain/people.ts';

type Held = Pick<StoredRemedy, 'id' | 'resolutionId' | 'complaintId' | 'orderId' | 'amount' | 'shopAmount'>;

/**
 * With what it costs the shop, which the budgets at cost count, and who it is given to: Shopify's id of the customer, or
 * what stands for a guest; null where nobody can tell.
 */
type ToHold = Held & { shopCost: Money; customerKey: string | null };

export type ReservedBy = { userId: string; role: Role };

/**
 * Holds money from the moment of decision. Once per remedy: the database refuses a second entry. The database also says
 * which day, month and five minutes of the shop it belongs to, and counts it there (`limit_usage`).
 */
export async function reserve(
  tx: Statements,
  shopId: ShopId,
  remedy: ToHold,
  by: ReservedBy,
  why: string,
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO ledger_entries (shop_id, id, kind, remedy_id, resolution_id, complaint_id, order_id, user_id, role,
      amount_minor, currency, shop_amount_minor, shop_cost_minor, shop_currency, why, at, customer_key)
    VALUES (${shopId}, ${newId()}::uuid, 'reserved', ${remedy.id}::uuid, ${remedy.resolutionId}::uuid, ${remedy.complaintId}::uuid,
      ${remedy.orderId}, ${by.userId}, ${by.role}, ${remedy.amount.minor}::bigint, ${remedy.amount.currency},
      ${remedy.shopAmount.minor}::bigint, ${remedy.shopCost.minor}::bigint, ${remedy.shopAmount.currency}, ${why}, ${at},
      ${remedy.customerKey})`;
}

/** The money was given: what was held stays used for good. */
export const settle = (tx: Statements, shopId: ShopId, remedy: Held, why: string, at: Date): Promise<void> =>
  end(tx, 'settled', shopId, remedy, why, at);

/** The money was certainly not given: what was held is free again. */
export const release = (tx: Statements, shopId: ShopId, remedy: Held, why: string, at: Date): Promise<void> =>
  end(tx, 'released', shopId, remedy, why, at);

/** What had arrived was taken back: it is free again. Follows a settled entry, never a released one. */
export const reverse = (tx: Statements, shopId: ShopId, remedy: Held, why: string, at: Date): Promise<void> =>
  end(tx, 'reversed', shopId, remedy, why, at);

/** Whether the money of a remedy is settled, and not taken back since. */
export async function isSettled(tx: Statements, shopId: ShopId, remedyId: RemedyId): Promise<boolean> {
  const rows = await tx.$queryRaw<{ kind: string }[]>`
    SELECT kind FROM ledger_entries WHERE shop_id = ${shopId} AND remedy_id = ${remedyId}::uuid AND kind IN ('settled', 'reversed')`;
  return rows.length === 1 && rows[0]?.kind === 'settled';
}

// The ending entry copies the reserving one, so that both sides of a remedy always carry the same amount and the same
// person; the database adds the customer and the periods, so that what is freed is free where it was held. Without a reservation there is nothing to end: that is a bug, and throws.
async function end(
  tx: Statements,
  kind: 'settled' | 'released' | 'reversed',
  shopId: ShopId,
  remedy: Held,
  why: string,
  at: Date,
): Promise<void> {
  const ended = await tx.$executeRaw`
    INSERT INTO ledger_entries (shop_id, id, kind, remedy_id, resolution_id, complaint_id, order_id, user_id, role,
      amount_minor, currency, shop_amount_minor, shop_cost_minor, shop_currency, why, at)
    SELECT shop_id, ${newId()}::uuid, ${kind}, remedy_id, resolution_id, complaint_id, order_id, user_id, role,
      amount_minor, currency, shop_amount_minor, shop_cost_minor, shop_currency, ${why}, ${at}::timestamptz
    FROM ledger_entries WHERE shop_id = ${shopId} AND remedy_id = ${remedy.id}::uuid AND kind = 'reserved'`;
  if (ended !== 1) throw new Error(`remedy ${remedy.id} has no reservation to end`);
}
