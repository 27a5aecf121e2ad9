import { BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import { SectionCard } from '#app/components/section-card.tsx';
import { Time } from '#app/components/time.tsx';
import type { MessageKind } from '#app/domain/complaint/message.ts';
import type { StoryEvent } from '#app/domain/complaint/story.ts';
import { storyTexts as texts } from '#app/i18n/en/complaint.ts';
import type { StoryLine } from '#app/i18n/en/story.ts';
import { NoteForm } from './note-form.tsx';
import styles from './story.module.css';

/** One thing that happened, in words. */
export type StoryLineView = StoryLine & {
  id: string;
  at: string;
  who: string;
  event: StoryEvent['kind'] | MessageKind;
  /** What stands folded below it. */
  quoted?: string;
  /** What came with it: a file and its address, or why one was not kept. */
  files?: { text: string; address?: string }[];
};

type Props = { complaintId: string; userId: string; lines: StoryLineView[] };

/** Everything that happened, newest first, every step of the money included. */
export function Story({ complaintId, userId, lines }: Props) {
  return (
    <SectionCard title={texts.title} testId="story">
      <BlockStack gap="500">
        <NoteForm complaintId={complaintId} userId={userId} />
        <ol className={styles['story']}>
          {lines.map((line) => (
            <Line key={line.id} {...line} />
          ))}
        </ol>
      </BlockStack>
    </SectionCard>
  );
}

function Line({ kind, what, more, quoted, files, who, at, event }: StoryLineView) {
  return (
    <li className={`${styles['entry']} ${styles[kind] ?? ''}`} data-testid={`story-${event}`}>
      <InlineStack align="space-between" gap="200">
        <Text as="span" fontWeight="medium">
          {what}
        </Text>
        <Text as="span" tone="subdued" variant="bodySm">
          {who}, <Time at={at} />
        </Text>
      </InlineStack>
      {more && (
        <div className={styles['more']}>
          <Text as="p" breakWord>
            {more}
          </Text>
        </div>
      )}
      {files?.map(({ text, address }, nth) => (
        <div key={nth} className={styles['more']}>
          {address ? (
            <Link url={address} target="_blank">
              {text}
            </Link>
          ) : (
            text
          )}
        </div>
      ))}
      {quoted && (
        <details className={styles['more']}>
          <summary>{texts.quoted}</summary>
          <Text as="p" tone="subdued" breakWord>
            {quoted}
          </Text>
        </details>
      )}
    </li>
  );
}
