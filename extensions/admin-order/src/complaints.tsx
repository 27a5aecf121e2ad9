import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Api } from '@shopify/ui-extensions/admin.order-details.block.render';
import type { AdminOrder, OrderComplaint } from '../../../app/web/admin-order-wire.ts';
import { ask, orderOf, type Answer } from './ask.ts';

// Never read while modules load: the one script runs wherever one of the targets is shown, and each place has its own API.
declare const shopify: Api;

const say = (key: string, values?: Record<string, string>): string => shopify.i18n.translate(key, values);

export default function complaints(): void {
  render(<Complaints />, document.body);
}

/** The order's complaints: where each stands, what is next and by when, whom it is with, and what was given. */
function Complaints() {
  const [answer, setAnswer] = useState<Answer<AdminOrder> | null>(null);
  useEffect(() => {
    void ask<AdminOrder>(orderOf(shopify.data), say('unreachable')).then(setAnswer);
  }, []);
  return (
    <s-admin-block heading={say('block')}>
      {answer === null ? <s-spinner accessibilityLabel={say('reading')} /> : <Told answer={answer} />}
    </s-admin-block>
  );
}

function Told({ answer }: { answer: Answer<AdminOrder> }) {
  if ('refused' in answer) return <s-banner tone="warning">{answer.refused.message}</s-banner>;
  const { complaints } = answer.told;
  return (
    <s-stack gap="base">
      {complaints.length === 0 && <s-text color="subdued">{say('list.none')}</s-text>}
      {complaints.map((one) => (
        <Complaint key={one.number} one={one} />
      ))}
      <s-stack direction="inline">
        <s-button onClick={() => shopify.navigation.navigate('extension:log-complaint-on-order')}>
          {say('action')}
        </s-button>
      </s-stack>
    </s-stack>
  );
}

function Complaint({ one }: { one: OrderComplaint }) {
  return (
    <s-stack gap="small-300">
      <s-stack direction="inline" gap="small" alignItems="center">
        <s-link href={`app:${one.path}`}>{one.number}</s-link>
        <s-badge tone={one.tone}>{one.state}</s-badge>
        <s-text>{one.reason}</s-text>
      </s-stack>
      {one.next !== '' && (
        <s-text tone={one.overdue ? 'critical' : 'auto'}>
          {one.overdue ? say('list.late', { next: one.next }) : one.next}
        </s-text>
      )}
      <s-text color="subdued">{say('list.with', { name: one.assignee })}</s-text>
      {one.given.map((given, nth) => (
        <s-text key={nth}>{given}</s-text>
      ))}
    </s-stack>
  );
}
