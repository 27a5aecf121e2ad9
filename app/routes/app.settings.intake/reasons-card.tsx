import { BlockStack, Box, Checkbox, Text } from '@shopify/polaris';
import { Beside } from '#app/components/calm.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { intakeSettingsTexts } from '#app/i18n/en/intake-settings.ts';
import type { IntakePage, ReasonOffer } from '#app/services/intake/get-intake-page.server.ts';
import type { IntakeForm } from './use-intake-form.ts';

const texts = intakeSettingsTexts.reasons;

/** What customers can choose from, in the words that they read in English. */
export function ReasonsCard({ page: { offers, mayChange }, form }: { page: IntakePage; form: IntakeForm }) {
  const { offered } = form.typed;
  const error = form.error('offered');
  const turn = (keys: readonly string[], on: boolean) => {
    const others = offered.filter((key) => !keys.includes(key));
    form.change({ offered: on ? [...others, ...keys] : others });
  };
  // With a reason comes everything below it, and goes.
  const all = ({ reason, below }: ReasonOffer) => [reason, ...below.map(({ key }) => key)];
  return (
    <SectionCard title={texts.title} testId="reasons">
      <Text as="p" tone="subdued">
        {texts.why}
      </Text>
      {error !== false && <Beside>{error}</Beside>}
      <BlockStack gap="200">
        {offers.map((offer) => {
          const isOffered = offered.includes(offer.reason);
          return (
            <div key={offer.reason}>
              <Checkbox
                label={offer.label}
                checked={isOffered}
                disabled={!mayChange}
                onChange={(on) => turn(all(offer), on)}
              />
              {isOffered && offer.below.length > 0 && (
                <Box paddingInlineStart="600">
                  <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
                    <Text as="span" visuallyHidden>
                      <legend>{texts.below(offer.label)}</legend>
                    </Text>
                    <BlockStack>
                      {offer.below.map(({ key, label }) => (
                        <Checkbox
                          key={key}
                          label={label}
                          checked={offered.includes(key)}
                          disabled={!mayChange}
                          onChange={(on) => turn([key], on)}
                        />
                      ))}
                    </BlockStack>
                  </fieldset>
                </Box>
              )}
            </div>
          );
        })}
      </BlockStack>
    </SectionCard>
  );
}
