import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import { SectionCard } from '#app/components/section-card.tsx';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import { panelTexts as texts } from '#app/i18n/en/complaint.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import { ApprovalWaiting } from './approval-waiting.tsx';
import { BundleForm } from './bundle-form.tsx';
import { EarlierRemedies } from './earlier-remedies.tsx';
import type { PanelWords } from './panel-words.ts';
import { ResolutionStatus } from './resolution-status.tsx';

type Props = {
  page: ComplaintPage;
  words: PanelWords;
  userId: string;
  reopen: { move: () => void; busy: boolean };
};

// While one is not certain, a second try is what would pay twice.
const uncertain: readonly RemedyState[] = ['approved', 'sending', 'unknown', 'needs_person', 'undoing'];

/**
 * The panel that puts it right. It shows the form, or how far the remedies of the last decision are; a next one only
 * when every earlier one is certain.
 */
export function PutItRight({ page, words, userId, reopen }: Props) {
  const { complaint, remedies } = page;
  const [newest] = remedies;
  // They come newest first; those of one decision are shown in the order in which they were chosen.
  const latest = remedies.filter((remedy) => remedy.resolutionId === newest?.resolutionId).reverse();
  // The remedy after which the form was opened again; a newer remedy closes it by itself.
  const [openAfter, setOpenAfter] = useState<string | null>(null);
  const certain = !remedies.some((remedy) => uncertain.includes(remedy.state));
  const open = !newest || (certain && openAfter === newest.id);
  const closed = complaint.state === 'closed';
  const mayAct = page.limit.role !== 'none';
  const mayGive = !closed && mayAct && !words.frozen;
  const asked = page.approval?.id;
  const panel = useRef<HTMLDivElement>(null);
  const before = useRef(asked);
  // Sent for approval or taken back: whoever has just pressed the button stands on nothing now.
  useEffect(() => {
    if (before.current === asked) return;
    before.current = asked;
    if (document.activeElement === document.body) panel.current?.focus();
  }, [asked]);

  return (
    <SectionCard title={texts.title} testId="put-it-right">
      <div ref={panel} tabIndex={-1} style={{ outline: 'none' }}>
        <BlockStack gap="400">
          {newest && !open && (
            <ResolutionStatus
              remedies={latest}
              tellings={words.tellings}
              orderId={page.order.id}
              mayGive={mayGive}
              mayAct={mayAct && !words.frozen}
              onAgain={certain && mayGive ? () => setOpenAfter(newest.id) : null}
            />
          )}
          {words.frozen && (
            <Text as="p" fontWeight="semibold">
              {words.frozen}
            </Text>
          )}
          {closed && <Closed reopen={reopen} />}
          {!closed && !mayAct && <Text as="p">{texts.noRole}</Text>}
          {page.approval && <ApprovalWaiting approval={page.approval} userId={userId} />}
          {mayGive && open && !page.approval && (
            <BundleForm key={newest?.id ?? ''} page={page} words={words} userId={userId} />
          )}
          <EarlierRemedies
            remedies={open ? remedies : remedies.slice(latest.length)}
            tellings={words.tellings}
            mayGive={mayGive}
            mayAct={mayAct && !words.frozen}
          />
        </BlockStack>
      </div>
    </SectionCard>
  );
}

function Closed({ reopen }: { reopen: Props['reopen'] }) {
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {texts.closed.title}
      </Text>
      <Text as="p">{texts.closed.text}</Text>
      <InlineStack>
        <Button onClick={reopen.move} loading={reopen.busy}>
          {texts.closed.action}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
