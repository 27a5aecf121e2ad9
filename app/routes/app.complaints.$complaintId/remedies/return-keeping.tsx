import { BlockStack, Box, Button, InlineStack, Text } from '@shopify/polaris';
import { useFormats } from '#app/components/reader.tsx';
import type { Keeping } from '#app/domain/remedy/keep-or-return.ts';
import { returnTexts as texts } from '#app/i18n/en/return.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import { firstDraft } from './refund-draft.ts';
import type { ReturnDraft } from './return-draft.ts';
import type { RemedyFormProps } from './screen.ts';

type Props = {
  /** Null before it is known. */
  keeping: Keeping | null;
  page: ComplaintPage;
  quantities: ReturnDraft['quantities'];
  switchTo: RemedyFormProps<'return', ReturnDraft>['switchTo'];
};

/** What sending it back costs beside what it is worth; where that is too much, a way to let them keep it. */
export function ReturnKeeping({ keeping, page, quantities, switchTo }: Props) {
  const { money } = useFormats();
  const keep = keeping?.better === 'keep';
  // The same items are refunded, and nothing goes back into stock.
  const refundInstead = () => {
    switchTo('refund', { ...firstDraft(page), what: 'lines', quantities, restock: 'no_restock' });
  };
  const sum = keeping && texts.reckoned(money(keeping.total), partsOf(keeping, money));
  return (
    <div role="status">
      {keeping && !keep && (
        <Text as="p" tone="subdued">
          {sum} {texts.worthIt(money(keeping.value))}
        </Text>
      )}
      {keeping && keep && (
        <Box padding="300" background="bg-surface-caution" borderRadius="200">
          <BlockStack gap="200">
            <Text as="p">
              {sum} {texts.notWorthIt(money(keeping.value))}
            </Text>
            <InlineStack>
              <Button onClick={refundInstead}>{texts.keep}</Button>
            </InlineStack>
          </BlockStack>
        </Box>
      )}
    </div>
  );
}

const partsOf = ({ label, handling, loss }: Keeping, print: (amount: Keeping['label']) => string): string =>
  texts.parts(label.minor > 0 ? print(label) : null, print(handling), print(loss));
