import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Button, InlineStack, Link, Page, Text } from '@shopify/polaris';
import { useEffect, useRef } from 'react';
import { FileStrip } from '#app/components/file-strip.tsx';
import { Facts } from '#app/components/facts.tsx';
import { ReaderProvider, useFormats } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { Time } from '#app/components/time.tsx';
import { withAmount } from '#app/domain/remedy/less.ts';
import { approvalsTexts } from '#app/i18n/en/approvals.ts';
import { notHersSaid } from '#app/i18n/en/limits.ts';
import { complaintNumber, reasonWords, remediesWords, severityWords } from '#app/i18n/en/words.ts';
import { getApproval } from '#app/services/approvals/read-approvals.server.ts';
import type { ApprovalPage } from '#app/services/approval-views.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { approvalIdOf } from '#app/web/fields.server.ts';
import { readerOf } from '#app/web/reader.server.ts';
import { notFound } from '#app/web/respond.server.ts';
import { Answer } from './answer.tsx';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';
export { afterSuccess as shouldRevalidate } from '#app/web/after-success.ts';

const texts = approvalsTexts.page;

export const meta = () => [{ title: approvalsTexts.title }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  const page = await getApproval(visit.ctx, approvalIdOf(params));
  if (!page.ok) throw notFound('Request');
  const { asks, ...shown } = page.value;
  const { amount } = page.value.approval;
  return { page: shown, less: withAmount(asks, amount) !== null, reader: readerOf(visit) };
}

/** One request for approval: who, how much, why; what similar cases got; yes, less, or no. */
export default function Approval() {
  const { page, less, reader } = useLoaderData<typeof loader>();
  return (
    <ReaderProvider reader={reader}>
      <Body page={page} less={less} />
    </ReaderProvider>
  );
}

type Props = { page: Omit<ApprovalPage, 'asks'>; less: boolean };

function Body({ page, less }: Props) {
  const { money, pair } = useFormats();
  const { approval } = page;
  const { complaint, amount, shopAmount } = approval;
  const title = approvalsTexts.asks(approval.askedBy.name, remediesWords(approval.remedies), money(amount));
  return (
    <Page title={title} backAction={{ content: approvalsTexts.title, url: '/app/approvals' }}>
      <BlockStack gap="400">
        <SectionCard title={texts.reason} testId="request">
          <BlockStack gap="200">
            <Text as="p">{approval.reason}</Text>
            <Text as="p" fontWeight="semibold">
              {notHersSaid(approval.decision, money)}
            </Text>
            {approval.people === 2 && <Text as="p">{approvalsTexts.two(approval.saidYes.length)}</Text>}
            {approval.left && (
              <Text as="p">{approvalsTexts.left(money(approval.left), approval.state === 'waiting')}</Text>
            )}
            {approval.needs === 'owner' && <Text as="p">{approvalsTexts.toOwner}</Text>}
            <Ended approval={approval} key={approval.id} />
            {approval.state !== 'waiting' && <Next page={page} />}
          </BlockStack>
        </SectionCard>
        {approval.state === 'waiting' && <Answer page={page} less={less} key={approval.id} />}
        <SectionCard
          title={approvalsTexts.complaint(complaintNumber(complaint.number), reasonWords[complaint.reason])}
          end={<Link url={`/app/complaints/${complaint.id}`}>{texts.open}</Link>}
        >
          <BlockStack gap="200">
            <Text as="p">“{complaint.words}”</Text>
            <FileStrip files={page.files} />
            <Facts
              facts={[
                { name: texts.order, value: complaint.orderName },
                { name: texts.customer, value: complaint.customerName ?? '–' },
                { name: 'Severity', value: severityWords[complaint.severity] },
                { name: 'Amount', value: pair(amount, shopAmount) },
              ]}
            />
          </BlockStack>
        </SectionCard>
        <Similar page={page} />
      </BlockStack>
    </Page>
  );
}

function Ended({ approval }: Pick<ApprovalPage, 'approval'>) {
  const { state, ended, dueAt, needs, people, askedBy } = approval;
  const box = useRef<HTMLDivElement>(null);
  const before = useRef(state);
  // Whoever has just answered stands on nothing: the form is gone.
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    if (document.activeElement === document.body) box.current?.focus();
  }, [state]);
  if (state === 'waiting' || !ended)
    return (
      <Text as="p" tone="subdued">
        {approvalsTexts.answerBy} <Time at={dueAt} />. {approvalsTexts.afterwards(needs, people)}
      </Text>
    );
  return (
    <div role="status" ref={box} tabIndex={-1} style={{ outline: 'none' }}>
      <Text as="p" fontWeight="semibold">
        {texts.ended[state]} {ended.by !== null && texts.by(ended.by)}, <Time at={ended.at} />
      </Text>
      {ended.why !== '' && <Text as="p">{ended.why}</Text>}
      <Text as="p">{texts.after[state](askedBy.name)}</Text>
    </div>
  );
}

/** The list can be finished: the next one, or that there is none. */
function Next({ page: { next, mayApprove } }: Pick<Props, 'page'>) {
  if (next === null)
    return mayApprove ? (
      <Text as="p" tone="subdued">
        {texts.last}
      </Text>
    ) : null;
  return (
    <InlineStack>
      <Button url={`/app/approvals/${next}`} variant="primary">
        {texts.next}
      </Button>
    </InlineStack>
  );
}

function Similar({ page: { similar } }: Pick<Props, 'page'>) {
  const { money } = useFormats();
  return (
    <SectionCard title={texts.similar} testId="similar">
      {similar.length === 0 ? (
        <Text as="p" tone="subdued">
          {texts.noSimilar}
        </Text>
      ) : (
        <BlockStack gap="100">
          {similar.map((each) => (
            <InlineStack key={each.complaintId} gap="300" align="space-between">
              <Link url={`/app/complaints/${each.complaintId}`} monochrome>
                {texts.case(complaintNumber(each.number), remediesWords(each.remedies), money(each.amount))}
              </Link>
              <Text as="span" tone="subdued">
                <Time at={each.at} as="ago" />
              </Text>
            </InlineStack>
          ))}
        </BlockStack>
      )}
    </SectionCard>
  );
}
