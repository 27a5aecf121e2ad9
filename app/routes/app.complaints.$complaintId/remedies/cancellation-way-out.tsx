import { BlockStack, Box, Button, InlineStack, Text } from '@shopify/polaris';
import { sentUnitsOf, unsentUnitsOf } from '#app/domain/remedy/cancellation.ts';
import type { CancellationFacts, Sent } from '#app/domain/remedy/cancellation.ts';
import { returnScope } from '#app/domain/remedy/return.ts';
import { cancellationTexts } from '#app/i18n/en/cancellation.ts';
import type { CancellationDraft } from './cancellation-draft.ts';
import { firstDraft } from './refund-draft.ts';
import { firstDraft as firstReturn } from './return-draft.ts';
import type { RemedyFormProps } from './screen.ts';

type Props = Pick<RemedyFormProps<'cancellation', CancellationDraft>, 'page' | 'facts' | 'switchTo'> & {
  sent: Exclude<Sent, 'nothing'>;
};

/** What can be done about an order that has left, in whole or in part, each as a button that asks for it. */
export function CancellationWayOut({ page, sent, facts, switchTo }: Props) {
  const partly = sent === 'some';
  const texts = partly ? cancellationTexts.partlySent : cancellationTexts.sent;
  const refund = () => {
    const first = firstDraft(page);
    const whatIsLeft = { what: 'lines', quantities: unsentUnitsOf(page.order), restock: 'cancel' } as const;
    switchTo('refund', partly ? { ...first, ...whatIsLeft } : first);
  };
  const takeBack = () => switchTo('return', { ...firstReturn(page), quantities: sentUnitsOf(page.order) });
  return (
    <Box padding="400" background="bg-surface-caution" borderRadius="200">
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            {texts.title}
          </Text>
          {partly && facts && <WhatLeft lines={facts.lines} />}
          <Text as="p">{texts.text}</Text>
        </BlockStack>
        <InlineStack gap="200">
          {partly && <Button onClick={refund}>{texts.refund}</Button>}
          {page.scopes.includes(returnScope) && <Button onClick={takeBack}>{texts.takeBack}</Button>}
          {!partly && <Button onClick={refund}>{texts.refund}</Button>}
        </InlineStack>
      </BlockStack>
    </Box>
  );
}

function WhatLeft({ lines }: Pick<CancellationFacts, 'lines'>) {
  const { left, stays } = cancellationTexts.partlySent;
  const listed = (of: 'sent' | 'left') =>
    lines
      .filter((line) => line[of] > 0)
      .map((line) => `${line[of]} × ${line.title}`)
      .join(', ');
  return (
    <>
      <Text as="p">{left(listed('sent'))}</Text>
      <Text as="p">{stays(listed('left'))}</Text>
    </>
  );
}
