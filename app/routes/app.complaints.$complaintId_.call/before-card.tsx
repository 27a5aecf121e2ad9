import { BlockStack, Text } from '@shopify/polaris';
import { SectionCard } from '#app/components/section-card.tsx';
import { Time } from '#app/components/time.tsx';
import { callPageTexts, outcomeWords } from '#app/i18n/en/calls.ts';
import type { CallPage, CallView } from '#app/services/call-views.ts';

const texts = callPageTexts.before;

/** The calls about this complaint, newest first. */
export function BeforeCard({ calls }: Pick<CallPage, 'calls'>) {
  return (
    <SectionCard title={texts.title} testId="calls-before">
      {calls.length === 0 ? (
        <Text as="p" tone="subdued">
          {texts.none}
        </Text>
      ) : (
        <BlockStack gap="300">
          {calls.map((call) => (
            <Before key={call.id} call={call} />
          ))}
        </BlockStack>
      )}
    </SectionCard>
  );
}

function Before({ call }: { call: CallView }) {
  const { direction, outcome, minutes, agreed, note, by, at } = call;
  const long = minutes === null ? '' : `, ${texts.minutes(minutes)}`;
  return (
    <BlockStack gap="050">
      <Text as="p" fontWeight="medium">
        {callPageTexts.log.directions[direction]}: {outcomeWords[outcome].toLowerCase()}
        {long}
      </Text>
      <Text as="p" tone="subdued" variant="bodySm">
        {by}, <Time at={at} />
      </Text>
      {agreed !== '' && (
        <Text as="p" breakWord>
          {texts.agreed(agreed)}
        </Text>
      )}
      {note !== '' && (
        <Text as="p" breakWord>
          {note}
        </Text>
      )}
    </BlockStack>
  );
}
