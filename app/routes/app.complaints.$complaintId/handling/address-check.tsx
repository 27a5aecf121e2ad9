import { BlockStack, Button, InlineGrid, InlineStack, Text } from '@shopify/polaris';
import { Beside } from '#app/components/calm.tsx';
import { addressCheckTexts as texts } from '#app/i18n/en/playbooks.ts';
import type { CurrentStep } from './handling-words.server.ts';
import { useHandled } from './use-handled.ts';

type Props = {
  complaintId: string;
  userId: string;
  requestId: string;
  address: NonNullable<CurrentStep['address']>;
};

/** Asks the customer whether the address is right. */
export function AddressCheck({ complaintId, userId, requestId, address: { asked } }: Props) {
  const form = useHandled('address', { complaintId, userId }, () => ({}));
  return (
    <BlockStack gap="200">
      <Text as="p" tone="subdued" variant="bodySm">
        {texts.what}
      </Text>
      {form.message && <Beside>{form.message}</Beside>}
      <InlineStack>
        <Button loading={form.busy} onClick={() => form.send('ask_address', { requestId })}>
          {asked ? texts.askAgain : texts.ask}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

/** Hers beside ours. */
export function BothAddresses({ ours, theirs }: { ours: string[]; theirs: string[] }) {
  return (
    <InlineGrid columns={2} gap="300">
      <Lines title={texts.ours} lines={ours} />
      <Lines title={texts.theirs} lines={theirs} />
    </InlineGrid>
  );
}

function Lines({ title, lines }: { title: string; lines: string[] }) {
  return (
    <div role="group" aria-label={title}>
      <Text as="p" variant="headingXs">
        {title}
      </Text>
      {lines.map((line) => (
        <Text as="p" key={line} breakWord>
          {line}
        </Text>
      ))}
    </div>
  );
}
