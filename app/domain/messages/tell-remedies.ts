import type { RemedyKind } from '../remedy/kinds.ts';
import type { RemedyState } from '../remedy/remedy.ts';
import { topicOfRemedy, type Topic } from './topics.ts';

/**
 * From when on a customer is told of a remedy without anybody writing it. Money only once it has left; what is a thing of
 * Shopify's as soon as it exists. What people carry out, and what is sent back, is told by a person, who knows the day.
 */
const certainIn: Partial<Record<RemedyKind, readonly RemedyState[]>> = {
  refund: ['settled'],
  cancellation: ['settled'],
  replacement: ['issued', 'settled'],
  discount_code: ['issued', 'settled'],
  vip_price: ['issued', 'settled'],
  store_credit: ['issued', 'settled'],
  gift_card: ['issued', 'settled'],
};

const cameToNothing: readonly RemedyState[] = ['refused', 'not_issued', 'failed', 'undone'];

type Given = { kind: RemedyKind; state: RemedyState };

/** Which remedies of one decision can be told now; `wait` while any of them may still come or come to nothing. */
export function remediesToTell<R extends Given>(remedies: readonly R[]): readonly R[] | 'wait' {
  const told: R[] = [];
  for (const remedy of remedies) {
    const certain = certainIn[remedy.kind];
    if (!certain || cameToNothing.includes(remedy.state)) continue;
    if (!certain.includes(remedy.state)) return 'wait';
    told.push(remedy);
  }
  return told;
}

/** The text for them: that of the one, or the one for several. */
export const topicOfRemedies = ([first, ...more]: readonly Given[]): Topic =>
  first && more.length === 0 ? topicOfRemedy[first.kind] : 'sorry_several';
