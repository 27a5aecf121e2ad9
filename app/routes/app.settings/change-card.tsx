import { BlockStack, ChoiceList, FormLayout, TextField } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { SectionCard } from '#app/components/section-card.tsx';
import { limitsTexts } from '#app/i18n/en/limits-settings.ts';
import type { PolicyForm } from './use-policy-form.ts';
import { WhatIf } from './what-if.tsx';

const texts = limitsTexts.change;

/** Why the rules are changed, and from when on. */
export function ChangeCard({ form, timeZone, children }: { form: PolicyForm; timeZone: string; children?: ReactNode }) {
  const { about, changeAbout, error } = form;
  return (
    <SectionCard title={texts.title} testId="about-change">
      <BlockStack gap="400">
        {children}
        <WhatIf form={form} />
        <TextField
          label={texts.why}
          helpText={texts.whyHelp}
          autoComplete="off"
          maxLength={500}
          value={about.why}
          onChange={(why) => changeAbout({ why })}
          {...errorOf(error('why'))}
        />
        <ChoiceList
          title={texts.when}
          choices={[
            { label: texts.now, value: 'now' },
            { label: texts.later, value: 'later' },
          ]}
          selected={[about.later ? 'later' : 'now']}
          onChange={([when]: string[]) => changeAbout({ later: when === 'later' })}
        />
        {about.later && (
          <FormLayout>
            <FormLayout.Group condensed>
              <TextField
                label={texts.day}
                type="date"
                autoComplete="off"
                value={about.day}
                onChange={(day) => changeAbout({ day })}
                helpText={texts.zone(timeZone)}
                {...errorOf(error('day'))}
              />
              <TextField
                label={texts.time}
                type="time"
                autoComplete="off"
                value={about.time}
                onChange={(time) => changeAbout({ time, day: about.day })}
              />
            </FormLayout.Group>
          </FormLayout>
        )}
      </BlockStack>
    </SectionCard>
  );
}

const errorOf = (error: string | undefined) => (error === undefined ? {} : { error });
