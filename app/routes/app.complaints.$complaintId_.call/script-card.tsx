import { BlockStack, Box, Button, Collapsible, InlineStack, List, Text } from '@shopify/polaris';
import { useState } from 'react';
import { SectionCard } from '#app/components/section-card.tsx';
import type { Script } from '#app/i18n/en/call-scripts.ts';
import { callPageTexts } from '#app/i18n/en/calls.ts';

const texts = callPageTexts.script;

/** What to say: the first sentence in the customer's language, what helps for this reason, and when it gets difficult. */
export function ScriptCard({
  opening,
  script,
}: {
  opening: string;
  script: { reason: string[]; difficult: Script[] };
}) {
  return (
    <SectionCard title={texts.title} testId="script">
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h3" tone="subdued">
            {texts.opening}
          </Text>
          <Box padding="300" background="bg-surface-secondary" borderRadius="200">
            <Text as="p" variant="bodyLg" breakWord>
              {opening}
            </Text>
          </Box>
        </BlockStack>
        <BlockStack gap="100">
          <Text as="h3" tone="subdued">
            {texts.then}
          </Text>
          <Lines lines={script.reason} />
        </BlockStack>
        <BlockStack gap="200">
          <Text as="h3" tone="subdued">
            {texts.difficult}
          </Text>
          {script.difficult.map((each, index) => (
            <Difficult key={each.title} id={`difficult-${String(index)}`} script={each} />
          ))}
        </BlockStack>
      </BlockStack>
    </SectionCard>
  );
}

function Difficult({ id, script: { title, lines } }: { id: string; script: Script }) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <InlineStack>
        <Button
          variant="plain"
          disclosure={open ? 'up' : 'down'}
          ariaExpanded={open}
          ariaControls={id}
          onClick={() => setOpen(!open)}
        >
          {title}
        </Button>
      </InlineStack>
      <Collapsible id={id} open={open}>
        <Box paddingBlockStart="100">
          <Lines lines={lines} />
        </Box>
      </Collapsible>
    </div>
  );
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <List>
      {lines.map((line) => (
        <List.Item key={line}>{line}</List.Item>
      ))}
    </List>
  );
}
