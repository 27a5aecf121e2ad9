import { useFormats } from '#app/components/reader.tsx';
import { giftCardTexts as texts } from '#app/i18n/en/gift-card.ts';
import type { GoodwillDraft } from './goodwill-draft.ts';
import { GoodwillFields } from './goodwill-fields.tsx';
import type { RemedyFormProps } from './screen.ts';

/** What the card is worth, and until when. */
export function GiftCardForm(props: RemedyFormProps<'gift_card', GoodwillDraft>) {
  const { page, facts, draft, change, fields } = props;
  const { money } = useFormats();
  return (
    <GoodwillFields
      draft={draft}
      change={change}
      fields={fields}
      currency={page.order.currency}
      amountHelp={facts && texts.most(money(facts.most))}
    />
  );
}
