import { useFetcher } from '@remix-run/react';
import { BlockStack, Box, Button, InlineStack, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { Problem } from '#app/components/calm.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { toDecimal } from '#app/domain/money.ts';
import { approvalsTexts } from '#app/i18n/en/approvals.ts';
import type { ApprovalPage } from '#app/services/approval-views.ts';
import type { action as approving } from '../app.approvals.$approvalId.approve.tsx';
import type { action as declining } from '../app.approvals.$approvalId.decline.tsx';

const texts = approvalsTexts.page;

type Props = { page: Omit<ApprovalPage, 'asks'>; less: boolean };
type Way = 'all' | 'less' | 'decline';

/** Yes, less, or no. A yes is one press; the others ask for what they need. */
export function Answer({ page, less }: Props) {
  const { money } = useFormats();
  const { approval } = page;
  const yes = useFetcher<typeof approving>();
  const no = useFetcher<typeof declining>();
  const most = approval.left ?? approval.amount;
  const [way, setWay] = useState<Way>('all');
  const [amount, setAmount] = useState(toDecimal(most));
  const [why, setWhy] = useState('');
  const told = (way === 'decline' ? no.data : yes.data) ?? null;
  const problem = told?.ok === false ? told : null;
  const busy = yes.state !== 'idle' || no.state !== 'idle';
  const at = `/app/approvals/${approval.id}`;
  const form = {
    requestId: page.requestId,
    why,
    currency: approval.amount.currency,
    ...(way === 'less' && { amount }),
  };
  const give = () => yes.submit(form, { method: 'post', action: `${at}/approve` });
  const decline = () => no.submit({ why }, { method: 'post', action: `${at}/decline` });
  const reason = cannotAnswer(page);
  if (reason !== null) {
    return (
      <SectionCard title={approvalsTexts.title}>
        <Text as="p">{reason}</Text>
      </SectionCard>
    );
  }
  const error = (field: string) => {
    const said = problem?.fields[field];
    return said === undefined ? {} : { error: said };
  };
  return (
    <SectionCard title={approvalsTexts.title} testId="answer">
      <BlockStack gap="300">
        {problem && problem.message !== '' && (
          <Problem title={texts.notDone} focus>
            {problem.message}
          </Problem>
        )}
        {way === 'less' && (
          <TextField
            label={texts.lessAmount}
            autoComplete="off"
            inputMode="decimal"
            suffix={approval.amount.currency}
            value={amount}
            onChange={setAmount}
            maxLength={40}
            autoFocus
            {...error('amount')}
          />
        )}
        <TextField
          label={texts.yourWhy}
          helpText={texts.whyHelp}
          autoComplete="off"
          value={why}
          onChange={setWhy}
          maxLength={500}
          {...error('why')}
        />
        <InlineStack gap="200">
          {way === 'decline' ? (
            <Button variant="primary" tone="critical" size="large" onClick={decline} loading={busy}>
              {texts.decline}
            </Button>
          ) : (
            <Button variant="primary" size="large" onClick={give} loading={busy}>
              {way === 'less' ? texts.approveLess : texts.approve(money(most))}
            </Button>
          )}
          {way === 'all' && less && (
            <Button size="large" onClick={() => setWay('less')} disabled={busy}>
              {texts.less}
            </Button>
          )}
          {way === 'all' ? (
            <Button size="large" onClick={() => setWay('decline')} disabled={busy}>
              {`${texts.decline}…`}
            </Button>
          ) : (
            <Button size="large" onClick={() => setWay('all')} disabled={busy}>
              {texts.cancel}
            </Button>
          )}
        </InlineStack>
        <Box role="status">
          {yes.data?.ok === true && yes.data.state === 'seconded' && <Text as="p">{texts.secondPerson}</Text>}
        </Box>
      </BlockStack>
    </SectionCard>
  );
}

function cannotAnswer({ mayApprove, own, voted }: Props['page']): string | null {
  if (own) return texts.own;
  if (!mayApprove) return approvalsTexts.readOnly;
  return voted ? texts.voted : null;
}
