import { BlockStack, Text } from '@shopify/polaris';
import { useFormats } from '#app/components/reader.tsx';
import { limitsTexts } from '#app/i18n/en/limits-settings.ts';
import { ruleSaid } from '#app/i18n/en/rules.ts';
import type { Speaker } from '#app/i18n/en/rules.ts';
import type { PolicyPage } from '#app/services/views.ts';
import { valueAt } from './use-policy-form.ts';
import type { PolicyForm } from './use-policy-form.ts';

type About = Pick<PolicyPage, 'currency' | 'people' | 'mayChange'>;

/** How the rules are put into words for this reader. @param days over how many a customer is counted */
export function useSpeaker({ currency, people, mayChange }: About, days: number): Speaker {
  const { money } = useFormats();
  const find = (userId: string) => people.find((person) => person.userId === userId);
  return {
    print: money,
    currency,
    nameOf: (userId) => find(userId)?.name ?? limitsTexts.people.unknown(userId),
    roleOf: (userId) => find(userId)?.role ?? 'agent',
    customerDays: days,
    you: mayChange,
  };
}

/** Of these parts those that were touched, read back in one sentence each while they are typed. */
export function Said({ form, paths, speaker }: { form: PolicyForm; paths: readonly string[]; speaker: Speaker }) {
  const sentences = paths.filter(form.isChanged).flatMap((path) => {
    const value = valueAt(form, path);
    return value === undefined || form.error(path) !== undefined ? [] : [ruleSaid(path, value, speaker)];
  });
  return (
    // While it is empty it takes no place: a gap of its own would stand around it.
    <div aria-live="polite" {...(sentences.length === 0 && { style: { position: 'absolute' as const } })}>
      <BlockStack gap="100">
        {sentences.map((sentence) => (
          <Text as="p" key={sentence}>
            {sentence}
          </Text>
        ))}
      </BlockStack>
    </div>
  );
}
