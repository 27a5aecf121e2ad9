import { z } from 'zod';
import { parseAttachmentId, parseMailId, parseOrderId, parseRemedyId, parseShopId } from '#app/domain/ids.ts';
import type { AttachmentId, MailId, OrderId, RemedyId, ShopId } from '#app/domain/ids.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { remedyRules } from '#app/domain/remedy/rules.ts';

/**
 * What runs later. A job only wakes somebody to look: it carries ids, never facts, and running it twice is harmless.
 */
export type Job =
  /** A person has just decided, and watches. */
  | { name: 'advance-remedy'; shopId: ShopId; remedyId: RemedyId }
  /** Nobody waits for it: it never stands in the way of those above. */
  | { name: 'follow-remedy'; shopId: ShopId; remedyId: RemedyId }
  | { name: 'refresh-order'; shopId: ShopId; orderId: OrderId }
  /** A remedy that has arrived: what became of it since. `usedOn`: the order that it was used on, where that is told. */
  | { name: 'refresh-remedy'; shopId: ShopId; remedyId: RemedyId; usedOn: OrderId | null }
  /** Our remedies on an order, and things that bear our mark, held against Shopify. */
  | { name: 'check-order'; shopId: ShopId; orderId: OrderId | null; named: ToCheck[] }
  /** A guest asks for the form of an order. */
  | { name: 'answer-ask'; shopId: ShopId; askId: string }
  | { name: 'send-mail'; shopId: ShopId; mailId: MailId }
  /** A file of a complaint: to be given to Shopify, or deleted there. */
  | { name: 'store-file'; shopId: ShopId; attachmentId: AttachmentId }
  /** Customers whose turn it is are asked how content they are. */
  | { name: 'ask-customers'; shopId: ShopId }
  | { name: 'reconcile-shop'; shopId: ShopId; reach?: 'nightly' | 'hourly' };

/** A thing at Shopify, and the kind of remedy that it would be. */
export type ToCheck = { kind: RemedyKind; externalId: string; orderId: OrderId | null };

const id = <Id extends string>(parse: (text: unknown) => Id | null) =>
  z.string().transform((text, check): Id => {
    const parsed = parse(text);
    if (parsed === null) check.addIssue({ code: 'custom', message: 'not an id' });
    return parsed ?? ('' as Id);
  });

const shopId = id(parseShopId);
const remedyKinds = Object.keys(remedyRules) as RemedyKind[];

/** Reads a job's payload back from the queue; throws when it is not one of ours. */
export const jobPayloads = {
  'advance-remedy': z.object({ shopId, remedyId: id(parseRemedyId) }),
  'follow-remedy': z.object({ shopId, remedyId: id(parseRemedyId) }),
  'refresh-order': z.object({ shopId, orderId: id(parseOrderId) }),
  'refresh-remedy': z.object({ shopId, remedyId: id(parseRemedyId), usedOn: id(parseOrderId).nullable() }),
  'check-order': z.object({
    shopId,
    orderId: id(parseOrderId).nullable(),
    named: z.array(
      z.object({ kind: z.enum(remedyKinds), externalId: z.string(), orderId: id(parseOrderId).nullable() }),
    ),
  }),
  'store-file': z.object({ shopId, attachmentId: id(parseAttachmentId) }),
  'answer-ask': z.object({ shopId, askId: z.uuid() }),
  'send-mail': z.object({ shopId, mailId: id(parseMailId) }),
  'ask-customers': z.object({ shopId }),
  'reconcile-shop': z.object({ shopId, reach: z.enum(['nightly', 'hourly']).default('nightly') }),
} as const;
