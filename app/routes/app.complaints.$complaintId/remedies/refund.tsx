import { BlockStack } from '@shopify/polaris';
import type { Formats } from '#app/components/formats.ts';
import { refundTexts as texts } from '#app/i18n/en/refund.ts';
import type { RemedyViewOf } from '#app/services/views.ts';
import { AmountFields } from './amount-fields.tsx';
import { LineFields } from './line-fields.tsx';
import { RefundChoice } from './refund-choice.tsx';
import { firstDraft, readDraft } from './refund-draft.ts';
import type { RefundDraft } from './refund-draft.ts';
import type { RemedyFormProps, RemedyScreen } from './screen.ts';

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
  asksSomething: (draft) =>
    draft.what === 'amount'
      ? draft.amount.trim() !== ''
      : Object.keys(draft.quantities).length > 0 || draft.shipping.trim() !== '',
  nothingAsked: texts.nothingAsked,
  toWire: ({ what, quantities, restock, shipping, amount }, { order: { currency } }) =>
    what === 'amount'
      ? { what, currency, amount: amount.trim() }
      : {
          what,
          currency,
          lines: Object.entries(quantities).map(([lineItemId, quantity]) => ({ lineItemId, quantity })),
          restock,
          shipping: shipping.trim(),
        },
  worthField: (draft) => draft.what,
  Form: RefundForm,
  action: (given, { money }) => (given ? texts.give(money(given.plan.amount)) : texts.choice),
  gets: ({ plan, facts }, who, { money }) => {
    const several = plan.parts.length > 1;
    const parts = plan.parts.map((part) => {
      const parent = facts.parents.find((each) => each.transactionId === part.parentId);
      return texts.part(parent?.label ?? part.gateway, several ? money(part.amount) : null);
    });
    return texts.gets(who, money(plan.amount), parts);
  },
  // The order's own card shows it, and the words say how much.
  Given: null,
  named: ({ amount }, { money }) => texts.named(money(amount)),
  story: Object.fromEntries(
    Object.entries(texts.story).map(([state, tell]) => [
      state,
      ({ amount }: RemedyViewOf<'refund'>, who: string, { money }: Formats) => tell(money(amount), who),
    ]),
  ),
  arrived: texts.arrived,
  undoing: null,
};

function RefundForm({ page: { order }, draft, change, fields, facts, id }: RemedyFormProps<'refund', RefundDraft>) {
  return (
    <BlockStack gap="400">
      <RefundChoice id={id} what={draft.what} onChange={(what) => change({ what })} />
      {draft.what === 'lines' ? (
        <LineFields order={order} draft={draft} change={change} fields={fields} refundable={facts} />
      ) : (
        <AmountFields order={order} draft={draft} change={change} error={fields['amount']} refundable={facts} />
      )}
    </BlockStack>
  );
}
