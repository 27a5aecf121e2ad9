import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, InlineStack, Select, Text } from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { isVariable } from '#app/domain/messages/variables.ts';
import { namesIn, type Template } from '#app/domain/messages/render.ts';
import { topicGroups, type Topic, type TopicGroup } from '#app/domain/messages/topics.ts';
import { variableLabels } from '#app/i18n/en/message-texts.ts';
import { groupNames, topicNames } from '#app/i18n/en/message-topics.ts';
import { startTexts as texts } from '#app/i18n/en/tone.ts';
import type { loader } from '../../app.complaints.$complaintId.text.tsx';

type Props = {
  complaintId: string;
  /** The one that is begun with without being asked. */
  first: Topic | null;
  proposed: readonly Topic[];
  text: Template;
  /** Takes the place of what stands there. */
  onText: (text: Template, topic: Topic | null) => void;
};

/** Texts to begin with, likely ones first; one is fetched when it is chosen. What stood there before can be had back. */
export function StartFrom({ complaintId, first, proposed, text, onText }: Props) {
  const fetcher = useFetcher<typeof loader>();
  const [topic, setTopic] = useState<string>(first ?? '');
  const [before, setBefore] = useState<Template | null>(null);
  const taken = useRef<unknown>(null);
  const latest = useRef({ text, onText });
  latest.current = { text, onText };
  const { load } = fetcher;
  useEffect(() => {
    if (first) void load(`/app/complaints/${complaintId}/text?topic=${first}`);
  }, [load, complaintId, first]);
  const filled = fetcher.data?.filled ?? null;
  useEffect(() => {
    if (!filled || taken.current === filled) return;
    taken.current = filled;
    setBefore(latest.current.text);
    latest.current.onText(filled.text, filled.topic);
  }, [filled]);

  const option = (value: Topic) => ({ value, label: topicNames[value] });
  const groups = Object.entries(topicGroups).map(([group, list]: [string, readonly Topic[]]) => ({
    title: groupNames[group as TopicGroup],
    options: list.filter((each) => !proposed.includes(each)).map(option),
  }));
  const left = namesIn(text).filter(isVariable);
  return (
    <BlockStack gap="200">
      <Select
        label={texts.label}
        placeholder={texts.none}
        options={[{ title: texts.likely, options: proposed.map(option) }, ...groups]}
        value={topic}
        disabled={fetcher.state !== 'idle'}
        onChange={(next) => {
          setTopic(next);
          void fetcher.load(`/app/complaints/${complaintId}/text?topic=${next}`);
        }}
      />
      {before && (
        <InlineStack>
          <Button
            variant="plain"
            onClick={() => {
              onText(before, null);
              setBefore(null);
              setTopic('');
            }}
          >
            {texts.undo}
          </Button>
        </InlineStack>
      )}
      {left.length > 0 && <Beside>{texts.missing(left.map((name) => variableLabels[name]))}</Beside>}
      {topic !== '' && fetcher.state === 'idle' && fetcher.data === undefined && (
        <Text as="p" tone="critical">
          {texts.failed}
        </Text>
      )}
    </BlockStack>
  );
}
