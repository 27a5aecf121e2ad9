import { cancelReasons, cancelWhys, sentOf } from '#app/domain/remedy/cancellation.ts';
import { cancellationTexts as texts } from '#app/i18n/en/cancellation.ts';
import { firstCancellation } from './cancellation-draft.ts';
import type { CancellationDraft } from './cancellation-draft.ts';
import { CancellationForm } from './cancellation-form.tsx';
import { CancellationGiven } from './cancellation-given.tsx';
import { leftToPayByHand, waysBack } from './payment-ways.ts';
import { flatDraft } from './screen.ts';
import type { RemedyScreen } from './screen.ts';

/** Nothing of the order is sent, and everything that was paid goes back. */
export const cancellationScreen: RemedyScreen<'cancellation', CancellationDraft> = {
  kind: 'cancellation',
  choice: texts.choice,
  front: false,
  suits: [],
  suitsCase: ({ complaint, order }) => complaint.reason === 'cancel_order' && sentOf(order) === 'nothing',
  // An order that was sent can be chosen all the same: the form shows the way out.
  unavailable: ({ order }) => (order.cancelledAt === null ? null : texts.alreadyCancelled),
  firstDraft: ({ order }) => firstCancellation(order),
  readDraft: (kept, { order }) => {
    const first = firstCancellation(order);
    const draft = flatDraft(first, kept);
    if (!draft || ![...cancelWhys, ''].includes(draft.why) || !cancelReasons.includes(draft.reason)) return null;
    return { ...draft, sent: first.sent };
  },
  asksSomething: ({ why, sent }) => why !== '' || sent !== 'nothing',
  nothingAsked: texts.nothingAsked,
  toWire: ({ why, reason, restock, notify, note }) => ({
    why: why === '' ? 'other' : why,
    reason,
    restock,
    notify,
    note: note.trim(),
  }),
  // All of it goes back or none: no field makes it less.
  worthField: () => '',
  Form: CancellationForm,
  action: (given, { money }) => (given?.plan.refund ? texts.give(money(given.plan.refund.amount)) : texts.choice),
  gets: ({ plan: { orderName, refund }, facts }, who, formats) => {
    if (refund === null) return `${texts.getsNothing(orderName)} ${texts.final}`;
    const ways = waysBack(refund, facts.parents, formats);
    const gets = texts.gets(who, orderName, formats.money(refund.amount), ways);
    return [gets, leftToPayByHand(refund), texts.final].filter((sentence) => sentence !== null).join(' ');
  },
  Given: CancellationGiven,
  named: ({ plan }) => texts.named(plan.orderName),
  story: {
    approved: ({ plan }) => texts.story.cancelling(plan.orderName),
    sending: ({ plan }) => texts.story.cancelling(plan.orderName),
    issued: ({ plan, amount }, who, { money }) => texts.story.issued(plan.orderName, money(amount), who),
    settled: ({ plan, amount }, who, { money }) =>
      texts.story.settled(plan.orderName, plan.refund && money(amount), who),
    refused: ({ plan }) => texts.story.refused(plan.orderName),
    not_issued: ({ plan }) => texts.story.notIssued(plan.orderName),
    failed: ({ plan, amount, proof }, _who, { money }) =>
      texts.story.failed(plan.orderName, money(amount), proof?.refund != null),
  },
  arrived: texts.arrived,
  undoing: null,
};
