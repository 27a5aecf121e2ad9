import { useFetcher } from '@remix-run/react';
import { BlockStack, Card, InlineGrid, InlineStack, Link, Select, Text } from '@shopify/polaris';
import { SeverityMark } from '#app/components/badges.tsx';
import { Beside } from '#app/components/calm.tsx';
import { FileStrip } from '#app/components/file-strip.tsx';
import { Due, Overdue } from '#app/components/time.tsx';
import { complaintTexts } from '#app/i18n/en/complaint.ts';
import { channelWords, nextActionWords, wantedWords } from '#app/i18n/en/words.ts';
import type { ComplaintPage, PersonView } from '#app/services/views.ts';
import { AddFiles } from './add-files.tsx';
import type { action as assign } from '../app.complaints.$complaintId.assign.tsx';

const texts = complaintTexts.header;

type Props = {
  complaint: ComplaintPage['complaint'];
  lines: ComplaintPage['lines'];
  files: ComplaintPage['files'];
  people: PersonView[];
  orderName: string;
  clocks: ClockLine[];
};

/** One of its deadlines in words; `source`: where a legal one was read. */
export type ClockLine = { text: string; late: boolean; source?: string };

/** What is next and whose it is; then the complaint itself in the customer's words. */
export function CaseHeader({ complaint, lines, files, people, orderName, clocks }: Props) {
  const about = lines.map((line) => `${line.quantity} × ${line.title}`).join(', ');
  return (
    <Card>
      <InlineGrid columns={{ xs: 1, md: '2fr 1fr' }} gap="400">
        <BlockStack gap="200">
          <NextStep complaint={complaint} />
          {clocks.map(({ text, late, source }) => (
            <Text as="p" key={text} variant="bodySm" tone="subdued">
              {late ? <Overdue>{text}</Overdue> : text}{' '}
              {source && (
                <Link url={source} target="_blank">
                  {texts.source}
                </Link>
              )}
            </Text>
          ))}
          <blockquote style={{ margin: 0 }} aria-label={texts.words}>
            <Text as="p" variant="bodyLg" breakWord>
              “{complaint.words}”
            </Text>
          </blockquote>
          <FileStrip files={files} />
          <Text as="p" tone="subdued">
            {texts.wants}: {wantedWords[complaint.wantedOutcome].toLowerCase()} · {texts.via}{' '}
            {channelWords[complaint.channel].toLowerCase()} · {orderName}: {about}
          </Text>
          <AddFiles complaintId={complaint.id} />
        </BlockStack>
        <Assignee complaint={complaint} people={people} />
      </InlineGrid>
    </Card>
  );
}

function NextStep({ complaint }: { complaint: ComplaintPage['complaint'] }) {
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="p" fontWeight="semibold">
        {complaint.nextAction ? nextActionWords[complaint.nextAction] : texts.nothingNext}
        {complaint.dueAt && (
          <>
            {' '}
            <Due at={complaint.dueAt} overdue={complaint.overdue} />
          </>
        )}
      </Text>
      <SeverityMark severity={complaint.severity} />
    </InlineStack>
  );
}

function Assignee({ complaint, people }: { complaint: ComplaintPage['complaint']; people: PersonView[] }) {
  const fetcher = useFetcher<typeof assign>();
  const chosen = fetcher.formData?.get('userId');
  const problem = fetcher.data && !fetcher.data.ok ? fetcher.data.message : null;
  return (
    <BlockStack gap="100">
      <Select
        label={texts.assigned}
        options={[
          ...(complaint.assignee ? [] : [{ value: '', label: texts.nobody, disabled: true }]),
          ...people.map((person) => ({ value: person.userId, label: person.name })),
        ]}
        value={typeof chosen === 'string' ? chosen : (complaint.assignee?.userId ?? '')}
        onChange={(userId) =>
          fetcher.submit({ userId }, { method: 'post', action: `/app/complaints/${complaint.id}/assign` })
        }
      />
      {problem && <Beside>{problem}</Beside>}
    </BlockStack>
  );
}
