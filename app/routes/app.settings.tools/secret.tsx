import { BlockStack, Box, Text, TextField } from '@shopify/polaris';
import { useEffect, useRef } from 'react';
import { toolsTexts as texts } from '#app/i18n/en/tools.ts';

type Props = { secret: { keyId: string; name: string; secret: string; renewed: boolean } };

/** A secret, this once. A reader who cannot see it is taken there. */
export function Secret({ secret: { keyId, name, secret, renewed } }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, [secret]);
  const show = (label: string, value: string) => (
    <TextField label={label} value={value} readOnly autoComplete="off" monospaced selectTextOnFocus />
  );
  return (
    <div ref={box} tabIndex={-1} role="group" aria-label={texts.secretTitle(name)}>
      <Box background="bg-surface-secondary" padding="300" borderRadius="200">
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {texts.secretTitle(name)}
          </Text>
          <Text as="p">{texts.secretText}</Text>
          {renewed && <Text as="p">{texts.renewedText}</Text>}
          {show(texts.keyId, keyId)}
          {show(texts.secret, secret)}
        </BlockStack>
      </Box>
    </div>
  );
}
