import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, InlineStack, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { longestToolName } from '#app/domain/intake-api.ts';
import { toolsTexts as texts } from '#app/i18n/en/tools.ts';
import type { action } from './route.tsx';
import { Secret } from './secret.tsx';

/** What it is for, and the one field that a new key needs. */
export function NewKey({ mayChange }: { mayChange: boolean }) {
  const fetcher = useFetcher<typeof action>();
  const [name, setName] = useState('');
  const answer = fetcher.data;
  useEffect(() => {
    if (answer?.ok) setName('');
  }, [answer]);
  const problem = answer && !answer.ok ? answer : null;
  const error = problem?.fields['name'];
  return (
    <SectionCard title={texts.make}>
      <BlockStack gap="300">
        <Text as="p">{texts.what}</Text>
        {!mayChange && (
          <Text as="p" tone="subdued">
            {texts.ownerOnly}
          </Text>
        )}
        {mayChange && (
          <fetcher.Form method="post" noValidate>
            <BlockStack gap="300">
              <input type="hidden" name="do" value="make" />
              <TextField
                label={texts.name}
                name="name"
                autoComplete="off"
                placeholder={texts.namePlaceholder}
                maxLength={longestToolName}
                value={name}
                onChange={setName}
                {...(error !== undefined && { error })}
              />
              {problem && problem.message !== '' && <Beside>{problem.message}</Beside>}
              <InlineStack align="end">
                <Button submit variant="primary" loading={fetcher.state !== 'idle'}>
                  {texts.make}
                </Button>
              </InlineStack>
            </BlockStack>
          </fetcher.Form>
        )}
        {answer?.ok && answer.secret && <Secret secret={answer.secret} />}
      </BlockStack>
    </SectionCard>
  );
}
