import { parseOrderId, parseRemedyId, trusted } from '#app/domain/ids.ts';
import type { OrderId, RemedyId, ShopId } from '#app/domain/ids.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import type { Statements } from './statements.server.ts';

/** A remedy that Shopify has said something about. */
export type SpokenOf = {
  id: RemedyId;
  kind: RemedyKind;
  state: RemedyState;
  orderId: OrderId;
  externalId: string | null;
  /** Of a discount code only. */
  code: string | null;
};

type Names = {
  orders: readonly OrderId[];
  discounts: readonly string[];
  returns: readonly string[];
  codes: readonly string[];
  marks: readonly RemedyId[];
};

type Row = {
  id: string;
  kind: RemedyKind;
  state: RemedyState;
  order_id: string;
  external_id: string | null;
  code: string | null;
};

/**
 * Our remedies behind what Shopify names: refunds on these orders, replacements that became these orders, discounts, returns, codes
 * of ours, and those that a mark names.
 */
export async function remediesSpokenOf(
  tx: Statements,
  shopId: ShopId,
  { orders, discounts, returns, codes, marks }: Names,
): Promise<SpokenOf[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT id, kind, state, order_id, external_id, proof->>'code' AS code FROM remedies WHERE shop_id = ${shopId} AND order_id = ANY(${[...orders]})
    UNION SELECT id, kind, state, order_id, external_id, proof->>'code' FROM remedies
      WHERE shop_id = ${shopId} AND kind = 'replacement' AND external_id = ANY(${[...orders]})
    UNION SELECT id, kind, state, order_id, external_id, proof->>'code' FROM remedies
      WHERE shop_id = ${shopId} AND kind = 'return' AND external_id = ANY(${[...returns]})
    UNION SELECT id, kind, state, order_id, external_id, proof->>'code' FROM remedies
      WHERE shop_id = ${shopId} AND kind IN ('discount_code', 'vip_price') AND external_id = ANY(${[...discounts]})
    UNION SELECT id, kind, state, order_id, external_id, proof->>'code' FROM remedies
      WHERE shop_id = ${shopId} AND kind = 'discount_code' AND proof->>'code' = ANY(${[...codes]})
    UNION SELECT id, kind, state, order_id, external_id, proof->>'code' FROM remedies
      WHERE shop_id = ${shopId} AND id = ANY(${[...marks]}::uuid[])`;
  return rows.map((row) => ({
    id: trusted(parseRemedyId, row.id),
    kind: row.kind,
    state: row.state,
    orderId: trusted(parseOrderId, row.order_id),
    externalId: row.external_id,
    code: row.code,
  }));
}
