import { TextField } from '@shopify/polaris';
import { useFormats } from '#app/components/reader.tsx';
import type { Order } from '#app/domain/order.ts';
import type { Refundable } from '#app/domain/remedy/refund.ts';
import { refundTexts as texts } from '#app/i18n/en/refund.ts';
import type { RefundDraft } from './refund-draft.ts';

type Props = {
  order: Order;
  draft: RefundDraft;
  change: (part: Partial<RefundDraft>) => void;
  error: string | undefined;
  refundable: Pick<Refundable, 'maximum'> | null;
};

/** An amount of money, tied to no item. */
export function AmountFields({ order, draft, change, error, refundable }: Props) {
  const { money } = useFormats();
  return (
    <TextField
      label={texts.amount}
      inputMode="decimal"
      autoComplete="off"
      suffix={order.currency}
      value={draft.amount}
      onChange={(amount) => change({ amount })}
      maxLength={40}
      {...(refundable && { helpText: texts.amountLeft(money(refundable.maximum)) })}
      {...(error !== undefined && { error })}
    />
  );
}
