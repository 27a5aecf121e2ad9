import { Button, InlineStack, Text } from '@shopify/polaris';
import { broughtBackTexts as texts } from '#app/i18n/en/complaint.ts';

/** What stands in the form was typed before the page was loaded: said, so that nobody gives it without having looked. */
export function BroughtBack({ startOver }: { startOver: () => void }) {
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="p" tone="subdued">
        {texts.said}
      </Text>
      <Button variant="plain" onClick={startOver}>
        {texts.startOver}
      </Button>
    </InlineStack>
  );
}
