/** Where is my order: it did not arrive, is late, or is said to be delivered and was not received. */
import { daysAfter, daysBetween, faultOutcomes } from './playbook.ts';
import type { CaseFacts, Finding, Outcomes, Playbook, Suggestion } from './playbook.ts';

/** Nobody has scanned it for so long: it may be lost. */
export const silentForDays = 4;
/** Carriers mark parcels as delivered up to a day or two early; before that a search is refused. */
export const waitAfterDeliveredDays = 2;

const isDelivered = ({ parcel }: CaseFacts): boolean => parcel?.state === 'delivered';

export function parcelFindings({ parcel, cancelled, now }: CaseFacts): Finding[] {
  const found: Finding[] = cancelled ? [{ say: 'order_cancelled' }] : [];
  if (!parcel) return [...found, { say: 'not_sent' }];
  if (parcel.deliveredAt)
    return [...found, { say: 'delivered', at: parcel.deliveredAt, days: daysBetween(parcel.deliveredAt, now) }];
  if (parcel.trackingNumber === null) found.push({ say: 'no_tracking' });
  const { lastScan: scan, expectedAt, late } = parcel;
  found.push(
    scan
      ? { say: 'last_scan', at: scan.at, days: daysBetween(scan.at, now), message: scan.message, place: scan.place }
      : { say: 'never_scanned' },
  );
  if (expectedAt) found.push({ say: 'expected', at: expectedAt, late });
  return found;
}

function whatTracking(facts: CaseFacts): string {
  const { parcel } = facts;
  if (!parcel) return 'not_sent';
  if (isDelivered(facts)) return 'delivered';
  return parcel.late || (parcel.silentDays ?? 0) >= silentForDays || parcel.state === 'failed' ? 'silent' : 'moving';
}

export const delivery: Playbook = {
  steps: [
    {
      key: 'tracking',
      findings: parcelFindings,
      outcomes: {
        moving: { then: 'again', waitDays: 3, waitsFor: 'others' },
        silent: { then: 'next' },
        delivered: { then: 'next' },
        not_sent: { then: 'next' },
      },
      likely: whatTracking,
      text: () => 'where_is_my_order',
    },
    {
      key: 'address',
      findings: ({ address }) => [{ say: 'address', answer: address }],
      outcomes: {
        asked: { then: 'again', waitDays: 2, waitsFor: 'customer' },
        confirmed: { then: 'next' },
        corrected: { then: 'next' },
        not_needed: { then: 'next' },
      },
      likely: ({ address }) => (address === 'asked' ? null : address),
      skip: ({ parcel }) => (parcel ? null : 'not_sent'),
    },
    {
      key: 'neighbours',
      findings: parcelFindings,
      outcomes: {
        asked: { then: 'again', waitDays: 2, waitsFor: 'customer' },
        found: { then: 'over' },
        not_found: { then: 'next' },
      },
      text: () => 'delivered_not_received',
      skip: (facts) => (isDelivered(facts) ? null : facts.parcel ? 'not_delivered' : 'not_sent'),
    },
    {
      key: 'trace',
      findings: parcelFindings,
      outcomes: {
        opened: { then: 'again', waitDays: 5, waitsFor: 'others' },
        found: { then: 'over' },
        lost: { then: 'next' },
        proof: { then: 'next' },
        no_answer: { then: 'next' },
      },
      text: () => 'parcel_search',
      skip: ({ parcel }) => (parcel ? null : 'not_sent'),
      notBefore: ({ parcel }) => (parcel?.deliveredAt ? daysAfter(parcel.deliveredAt, waitAfterDeliveredDays) : null),
    },
    {
      key: 'remedy',
      findings: () => [],
      outcomes: faultOutcomes,
      text: ({ reason, parcel }) => (reason === 'late' || !parcel ? 'late_because_of_us' : 'parcel_search'),
    },
  ],
  suggest,
};

function suggest(facts: CaseFacts, { tracking, address, trace }: Outcomes): Suggestion {
  if (!facts.parcel || tracking === 'not_sent')
    return { fault: 'shop', remedies: facts.cancelled ? ['refund'] : ['cancellation', 'discount_code'] };
  // She has moved, or mistyped: not the shop's fault, and helped all the same.
  if (address === 'corrected' || facts.address === 'corrected')
    return { fault: 'customer', remedies: ['replacement', 'discount_code'] };
  if (trace === 'proof') return { fault: 'unclear', remedies: ['discount_code', 'refund'] };
  if (trace === 'lost' || trace === 'no_answer' || whatTracking(facts) === 'silent' || isDelivered(facts))
    return { fault: 'carrier', remedies: ['replacement', 'refund'] };
  return { fault: 'carrier', remedies: ['discount_code', 'store_credit'] };
}
