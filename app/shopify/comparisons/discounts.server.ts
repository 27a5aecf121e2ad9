import { codeStanding } from '#app/domain/remedy/discount-code-standing.ts';
import type { CodeValue } from '#app/domain/remedy/discount-code.ts';
import type { Comparison, Marks, Seen, Value } from '#app/domain/remedy/comparison.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { vipPriceStanding } from '#app/domain/remedy/vip-price-standing.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { CompareCodesDocument, CompareVipPricesDocument, MarkedDiscountsDocument } from '#app/types/admin.generated.ts';
import type { CompareCodesQuery, TakesOffFragment } from '#app/types/admin.generated.ts';
import { statuses } from '../discount-basis.server.ts';
import { fromGid } from '../gid.ts';
import { readMoney } from '../map-money.ts';
import { readMarker } from '../map-refund.ts';
import { readProblem } from '../read-problem.ts';
import { read } from '../transport.server.ts';
import type { TransportOptions } from '../transport.server.ts';
import { idsOf, readNodes, remedyOfTags } from './nodes.ts';

/** Discounts with our tag that were made since: those with a code, and those that apply by themselves. */
async function marked(
  options: TransportOptions,
  method: 'code' | 'automatic',
  since: Date,
  after: string | null,
): Promise<Result<Marks, ReadProblem>> {
  const query = `method:${method} tag:amends created_at:>='${since.toISOString()}'`;
  const end = await read(options, MarkedDiscountsDocument, { query, after });
  if (end.kind !== 'answered') return err(readProblem(end));
  const { nodes, pageInfo } = end.data.discountNodes;
  const marks = nodes.flatMap(({ id, discount }) => {
    const remedyId = 'tags' in discount ? remedyOfTags(discount.tags) : null;
    return remedyId ? { externalId: fromGid(id), remedyId, orderId: null } : [];
  });
  return ok({ marks, next: pageInfo.hasNextPage ? pageInfo.endCursor : null });
}

function codeValue(value: CodeValue): Value {
  switch (value.kind) {
    case 'amount':
      return { kind: 'money', amount: plainMoney(value.amount) };
    case 'percent':
      return { kind: 'percent', percent: value.percent };
    case 'free_shipping':
      return { kind: 'shipping', upTo: value.upTo };
  }
}

const plainMoney = ({ minor, currency }: { minor: number; currency: string }) => ({ minor, currency });

function takesOff({ value }: TakesOffFragment): Value | null {
  if (value.__typename === 'DiscountPercentage')
    return { kind: 'percent', percent: Math.round(value.percentage * 10_000) / 100 };
  return value.__typename === 'DiscountAmount' ? { kind: 'money', amount: readMoney(value.amount) } : null;
}

type CodeNode = Exclude<NonNullable<CompareCodesQuery['nodes'][number]>, Record<PropertyKey, never>>;

/** @param endsAt when it should end, by its remedy; without a remedy nobody can say that it ended early */
function seenCode({ id, codeDiscount }: CodeNode, endsAt: string | undefined): Seen[] {
  if (!('status' in codeDiscount)) return [];
  const uses = codeDiscount.asyncUsageCount;
  const seen = { status: statuses[codeDiscount.status], uses, endsAt: codeDiscount.endsAt };
  return [
    {
      externalId: fromGid(id),
      remedyId: readMarker(codeDiscount.title),
      orderId: null,
      standing: codeStanding(seen, { endsAt: endsAt ?? new Date(0).toISOString() }),
      value:
        codeDiscount.__typename === 'DiscountCodeBasic'
          ? takesOff(codeDiscount.customerGets)
          : {
              kind: 'shipping',
              upTo: codeDiscount.maximumShippingPrice && readMoney(codeDiscount.maximumShippingPrice),
            },
      uses,
    },
  ];
}

/** Codes, by the ids that Shopify gave them. */
export const discountCodeComparison = (options: TransportOptions): Comparison<'discount_code'> => ({
  valueOf: ({ plan }) => codeValue(plan.value),
  read: async (ours, named) => {
    const found = await readNodes(options, CompareCodesDocument, 'DiscountCodeNode', idsOf(ours, named));
    if (!found.ok) return found;
    const ends = new Map<string | null, string>(
      ours.flatMap(({ id, externalId, plan }) => [
        [id, plan.endsAt] as const,
        ...(externalId === null ? [] : [[externalId, plan.endsAt] as const]),
      ]),
    );
    return ok(
      found.value.flatMap((node) => {
        const title = 'title' in node.codeDiscount ? node.codeDiscount.title : null;
        return seenCode(node, ends.get(fromGid(node.id)) ?? ends.get(readMarker(title)));
      }),
    );
  },
  marked: (since, after) => marked(options, 'code', since, after),
});

/** Prices of a customer's own. One that was prepared and never switched on is worth nothing, and is not seen. */
export const vipPriceComparison = (options: TransportOptions): Comparison<'vip_price'> => ({
  valueOf: ({ plan }) => ({ kind: 'percent', percent: plan.percent }),
  read: async (ours, named) => {
    const found = await readNodes(options, CompareVipPricesDocument, 'DiscountAutomaticNode', idsOf(ours, named));
    if (!found.ok) return found;
    return ok(
      found.value.flatMap((node): Seen[] => {
        if (!('status' in node.automaticDiscount)) return [];
        const { tags, status, asyncUsageCount: uses, customerGets } = node.automaticDiscount;
        const standing = vipPriceStanding({ status: statuses[status] });
        if (standing === null) return [];
        const value = takesOff(customerGets);
        return [{ externalId: fromGid(node.id), remedyId: remedyOfTags(tags), orderId: null, standing, value, uses }];
      }),
    );
  },
  marked: (since, after) => marked(options, 'automatic', since, after),
});
