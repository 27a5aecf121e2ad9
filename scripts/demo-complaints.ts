/** What customers of the demo's two shops complain about. Each is logged on an order of the named scenario. */
import type { Channel, Reason, Severity, WantedOutcome } from '#app/domain/complaint/complaint.ts';

export type DemoComplaint = {
  /** A scenario of the dev store, or null for an everyday order. */
  scenario: string | null;
  hoursAgo: number;
  /** Index into the shop's staff: 1 lead, 2 and 3 agents. */
  by: 1 | 2 | 3;
  reason: Reason;
  severity: Severity;
  channel: Channel;
  wantedOutcome: WantedOutcome;
  words: string;
  note?: string;
  /** A refund of this much of the first line's price, in percent. */
  refundPercent?: number;
  then?: 'waiting_for_customer' | 'resolved' | 'closed';
};

export const demoComplaints: Record<string, readonly DemoComplaint[]> = {
  'amends-mug-house.myshopify.com': [
    {
      scenario: 'silent-parcel',
      hoursAgo: 30,
      by: 2,
      reason: 'not_arrived',
      severity: 'high',
      channel: 'email',
      wantedOutcome: 'delivery',
      words: 'It has been more than two weeks and the tracking has not moved at all. Is my parcel lost?',
    },
    {
      scenario: 'damaged',
      hoursAgo: 20,
      by: 2,
      reason: 'damaged',
      severity: 'high',
      channel: 'email',
      wantedOutcome: 'replacement',
      words:
        'Two of the mugs arrived with the handle broken off. I have photos of the box, it was crushed on one side.',
      note: 'Photos in the mailbox show a crushed corner; the parcel was not marked fragile.',
    },
    {
      scenario: 'partly-shipped',
      hoursAgo: 5,
      by: 3,
      reason: 'missing_item',
      severity: 'normal',
      channel: 'chat',
      wantedOutcome: 'delivery',
      words: 'Only half of my order came. Where is the rest, and when will it be here? It is a birthday present.',
    },
    {
      scenario: 'multi-currency',
      hoursAgo: 3,
      by: 3,
      reason: 'not_as_described',
      severity: 'normal',
      channel: 'email',
      wantedOutcome: 'partial_refund',
      words:
        'Na zdjęciu kubek jest granatowy, a dostałam prawie czarny. Nie chcę odsyłać, ale liczę na częściowy zwrot.',
    },
    {
      scenario: 'chargeback',
      hoursAgo: 50,
      by: 1,
      reason: 'billing',
      severity: 'high',
      channel: 'phone',
      wantedOutcome: 'refund',
      words: 'I was charged twice and my bank told me to dispute it, so I did.',
    },
    {
      scenario: 'guest',
      hoursAgo: 26,
      by: 2,
      reason: 'wrong_item',
      severity: 'normal',
      channel: 'form',
      wantedOutcome: 'replacement',
      words: 'I ordered the espresso set and got the tea set instead.',
      then: 'waiting_for_customer',
    },
    {
      scenario: 'lost',
      hoursAgo: 70,
      by: 3,
      reason: 'not_arrived',
      severity: 'high',
      channel: 'phone',
      wantedOutcome: 'refund',
      words: 'The carrier told me they cannot find it. I do not want to wait any longer, please give me my money back.',
    },
    {
      scenario: 'delivered',
      hoursAgo: 96,
      by: 2,
      reason: 'defective',
      severity: 'normal',
      channel: 'review',
      wantedOutcome: 'apology',
      words: 'The glaze came off in the first wash. Disappointing for this price.',
      refundPercent: 40,
    },
    {
      scenario: null,
      hoursAgo: 8,
      by: 2,
      reason: 'late',
      severity: 'low',
      channel: 'email',
      wantedOutcome: 'explanation',
      words: 'Dorazilo to o týden později, než jste slibovali. Chtěl bych vědět proč.',
    },
    {
      scenario: 'in-transit',
      hoursAgo: 1,
      by: 3,
      reason: 'late',
      severity: 'normal',
      channel: 'chat',
      wantedOutcome: 'delivery',
      words: 'It was due yesterday. Can you tell me where it is?',
    },
    {
      scenario: 'gift-card-split',
      hoursAgo: 120,
      by: 1,
      reason: 'changed_mind',
      severity: 'low',
      channel: 'email',
      wantedOutcome: 'refund',
      words: 'I changed my mind about one of the two. I paid part of it with a gift card.',
      then: 'closed',
    },
    {
      scenario: 'unfulfilled',
      hoursAgo: 2,
      by: 2,
      reason: 'cancel_order',
      severity: 'normal',
      channel: 'email',
      wantedOutcome: 'refund',
      words: 'I ordered the wrong size by mistake, could you cancel it before it goes out?',
    },
  ],
  'amends-tokyo-paper.myshopify.com': [
    {
      scenario: 'damaged',
      hoursAgo: 16,
      by: 2,
      reason: 'damaged',
      severity: 'high',
      channel: 'email',
      wantedOutcome: 'replacement',
      words: '角が折れて届きました。贈り物なので交換をお願いします。',
    },
    {
      scenario: 'silent-parcel',
      hoursAgo: 28,
      by: 2,
      reason: 'not_arrived',
      severity: 'high',
      channel: 'phone',
      wantedOutcome: 'delivery',
      words: '追跡が一週間以上動いていません。',
    },
    {
      scenario: 'delivered',
      hoursAgo: 60,
      by: 3,
      reason: 'wrong_item',
      severity: 'normal',
      channel: 'form',
      wantedOutcome: 'partial_refund',
      words: 'I ordered cream paper and received white. I will keep it if the price is right.',
      refundPercent: 30,
    },
  ],
};
