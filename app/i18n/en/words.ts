import type {
  Channel,
  ComplaintState,
  NextAction,
  Reason,
  Severity,
  WantedOutcome,
} from '#app/domain/complaint/complaint.ts';
import type { FinancialStatus } from '#app/domain/order.ts';
import type { ParcelState } from '#app/domain/parcel.ts';
import type { Role } from '#app/domain/people.ts';
import type { RestockType } from '#app/domain/remedy/refund.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';

/** The app's own words as a reader sees them, the same on every screen. */

export const reasonWords: Record<Reason, string> = {
  not_arrived: 'Has not arrived',
  late: 'Arrived late',
  damaged: 'Arrived damaged',
  defective: 'Does not work',
  wrong_item: 'Wrong item',
  missing_item: 'Item missing',
  not_as_described: 'Not as described',
  changed_mind: 'Changed their mind',
  cancel_order: 'Wants to cancel',
  billing: 'Payment or price',
  other: 'Something else',
};

export const severityWords: Record<Severity, string> = { low: 'Low', normal: 'Normal', high: 'High' };

/** Where severity stands beside something else. */
export const severityMarks: Record<Severity, string> = {
  low: 'Low severity',
  normal: 'Normal severity',
  high: 'High severity',
};

export const channelWords: Record<Channel, string> = {
  email: 'E-mail',
  phone: 'Phone',
  chat: 'Chat',
  social: 'Social media',
  review: 'Review',
  counter: 'In person',
  form: 'Web form',
  account: 'Customer account',
  other: 'Another way',
};

export const wantedWords: Record<WantedOutcome, string> = {
  refund: 'All the money back',
  partial_refund: 'Some of the money back',
  replacement: 'A new one',
  delivery: 'The parcel itself',
  explanation: 'An explanation',
  apology: 'An apology',
  other: 'Something else',
};

export const stateWords: Record<ComplaintState, string> = {
  open: 'Waiting for us',
  waiting_for_customer: 'Waiting for customer',
  resolved: 'Resolved',
  closed: 'Closed',
};

export const nextActionWords: Record<NextAction, string> = {
  answer_customer: 'Answer the customer',
  call_customer: 'Call the customer',
  decide_remedy: 'Decide what to give',
  wait_for_customer: 'Wait for the customer',
  check_remedy: 'Check that it arrived',
  carry_out: 'Carry out what was promised',
  decide_again: 'Decide again what to give',
  await_approval: 'Wait for approval',
  escalated: 'Passed up: an answer is wanted',
  playbook: 'Take the next step of the playbook',
};

export const remedyWords: Record<RemedyState, string> = {
  approved: 'Decided',
  sending: 'Sending to Shopify',
  unknown: 'Checking with Shopify',
  issued: 'Given, on its way',
  settled: 'Given',
  refused: 'Shopify refused',
  not_issued: 'Not given',
  failed: 'Came to nothing',
  needs_person: 'Needs a look',
  undoing: 'Taking it back',
  undone: 'Taken back',
};

export const remedyNames: Record<RemedyKind, string> = {
  refund: 'Refund',
  replacement: 'Replacement',
  discount_code: 'Discount code',
  vip_price: 'VIP price',
  store_credit: 'Store credit',
  gift_card: 'Gift card',
  cancellation: 'Cancellation',
  return: 'Return',
  repair: 'Repair',
  external_gift: 'Gift from elsewhere',
  custom: 'Something special',
};

export const roleWords: Record<Role, string> = { none: 'No role', agent: 'Agent', lead: 'Lead', owner: 'Owner' };

export const rolesWords: Record<Role, string> = {
  none: 'People without a role',
  agent: 'Agents',
  lead: 'Leads',
  owner: 'Owners',
};

export const parcelWords: Record<ParcelState, string> = {
  not_sent: 'Not sent yet',
  label_made: 'Label made',
  on_its_way: 'On its way',
  out_for_delivery: 'Out for delivery',
  attempted: 'Delivery attempted',
  ready_for_pickup: 'Ready for pick-up',
  delivered: 'Delivered',
  failed: 'Delivery failed',
  cancelled: 'Cancelled',
};

export const paymentWords: Record<FinancialStatus, string> = {
  authorized: 'Payment authorised',
  expired: 'Authorisation expired',
  paid: 'Paid',
  partially_paid: 'Partly paid',
  partially_refunded: 'Partly refunded',
  pending: 'Payment pending',
  refunded: 'Refunded',
  voided: 'Voided',
  unknown: 'Payment unknown',
};

export const restockWords: Record<RestockType, string> = {
  no_restock: 'Leave the stock as it is',
  return: 'Back into stock: the items came back',
  cancel: 'Back into stock: the items were never sent',
};

/** Shopify's display fulfilment status, which is open ended: an unknown one is shown as Shopify writes it. */
export function fulfillmentWord(status: string): string {
  const plain = status.toLowerCase().replaceAll('_', ' ');
  return `${plain.slice(0, 1).toUpperCase()}${plain.slice(1)}`;
}

export const complaintNumber = (number: number): string => `C-${number}`;

export const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const nobody = 'Nobody';
export const guest = 'Guest';

/** "Refund and discount code" */
export function remediesWords(kinds: readonly RemedyKind[]): string {
  const names = kinds.map((kind, index) => (index === 0 ? remedyNames[kind] : remedyNames[kind].toLowerCase()));
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}
