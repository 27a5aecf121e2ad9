import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { Beside } from '#app/components/calm.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { Time } from '#app/components/time.tsx';
import { waitingTexts as texts } from '#app/i18n/en/complaint.ts';
import { remediesWords } from '#app/i18n/en/words.ts';
import type { ApprovalView } from '#app/services/approval-views.ts';
import type { action } from '../app.approvals.$approvalId.withdraw.tsx';

/** What was sent for approval from here, and what happens next. While it waits, nothing else is decided. */
export function ApprovalWaiting({ approval, userId }: { approval: ApprovalView; userId: string }) {
  const { money } = useFormats();
  const fetcher = useFetcher<typeof action>();
  const problem = fetcher.data?.ok === false ? fetcher.data.message : null;
  const own = approval.askedBy.userId === userId;
  const [first] = approval.saidYes;
  const takeBack = () =>
    fetcher.submit({ why: texts.takeBackWhy }, { method: 'post', action: `/app/approvals/${approval.id}/withdraw` });
  return (
    <section aria-label={texts.title(money(approval.amount), remediesWords(approval.remedies))} data-testid="approval">
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">
          {texts.title(money(approval.amount), remediesWords(approval.remedies))}
        </Text>
        <Text as="p">{texts.asked(approval.askedBy.name, approval.reason)}</Text>
        {first && <Text as="p">{texts.second(first.name)}</Text>}
        <Text as="p" tone="subdued">
          {texts.until(texts.by[approval.needs])} <Time at={approval.dueAt} />
        </Text>
        {problem !== null && <Beside>{problem}</Beside>}
        <InlineStack gap="200">
          <Button url={`/app/approvals/${approval.id}`}>{texts.look}</Button>
          {own && (
            <Button onClick={takeBack} loading={fetcher.state !== 'idle'}>
              {texts.takeBack}
            </Button>
          )}
        </InlineStack>
      </BlockStack>
    </section>
  );
}
