import { BlockStack, Checkbox, InlineError, Text } from '@shopify/polaris';
import { SectionCard } from '#app/components/section-card.tsx';
import { weekdays } from '#app/domain/settings/typed-service.ts';
import { hoursTexts } from '#app/i18n/en/hours.ts';
import { Field } from './field.tsx';
import styles from './hours.module.css';
import type { ServiceForm } from './use-service-form.ts';

const texts = hoursTexts.hours;

/** For each day of the week whether the shop is open, and from when to when. */
export function HoursCard({ form, timeZone }: { form: ServiceForm; timeZone: string }) {
  const closed = form.error('open.0');
  return (
    <SectionCard title={texts.title} testId="open-hours">
      <Text as="p" tone="subdued">
        {texts.why(timeZone)}
      </Text>
      <BlockStack gap="200">
        {weekdays.map((day) => {
          const name = texts.days[day] ?? '';
          const open = form.value(`open.${day}`) !== '';
          return (
            <div key={day} className={styles['day']}>
              <Checkbox
                label={name}
                checked={open}
                disabled={form.fixed}
                onChange={(checked) => form.change(`open.${day}`, checked ? 'yes' : '')}
              />
              {open ? (
                <div className={styles['span']}>
                  <Field form={form} path={`from.${day}`} label={texts.from(name)} labelHidden type="time" />
                  <span aria-hidden>–</span>
                  <Field form={form} path={`to.${day}`} label={texts.to(name)} labelHidden type="time" />
                </div>
              ) : (
                <Text as="span" tone="subdued">
                  {texts.closed}
                </Text>
              )}
            </div>
          );
        })}
        {closed !== undefined && <InlineError message={closed} fieldID="open-hours" />}
      </BlockStack>
    </SectionCard>
  );
}
