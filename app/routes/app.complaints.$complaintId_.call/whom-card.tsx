import { BlockStack, Button, InlineStack, Link, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { Facts } from '#app/components/facts.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { Overdue } from '#app/components/time.tsx';
import { callPageTexts } from '#app/i18n/en/calls.ts';
import { languageNames } from '#app/i18n/en/messages.ts';
import { nobody } from '#app/i18n/en/words.ts';
import type { CallPage, WaitingView } from '#app/services/call-views.ts';
import { useCallAction } from './use-call-action.ts';

const texts = callPageTexts.who;

/** Who waits, on which number and when; and whose call it is. */
export function WhomCard({ page: { waiting, complaint } }: { page: CallPage }) {
  return (
    <SectionCard
      title={texts.title}
      testId="whom"
      end={waiting?.overdue === true && <Overdue>{texts.overdue}</Overdue>}
    >
      {waiting ? (
        <Waiting waiting={waiting} complaint={complaint} />
      ) : (
        <Text as="p" tone="subdued">
          {texts.none}
        </Text>
      )}
    </SectionCard>
  );
}

function Waiting({ waiting, complaint }: { waiting: WaitingView; complaint: CallPage['complaint'] }) {
  const take = useCallAction(complaint.id, texts.taken);
  const [dropping, setDropping] = useState(false);
  const { phone, when, whenForThem, tries, assignee, askedBy } = waiting;
  const facts = [
    { name: texts.phone, value: <Link url={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</Link> },
    { name: texts.when, value: when },
    ...(whenForThem === null ? [] : [{ name: texts.theirs, value: whenForThem }]),
    { name: texts.language, value: languageNames[complaint.language] },
    ...(tries === 0 ? [] : [{ name: texts.tries, value: String(tries) }]),
    { name: texts.with, value: assignee?.name ?? nobody },
  ];
  return (
    <BlockStack gap="300">
      <Facts facts={facts} />
      <Text as="p" tone="subdued">
        {texts.asked[askedBy]}
      </Text>
      {take.message !== '' && <Beside>{take.message}</Beside>}
      {dropping ? (
        <Drop complaintId={complaint.id} onKeep={() => setDropping(false)} />
      ) : (
        <InlineStack gap="200">
          <Button loading={take.busy} onClick={() => take.send({ intent: 'take' })}>
            {texts.take}
          </Button>
          <Button variant="tertiary" onClick={() => setDropping(true)}>
            {texts.drop}
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}

function Drop({ complaintId, onKeep }: { complaintId: string; onKeep: () => void }) {
  const drop = useCallAction(complaintId, texts.dropped);
  const [why, setWhy] = useState('');
  return (
    <BlockStack gap="200">
      <TextField
        label={texts.dropWhy}
        autoComplete="off"
        autoFocus
        maxLength={300}
        value={why}
        onChange={setWhy}
        {...drop.error('why')}
      />
      {drop.message !== '' && <Beside>{drop.message}</Beside>}
      <InlineStack gap="200">
        <Button loading={drop.busy} onClick={() => drop.send({ intent: 'drop', why })}>
          {texts.dropNow}
        </Button>
        <Button variant="tertiary" onClick={onKeep}>
          {texts.cancel}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
