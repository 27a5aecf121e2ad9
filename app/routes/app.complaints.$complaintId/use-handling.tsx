import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { SectionCard } from '#app/components/section-card.tsx';
import type { Topic } from '#app/domain/messages/topics.ts';
import { handlingTexts as texts, partTexts } from '#app/i18n/en/complaint.ts';
import type { Handled } from './handling/handling.tsx';
import { usePart } from './use-part.ts';

/**
 * The playbook, folded until somebody wants it, and what else is done with a complaint besides giving: a verdict, passing it up,
 * its file. All that does it is fetched when it is wanted.
 * @param line where the playbook stands, in words
 */
export function useHandling(about: {
  complaintId: string;
  userId: string;
  line: string;
  reply: (topic: Topic) => void;
}) {
  const [doing, setDoing] = useState<Handled | null>(null);
  const [open, setOpen] = useState(false);
  const { Part, failed } = usePart(open || doing !== null, () =>
    import('./handling/handling.tsx').then((part) => part.Handling),
  );
  const action = (what: Handled) => ({ content: texts.actions[what], onAction: () => setDoing(what) });
  return {
    actions: [action('verdict'), action('refuse'), action('escalate')],
    problem: failed ? partTexts.notLoaded : null,
    part: doing && Part && <Part {...about} show={doing} close={() => setDoing(null)} />,
    playbook: (
      <SectionCard title={texts.playbook} testId="playbook">
        <BlockStack gap="300">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="p">{about.line}</Text>
            <Button variant="plain" ariaExpanded={open} onClick={() => setOpen(!open)}>
              {open ? texts.fold : texts.unfold}
            </Button>
          </InlineStack>
          {open && Part && <Part {...about} show="playbook" close={() => setOpen(false)} />}
        </BlockStack>
      </SectionCard>
    ),
  };
}
