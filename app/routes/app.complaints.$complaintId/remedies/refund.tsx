import { BlockStack } from '@shopify/polaris';
import type { Formats } from '#app/components/formats.ts';
import type { RefundPlan } from '#app/domain/remedy/refund.ts';
import { refundTexts as texts } from '#app/i18n/en/refund.ts';
import type { RemedyViewOf } from '#app/services/views.ts';
import { AmountFields } from './amount-fields.tsx';
import { LineFields } from './line-fields.tsx';
import { leftToPayByHand, waysBack } from './payment-ways.ts';
import { RefundChoice } from './refund-choice.tsx';
import { RefundMethodFields } from './refund-method-fields.tsx';
import { firstDraft, readDraft } from './refund-draft.ts';
import type { RefundDraft } from './refund-draft.ts';
import type { PreviewOf, RemedyFormProps, RemedyScreen } from './screen.ts';

/** Money back: of items and shipping, or an amount. */
export const refundScreen: RemedyScreen<'refund', RefundDraft> = {
  kind: 'refund',
  choice: texts.choice,
  front: true,
  suits: ['refund', 'partial_refund'],
  unavailable: ({ order: { received, refunded } }) =>
    received.presentment.minor > 0 && refunded.presentment.minor >= received.presentment.minor
      ? texts.allRefunded
      : null,
  firstDraft,
  readDraft,
  asksSomething: ({ what, amount, quantities, shipping, method, credit }) => {
    if (method === 'split' && credit.trim() === '') return false;
    return what === 'amount' ? amount.trim() !== '' : Object.keys(quantities).length > 0 || shipping.trim() !== '';
  },
  nothingAsked: texts.nothingAsked,
  toWire: ({ what, quantities, restock, shipping, amount, method, credit }, { order: { currency } }) => {
    const way = { method, ...(method === 'split' && { credit: credit.trim() }) };
    return what === 'amount'
      ? { what, currency, amount: amount.trim(), ...way }
      : {
          what,
          currency,
          lines: Object.entries(quantities).map(([lineItemId, quantity]) => ({ lineItemId, quantity })),
          restock,
          shipping: shipping.trim(),
          ...way,
        };
  },
  worthField: (draft) => draft.what,
  Form: RefundForm,
  action: (given, { money }) => (given ? texts.give(money(given.plan.amount)) : texts.choice),
  gets: (given, who, formats) =>
    [getsBack(given, who, formats), leftToPayByHand(given.plan)].filter((sentence) => sentence !== null).join(' '),
  // The order's own card shows it, and the words say how much.
  Given: null,
  named: ({ amount }, { money }) => texts.named(money(amount)),
  story: {
    ...Object.fromEntries(
      Object.entries(texts.story).map(([state, tell]) => [
        state,
        ({ amount }: RemedyViewOf<'refund'>, who: string, { money }: Formats) => tell(money(amount), who),
      ]),
    ),
    settled: ({ amount, plan }, who, { money }) => texts.settled(money(amount), who, restingPlace(plan)),
  },
  arrived: texts.arrived,
  undoing: null,
};

function getsBack({ plan, facts }: PreviewOf<'refund'>, who: string, formats: Formats): string {
  const { money } = formats;
  const { amount, storeCredit } = plan;
  const parts = waysBack(plan, facts.parents, formats);
  if (!storeCredit) return texts.gets(who, money(amount), parts);
  if (parts.length === 0) return texts.getsCredit(who, money(amount));
  return texts.getsSplit(who, money(amount), money(storeCredit), parts);
}

/** Where the money is when Shopify has done its part. */
function restingPlace({ parts, storeCredit }: RefundPlan): keyof typeof texts.settledAt {
  if (parts.some((part) => part.goes === 'by_hand')) return 'by_hand';
  if (parts.length === 0 && storeCredit) return 'credit';
  return parts.every((part) => part.goes !== undefined) ? 'shop' : 'bank';
}

function RefundForm({ page: { order }, draft, change, fields, facts, id }: RemedyFormProps<'refund', RefundDraft>) {
  return (
    <BlockStack gap="400">
      <RefundChoice id={id} what={draft.what} onChange={(what) => change({ what })} />
      {draft.what === 'lines' ? (
        <LineFields order={order} draft={draft} change={change} fields={fields} refundable={facts} />
      ) : (
        <AmountFields order={order} draft={draft} change={change} error={fields['amount']} refundable={facts} />
      )}
      {order.customer !== null && (
        <RefundMethodFields id={id} order={order} draft={draft} change={change} fields={fields} />
      )}
    </BlockStack>
  );
}
