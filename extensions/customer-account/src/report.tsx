import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Api } from '@shopify/ui-extensions/customer-account.order.action.render';
import type { AccountOrder, AccountProblem, AccountReported } from '../../../app/customer-pages/account/wire.ts';
import { ask, orderNumber } from './ask.ts';
import { dropDraft, keepDraft, readDraft } from './draft.ts';
import { Fields, reportOf, type Report } from './fields.tsx';
import { OpenCase } from './open-case.tsx';

// Never read while modules load: the one script runs wherever one of the targets is shown, and each place has its own API.
declare const shopify: Api;

const path = (): string => `orders/${orderNumber(shopify.orderId)}`;
const say = (key: string, values?: Record<string, string>): string => shopify.i18n.translate(key, values);

export default function report(): void {
  render(<ReportDialog />, document.body);
}

type Shown =
  | { is: 'reading' }
  | { is: 'problem'; problem: AccountProblem['problem'] }
  | { is: 'form'; order: AccountOrder; form: NonNullable<AccountOrder['form']>; begun: Report }
  | { is: 'sent'; reported: AccountReported };

async function read(): Promise<Shown> {
  const answer = await ask<AccountOrder>(shopify, path());
  if (!('told' in answer)) return { is: 'problem', problem: answer.problem };
  const { told: order } = answer;
  if (order.form === null) return { is: 'problem', problem: 'closed' };
  const begun = await readDraft(shopify.storage, shopify.orderId, order, order.form);
  return { is: 'form', order, form: order.form, begun };
}

/** Reporting a problem with an order, in one step: Shopify's dialog has no second. */
function ReportDialog() {
  const [shown, setShown] = useState<Shown>({ is: 'reading' });
  useEffect(() => {
    void read().then(setShown);
  }, []);
  switch (shown.is) {
    case 'reading':
      return (
        <s-customer-account-action heading={say('report.title')}>
          <s-spinner accessibilityLabel={say('reading')} />
          <Close />
        </s-customer-account-action>
      );
    case 'problem':
      return (
        <s-customer-account-action heading={say('report.title')}>
          <s-banner tone="warning">{say(`problems.${shown.problem}`)}</s-banner>
          <Close />
        </s-customer-account-action>
      );
    case 'form':
      return <ReportForm {...shown} onSent={(reported) => setShown({ is: 'sent', reported })} />;
    case 'sent':
      return (
        <s-customer-account-action heading={shown.reported.title}>
          <s-stack gap="base">
            {shown.reported.lines.map((line) => (
              <s-paragraph key={line}>{line}</s-paragraph>
            ))}
            <s-paragraph color="subdued">{say('report.photos')}</s-paragraph>
          </s-stack>
          <OpenCase
            slot="primary-action"
            variant="primary"
            here={shopify}
            caseNumber={shown.reported.number}
            label={say('openCase')}
            failed={say('openFailed')}
          />
          <Close />
        </s-customer-account-action>
      );
  }
}

function Close() {
  return (
    <s-button slot="secondary-actions" onClick={() => shopify.close()}>
      {say('close')}
    </s-button>
  );
}

type FormProps = {
  order: AccountOrder;
  form: NonNullable<AccountOrder['form']>;
  begun: Report;
  onSent: (reported: AccountReported) => void;
};

function ReportForm({ order, form, begun, onSent }: FormProps) {
  const [report, setReport] = useState<Report>(begun);
  const [problem, setProblem] = useState<AccountProblem | null>(null);
  const [sending, setSending] = useState(false);
  const send = async (): Promise<void> => {
    setSending(true);
    const answer = await ask<AccountReported>(shopify, `${path()}/complaints`, reportOf(form.requestId, report));
    setSending(false);
    if (!('told' in answer)) return setProblem(answer);
    dropDraft(shopify.storage);
    onSent(answer.told);
  };
  const change = (part: Partial<Report>): void => {
    setReport((before) => {
      const now = { ...before, ...part };
      keepDraft(shopify.storage, shopify.orderId, now);
      return now;
    });
    // What was said of a field ends with its next change.
    setProblem((before) => {
      const fields = Object.entries(before?.fields ?? {}).filter(([name]) => !(name in part));
      return fields.length > 0 ? { problem: 'fields', fields: Object.fromEntries(fields) } : null;
    });
  };
  return (
    <s-customer-account-action heading={say('report.title')}>
      <s-stack gap="large">
        {problem && <s-banner tone="critical">{say(`problems.${problem.problem}`)}</s-banner>}
        <Fields {...{ order, form, report, change, say }} wrong={problem?.fields ?? {}} />
      </s-stack>
      <s-button slot="primary-action" variant="primary" loading={sending} onClick={() => void send()}>
        {say('report.send')}
      </s-button>
      <Close />
    </s-customer-account-action>
  );
}
