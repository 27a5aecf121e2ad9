import type { Reason } from '../complaint/complaint.ts';

/** Why something is sent back, by the handles of Shopify's definitions, in the order in which a screen shows them. */
export const returnReasons = [
  'damaged-or-defective',
  'received-the-wrong-item',
  'item-not-as-described',
  'too-small',
  'too-big',
  'color',
  'style',
  'changed-my-mind',
  'other-reason',
] as const;
export type ReturnReason = (typeof returnReasons)[number];

/** What a complaint's reason is as a reason to send something back. */
export function returnReasonOf(reason: Reason): ReturnReason {
  switch (reason) {
    case 'damaged':
    case 'defective':
      return 'damaged-or-defective';
    case 'wrong_item':
      return 'received-the-wrong-item';
    case 'not_as_described':
      return 'item-not-as-described';
    case 'changed_mind':
    case 'cancel_order':
      return 'changed-my-mind';
    case 'not_arrived':
    case 'late':
    case 'missing_item':
    case 'billing':
    case 'other':
      return 'other-reason';
  }
}
