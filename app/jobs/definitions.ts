import { z } from 'zod';
import { parseOrderId, parseRemedyId, parseShopId } from '#app/domain/ids.ts';
import type { OrderId, RemedyId, ShopId } from '#app/domain/ids.ts';

/**
 * What runs later. A job only wakes somebody to look: it carries ids, never facts, and running it twice is harmless.
 */
export type Job =
  /** A person has just decided, and watches. */
  | { name: 'advance-remedy'; shopId: ShopId; remedyId: RemedyId }
  /** Nobody waits for it: it never stands in the way of those above. */
  | { name: 'follow-remedy'; shopId: ShopId; remedyId: RemedyId }
  | { name: 'refresh-order'; shopId: ShopId; orderId: OrderId }
  | { name: 'reconcile-shop'; shopId: ShopId };

const id = <Id extends string>(parse: (text: unknown) => Id | null) =>
  z.string().transform((text, check): Id => {
    const parsed = parse(text);
    if (parsed === null) check.addIssue({ code: 'custom', message: 'not an id' });
    return parsed ?? ('' as Id);
  });

const shopId = id(parseShopId);

/** Reads a job's payload back from the queue; throws when it is not one of ours. */
export const jobPayloads = {
  'advance-remedy': z.object({ shopId, remedyId: id(parseRemedyId) }),
  'follow-remedy': z.object({ shopId, remedyId: id(parseRemedyId) }),
  'refresh-order': z.object({ shopId, orderId: id(parseOrderId) }),
  'reconcile-shop': z.object({ shopId }),
} as const;
