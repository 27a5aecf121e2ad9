import { BlockStack, Checkbox, FormLayout, InlineStack, RadioButton, TextField } from '@shopify/polaris';
import { useFormats } from '#app/components/reader.tsx';
import { codeWarnings } from '#app/domain/remedy/discount-code-rules.ts';
import { codeWarning, discountCodeTexts as texts } from '#app/i18n/en/discount-code.ts';
import { codeKinds } from './discount-code-draft.ts';
import type { DiscountCodeDraft } from './discount-code-draft.ts';
import type { RemedyFormProps } from './screen.ts';
import { Warnings } from './warnings.tsx';
import styles from './choice.module.css';

type Props = RemedyFormProps<'discount_code', DiscountCodeDraft>;

const labels: Record<DiscountCodeDraft['what'], string> = {
  amount: texts.byAmount,
  percent: texts.byPercent,
  free_shipping: texts.byShipping,
};

/** What the code takes off, for how long and on what; and what may keep the customer from using it. */
export function DiscountCodeForm(props: Props) {
  const { draft, change, fields, preview, id } = props;
  const { money } = useFormats();
  const warnings = preview ? codeWarnings(preview.plan, preview.worth, preview.facts) : [];
  return (
    <BlockStack gap="400">
      <div role="radiogroup" aria-label={texts.what} className={styles['choice']}>
        <InlineStack gap="400">
          {codeKinds.map((what) => (
            <RadioButton
              key={what}
              id={`${id}-${what}`}
              name={`${id}-what`}
              label={labels[what]}
              checked={draft.what === what}
              onChange={() => change({ what })}
            />
          ))}
        </InlineStack>
      </div>
      <div>
        <FormLayout>
          <FormLayout.Group condensed>
            <Value {...props} />
            <TextField
              label={texts.validDays}
              inputMode="numeric"
              autoComplete="off"
              suffix={texts.days}
              maxLength={4}
              value={draft.validDays}
              onChange={(validDays) => change({ validDays })}
              helpText={texts.validDaysHelp}
              {...error(fields['validDays'])}
            />
          </FormLayout.Group>
          <Minimum {...props} />
          <Checkbox label={texts.combines} checked={draft.combines} onChange={(combines) => change({ combines })} />
        </FormLayout>
        <Warnings title={texts.warnings} warnings={warnings.map((each) => codeWarning(each, money))} />
      </div>
    </BlockStack>
  );
}

const error = (message: string | undefined) => (message === undefined ? {} : { error: message });

/** The field that the kind of code needs. Amounts are in the shop's currency. */
function Value({ page: { order }, draft, change, fields, facts }: Props) {
  const { money } = useFormats();
  const common = { autoComplete: 'off', maxLength: 40 };
  switch (draft.what) {
    case 'amount':
      return (
        <TextField
          {...common}
          label={texts.amount}
          inputMode="decimal"
          suffix={order.shopCurrency}
          value={draft.amount}
          onChange={(amount) => change({ amount })}
          {...(order.currency !== order.shopCurrency && {
            helpText: texts.currencyHelp(order.shopCurrency, order.currency),
          })}
          {...error(fields['amount'])}
        />
      );
    case 'percent':
      return (
        <TextField
          {...common}
          label={texts.percent}
          inputMode="numeric"
          suffix="%"
          value={draft.percent}
          onChange={(percent) => change({ percent })}
          {...error(fields['percent'])}
        />
      );
    case 'free_shipping':
      return (
        <TextField
          {...common}
          label={texts.upTo}
          inputMode="decimal"
          suffix={order.shopCurrency}
          value={draft.upTo}
          onChange={(upTo) => change({ upTo })}
          {...(facts && { helpText: texts.upToHelp(money(facts.shipping.shop)) })}
          {...error(fields['upTo'])}
        />
      );
  }
}

function Minimum({ page: { order }, draft, change, fields }: Props) {
  return (
    <TextField
      label={texts.minimum}
      inputMode="decimal"
      autoComplete="off"
      suffix={order.shopCurrency}
      maxLength={40}
      value={draft.minimum}
      onChange={(minimum) => change({ minimum })}
      helpText={texts.minimumHelp}
      {...error(fields['minimum'])}
    />
  );
}
