import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Api } from '@shopify/ui-extensions/admin.order-details.action.render';
import type { AdminOrderForm, AdminOrderLogged, AdminOrderProblem } from '../../../app/web/admin-order-wire.ts';
import { ask, orderOf } from './ask.ts';
import { emptyComplaint, Fields, fieldsOf, type Complaint } from './fields.tsx';

// Never read while modules load: the one script runs wherever one of the targets is shown, and each place has its own API.
declare const shopify: Api;

const say = (key: string, values?: Record<string, string>): string => shopify.i18n.translate(key, values);
const path = (): string => `${orderOf(shopify.data)}/form`;

export default function logComplaint(): void {
  render(<LogComplaint />, document.body);
}

type Shown =
  | { is: 'reading' }
  | { is: 'refused'; message: string }
  | { is: 'form'; form: AdminOrderForm }
  | { is: 'logged'; logged: AdminOrderLogged };

/** The short form: what a complaint needs, while the order is in front of one's eyes. The rest is the app's. */
function LogComplaint() {
  const [shown, setShown] = useState<Shown>({ is: 'reading' });
  useEffect(() => {
    void ask<AdminOrderForm>(path(), say('unreachable')).then((answer) => {
      setShown(
        'told' in answer ? { is: 'form', form: answer.told } : { is: 'refused', message: answer.refused.message },
      );
    });
  }, []);
  switch (shown.is) {
    case 'reading':
      return (
        <s-admin-action heading={say('action')} loading>
          <Close label={say('log.cancel')} />
        </s-admin-action>
      );
    case 'refused':
      return (
        <s-admin-action heading={say('action')}>
          <s-banner tone="warning">{shown.message}</s-banner>
          <Close label={say('log.close')} />
        </s-admin-action>
      );
    case 'form':
      return <Form form={shown.form} onLogged={(logged) => setShown({ is: 'logged', logged })} />;
    case 'logged': {
      const { number, path: inApp } = shown.logged;
      return (
        <s-admin-action heading={say('action')}>
          <s-banner tone="success" heading={say('log.done', { number })}>
            {say('log.acknowledged')}
          </s-banner>
          <s-button slot="primary-action" variant="primary" href={`app:${inApp}`}>
            {say('log.open', { number })}
          </s-button>
          <Close label={say('log.close')} />
        </s-admin-action>
      );
    }
  }
}

function Close({ label }: { label: string }) {
  return (
    <s-button slot="secondary-actions" onClick={() => shopify.close()}>
      {label}
    </s-button>
  );
}

function Form({ form, onLogged }: { form: AdminOrderForm; onLogged: (logged: AdminOrderLogged) => void }) {
  const [complaint, setComplaint] = useState<Complaint>(() => emptyComplaint(form));
  const [problem, setProblem] = useState<AdminOrderProblem | null>(null);
  const [sending, setSending] = useState(false);
  const submit = async (): Promise<void> => {
    setSending(true);
    const answer = await ask<AdminOrderLogged>(
      path(),
      say('unreachable'),
      fieldsOf(form, orderOf(shopify.data), complaint),
    );
    setSending(false);
    if ('told' in answer) onLogged(answer.told);
    else setProblem(answer.refused);
  };
  const change = (part: Partial<Complaint>): void => {
    setComplaint((before) => ({ ...before, ...part }));
    // What was said of a field ends with its next change.
    setProblem((before) => {
      const fields = Object.entries(before?.fields ?? {}).filter(([name]) => !(name in part));
      return fields.length > 0 ? { message: '', fields: Object.fromEntries(fields) } : null;
    });
  };
  return (
    <s-admin-action heading={say('log.heading', { order: form.order })}>
      <s-stack gap="base">
        {problem && problem.message !== '' && <s-banner tone="critical">{problem.message}</s-banner>}
        <Fields {...{ form, complaint, change, say }} wrong={problem?.fields ?? {}} />
        <s-link href={`app:app/complaints/new?order_id=${orderOf(shopify.data)}`}>{say('log.full')}</s-link>
      </s-stack>
      <s-button slot="primary-action" variant="primary" loading={sending} onClick={() => void submit()}>
        {say('log.submit')}
      </s-button>
      <Close label={say('log.cancel')} />
    </s-admin-action>
  );
}
