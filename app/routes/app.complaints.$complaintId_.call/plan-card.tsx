import { BlockStack, Button, InlineStack, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { longestPhone } from '#app/domain/calls/call.ts';
import { callPageTexts } from '#app/i18n/en/calls.ts';
import type { CallPage } from '#app/services/call-views.ts';
import { useCallAction } from './use-call-action.ts';

const texts = callPageTexts.plan;

/** Plans a call at a time that the shop is open, or moves the one that is waited for. */
export function PlanCard({ page: { complaint, waiting, slots, proposed } }: { page: CallPage }) {
  const plan = useCallAction(complaint.id, texts.saved);
  const [phone, setPhone] = useState(waiting?.phone ?? '');
  const [slot, setSlot] = useState(proposed ?? '');
  return (
    <SectionCard title={waiting ? texts.move : texts.title} testId="plan-call">
      {slots.length === 0 ? (
        <Text as="p" tone="subdued">
          {texts.none}
        </Text>
      ) : (
        <BlockStack gap="300">
          <TextField
            label={texts.phone}
            type="tel"
            autoComplete="off"
            maxLength={longestPhone}
            value={phone}
            onChange={setPhone}
            {...plan.error('phone')}
          />
          <Select label={texts.when} options={slots} value={slot} onChange={setSlot} {...plan.error('slot')} />
          {plan.message !== '' && <Beside>{plan.message}</Beside>}
          <InlineStack>
            <Button loading={plan.busy} onClick={() => plan.send({ intent: 'plan', phone, slot })}>
              {waiting ? texts.saveMove : texts.save}
            </Button>
          </InlineStack>
        </BlockStack>
      )}
    </SectionCard>
  );
}
