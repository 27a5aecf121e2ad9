import { BlockStack, InlineStack, Text } from '@shopify/polaris';
import { useFormats } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { Time } from '#app/components/time.tsx';
import { storyTexts as texts } from '#app/i18n/en/complaint.ts';
import { storyLine } from '#app/i18n/en/story.ts';
import type { StoryEntry } from '#app/services/views.ts';
import { NoteForm } from './note-form.tsx';
import styles from './story.module.css';

type Props = { complaintId: string; userId: string; entries: StoryEntry[] };

/** Everything that happened, newest first, every step of the money included. */
export function Story({ complaintId, userId, entries }: Props) {
  return (
    <SectionCard title={texts.title} testId="story">
      <BlockStack gap="500">
        <NoteForm complaintId={complaintId} userId={userId} />
        <ol className={styles['story']}>
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ol>
      </BlockStack>
    </SectionCard>
  );
}

function Entry({ entry }: { entry: StoryEntry }) {
  const { money } = useFormats();
  const { kind, what, more } = storyLine(entry.event, money);
  const who = entry.actor.kind === 'system' ? (texts.by[entry.actor.name] ?? entry.actor.name) : entry.actor.name;
  return (
    <li className={`${styles['entry']} ${styles[kind] ?? ''}`} data-testid={`story-${entry.event.kind}`}>
      <InlineStack align="space-between" gap="200">
        <Text as="span" fontWeight="medium">
          {what}
        </Text>
        <Text as="span" tone="subdued" variant="bodySm">
          {who}, <Time at={entry.at} />
        </Text>
      </InlineStack>
      {more && (
        <div className={styles['more']}>
          <Text as="p" breakWord>
            {more}
          </Text>
        </div>
      )}
    </li>
  );
}
