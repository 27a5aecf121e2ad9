import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, InlineStack, Text, TextField } from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
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
  const box = useFocusThatFollows(way, told);
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
      <SectionCard title={texts.answer}>
        <Text as="p">{reason}</Text>
      </SectionCard>
    );
  }
  const error = (field: string) => {
    const said = problem?.fields[field];
    return said === undefined ? {} : { error: said };
  };
  return (
    <SectionCard title={texts.answer} testId="answer">
      <div ref={box}>
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
              helpText={texts.atMost(money(most))}
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
              <Button id="less" size="large" onClick={() => setWay('less')} disabled={busy}>
                {texts.less}
              </Button>
            )}
            {way === 'all' ? (
              <Button id="decline" size="large" onClick={() => setWay('decline')} disabled={busy}>
                {`${texts.decline}…`}
              </Button>
            ) : (
              <Button size="large" onClick={() => setWay('all')} disabled={busy}>
                {texts.cancel}
              </Button>
            )}
          </InlineStack>
        </BlockStack>
        <div role="status">
          {yes.data?.ok === true && yes.data.state === 'seconded' && <Text as="p">{texts.secondPerson}</Text>}
        </div>
      </div>
    </SectionCard>
  );
}

/** To what is asked for now, back to the button that asked, or to the field that was wrong: never to nowhere. */
function useFocusThatFollows(way: Way, told: { ok: boolean } | null) {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef(way);
  const goTo = (selector: string) => box.current?.querySelector<HTMLElement>(selector)?.focus();
  useEffect(() => {
    if (before.current !== way) goTo(way === 'all' ? `#${before.current}` : 'input');
    before.current = way;
  }, [way]);
  useEffect(() => {
    if (told?.ok === false) goTo('[aria-invalid="true"]');
  }, [told]);
  return box;
}

function cannotAnswer({ mayApprove, own, voted }: Props['page']): string | null {
  if (own) return texts.own;
  if (!mayApprove) return approvalsTexts.readOnly;
  return voted ? texts.voted : null;
}
