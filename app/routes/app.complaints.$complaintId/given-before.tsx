import { BlockStack, Text, TextField } from '@shopify/polaris';
import { panelTexts as texts } from '#app/i18n/en/complaint.ts';

type Props = {
  /** What was given for the same before, a sentence each. */
  said: readonly string[];
  why: string;
  onChange: (why: string) => void;
  error: string | undefined;
};

/** One incident, one payment: who gives more all the same says why. */
export function GivenBefore({ said, why, onChange, error }: Props) {
  return (
    <section aria-label={texts.givenBefore} data-testid="given-before">
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">
          {texts.givenBefore}
        </Text>
        {said.map((sentence) => (
          <Text as="p" key={sentence}>
            {sentence}
          </Text>
        ))}
        <TextField
          label={texts.despite}
          autoComplete="off"
          maxLength={500}
          value={why}
          onChange={onChange}
          {...(error !== undefined && { error })}
        />
      </BlockStack>
    </section>
  );
}
