import { BlockStack, Checkbox, Divider, Text, TextField } from '@shopify/polaris';
import { Fragment } from 'react';
import { useFormats } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { parseAmount } from '#app/domain/money.ts';
import type { LimitedRole } from '#app/domain/people.ts';
import { settingsTexts } from '#app/i18n/en/settings.ts';
import type { SettingsPage } from '#app/services/views.ts';
import styles from './limits-card.module.css';
import type { LimitDraft, LimitDrafts } from './use-settings-form.ts';

const texts = settingsTexts.limits;

type Props = {
  settings: SettingsPage;
  drafts: LimitDrafts;
  change: (role: LimitedRole, part: Partial<LimitDraft>) => void;
  fields: Record<string, string>;
};

/** A limit per role, each read back in one sentence while it is typed. Who may not change them reads the sentences. */
export function LimitsCard({ settings, drafts, change, fields }: Props) {
  const { currency, mayChange } = settings;
  return (
    <SectionCard title={texts.title} testId="limits">
      <Text as="p" tone="subdued">
        {texts.why(currency)}
      </Text>
      <BlockStack gap="400">
        {settings.limits.map((limit, index) => (
          <Fragment key={limit.role}>
            {index > 0 && <Divider />}
            <BlockStack gap="200">
              {mayChange && (
                <LimitFields
                  role={limit.role}
                  draft={drafts[limit.role]}
                  change={(part) => change(limit.role, part)}
                  currency={currency}
                  error={fields[limit.role]}
                />
              )}
              <div id={`rule-${limit.role}`} aria-live="polite">
                <Rule
                  role={limit.role}
                  draft={drafts[limit.role]}
                  currency={currency}
                  told={fields[limit.role] !== undefined}
                />
              </div>
            </BlockStack>
          </Fragment>
        ))}
      </BlockStack>
    </SectionCard>
  );
}

type FieldsProps = {
  role: LimitedRole;
  draft: LimitDraft;
  change: (part: Partial<LimitDraft>) => void;
  currency: string;
  error: string | undefined;
};

function LimitFields({ role, draft, change, currency, error }: FieldsProps) {
  return (
    <div className={styles['limit']}>
      <TextField
        label={texts.field(role)}
        inputMode="decimal"
        autoComplete="off"
        suffix={currency}
        value={draft.unlimited ? '' : draft.amount}
        disabled={draft.unlimited}
        onChange={(amount) => change({ amount })}
        maxLength={40}
        {...(error !== undefined && { error })}
      />
      <div className={styles['none']}>
        <Checkbox
          label={texts.none}
          ariaDescribedBy={`rule-${role}`}
          checked={draft.unlimited}
          onChange={(unlimited) => change({ unlimited })}
        />
      </div>
    </div>
  );
}

type RuleProps = { role: LimitedRole; draft: LimitDraft; currency: string; told: boolean };

/** What the rule means, or what is missing; nothing where the field itself has been told (`told`) that it cannot be read. */
function Rule({ role, draft, currency, told }: RuleProps) {
  const { money } = useFormats();
  if (draft.unlimited) return <Text as="p">{texts.ruleNone(role)}</Text>;
  const amount = parseAmount(draft.amount, currency);
  if (amount.ok) return <Text as="p">{texts.rule(role, money(amount.value))}</Text>;
  return amount.error === 'empty' && !told ? (
    <Text as="p" tone="subdued">
      {texts.ruleUnclear}
    </Text>
  ) : null;
}
