import { BlockStack, Link, List, Select, Text } from '@shopify/polaris';
import { Beside } from '#app/components/calm.tsx';
import { difficultTexts as texts } from '#app/i18n/en/difficult.ts';
import type { HandlingView } from './handling-words.server.ts';
import { useHandled } from './use-handled.ts';

type Props = { complaintId: string; userId: string; difficult: HandlingView['difficult'] };

/** What kind of talk it is, how to go about it, and the facts to answer with. For staff alone. */
export function DifficultTalk({ complaintId, userId, difficult }: Props) {
  const form = useHandled('difficult', { complaintId, userId }, () => ({}));
  return (
    <BlockStack gap="300">
      <Select
        label={texts.label}
        helpText={texts.hint}
        options={difficult.options}
        value={difficult.type}
        disabled={form.busy}
        onChange={(type) => form.send('difficult', { type })}
      />
      {form.message && <Beside>{form.message}</Beside>}
      {difficult.script.length > 0 && (
        <>
          <Text as="h3" variant="headingSm">
            {texts.script}
          </Text>
          <List>
            {difficult.script.map((line) => (
              <List.Item key={line}>{line}</List.Item>
            ))}
          </List>
          <Text as="h3" variant="headingSm">
            {texts.facts}
          </Text>
          <List>
            {difficult.facts.map(({ text, source }) => (
              <List.Item key={text}>
                {text}{' '}
                {source && (
                  <Link url={source} target="_blank">
                    {texts.source}
                  </Link>
                )}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </BlockStack>
  );
}
