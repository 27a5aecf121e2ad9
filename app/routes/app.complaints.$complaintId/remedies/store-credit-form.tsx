import { useFormats } from '#app/components/reader.tsx';
import { storeCreditTexts as texts } from '#app/i18n/en/store-credit.ts';
import type { GoodwillDraft } from './goodwill-draft.ts';
import { GoodwillFields } from './goodwill-fields.tsx';
import type { RemedyFormProps } from './screen.ts';

/** How much store credit, and until when. */
export function StoreCreditForm(props: RemedyFormProps<'store_credit', GoodwillDraft>) {
  const { page, facts, draft, change, fields } = props;
  const { money } = useFormats();
  const has = facts?.balance && facts.balance.minor > 0 ? texts.has(money(facts.balance)) : null;
  return (
    <GoodwillFields draft={draft} change={change} fields={fields} currency={page.order.currency} amountHelp={has} />
  );
}
