import { BlockStack, Checkbox, Divider, InlineGrid, Text, TextField } from '@shopify/polaris';
import { Fragment } from 'react';
import { useFormats } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { Time } from '#app/components/time.tsx';
import { parseAmount } from '#app/domain/money.ts';
import type { LimitedRole } from '#app/domain/people.ts';
import { settingsTexts } from '#app/i18n/en/settings.ts';
import type { SettingsPage } from '#app/services/views.ts';
import type { LimitDraft, LimitDrafts } from './use-settings-form.ts';

const texts = settingsTexts.limits;

type Props = {
  settings: SettingsPage;
  drafts: LimitDrafts;
  change: (role: LimitedRole, part: Partial<LimitDraft>) => void;
  fields: Record<string, string>;
};

/** A limit per role, each read back in one sentence while it is typed. */
export function LimitsCard({ settings, drafts, change, fields }: Props) {
  return (
    <SectionCard title={texts.title} testId="limits">
      <Text as="p" tone="subdued">
        {texts.why(settings.currency)}
      </Text>
      <BlockStack gap="400">
        {settings.limits.map((limit, index) => (
          <Fragment key={limit.role}>
            {index > 0 && <Divider />}
            <LimitRow
              limit={limit}
              draft={drafts[limit.role]}
              change={(part) => change(limit.role, part)}
              currency={settings.currency}
              readOnly={!settings.mayChange}
              error={fields[limit.role]}
            />
          </Fragment>
        ))}
      </BlockStack>
    </SectionCard>
  );
}

type RowProps = {
  limit: SettingsPage['limits'][number];
  draft: LimitDraft;
  change: (part: Partial<LimitDraft>) => void;
  currency: string;
  readOnly: boolean;
  error: string | undefined;
};

function LimitRow({ limit, draft, change, currency, readOnly, error }: RowProps) {
  const { role } = limit;
  return (
    <BlockStack gap="200">
      <InlineGrid columns={{ xs: 1, sm: '1fr 1fr' }} gap="400" alignItems="center">
        <TextField
          label={texts.field(role)}
          inputMode="decimal"
          autoComplete="off"
          suffix={currency}
          value={draft.unlimited ? '' : draft.amount}
          disabled={readOnly || draft.unlimited}
          onChange={(amount) => change({ amount })}
          maxLength={40}
          {...(error !== undefined && { error })}
        />
        <Checkbox
          label={texts.none}
          ariaDescribedBy={`rule-${role}`}
          checked={draft.unlimited}
          disabled={readOnly}
          onChange={(unlimited) => change({ unlimited })}
        />
      </InlineGrid>
      <div id={`rule-${role}`} aria-live="polite">
        <Rule role={role} draft={draft} currency={currency} />
      </div>
      {limit.updatedAt && limit.updatedBy && (
        <Text as="p" tone="subdued" variant="bodySm">
          {texts.changed(limit.updatedBy)} <Time at={limit.updatedAt} />
        </Text>
      )}
    </BlockStack>
  );
}

function Rule({ role, draft, currency }: { role: LimitedRole; draft: LimitDraft; currency: string }) {
  const { money } = useFormats();
  if (draft.unlimited) return <Text as="p">{texts.ruleNone(role)}</Text>;
  const amount = parseAmount(draft.amount, currency);
  return (
    <Text as="p" tone={amount.ok ? 'base' : 'subdued'}>
      {amount.ok ? texts.rule(role, money(amount.value)) : texts.ruleUnclear}
    </Text>
  );
}
