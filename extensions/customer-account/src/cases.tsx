import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Api } from '@shopify/ui-extensions/customer-account.order-status.block.render';
import type { AccountCase, AccountOrder } from '../../../app/customer-pages/account/wire.ts';
import { ask, orderNumber, type Answer } from './ask.ts';
import { OpenCase } from './open-case.tsx';

// Never read while modules load: the one script runs wherever one of the targets is shown, and each place has its own API.
declare const shopify: Api;

const say = (key: string, values?: Record<string, string>): string => shopify.i18n.translate(key, values);

export default function cases(): void {
  render(<Cases />, document.body);
}

/**
 * The order's cases. For whoever has only followed a link to this page there is nothing: Shopify does not know her for
 * certain. Without a case there is nothing either: who has a problem finds the order's menu.
 */
function Cases() {
  const orderId = shopify.order.value?.id;
  const isSignedIn = shopify.authenticationState.value === 'fully_authenticated';
  const [answer, setAnswer] = useState<Answer<AccountOrder> | null>(null);
  useEffect(() => {
    if (orderId !== undefined && isSignedIn)
      void ask<AccountOrder>(shopify, `orders/${orderNumber(orderId)}`).then(setAnswer);
  }, [orderId, isSignedIn]);
  if (answer === null) return null;
  if (!('told' in answer))
    // Of another's order, and of one that is not known, nothing is said here.
    return answer.problem === 'unavailable' || answer.problem === 'too_many' ? (
      <s-section heading={say('cases.title')}>
        <s-paragraph color="subdued">{say(`problems.${answer.problem}`)}</s-paragraph>
      </s-section>
    ) : null;
  if (answer.told.cases.length === 0) return null;
  return (
    <s-section heading={say('cases.title')}>
      <s-stack gap="large">
        {answer.told.cases.map((one) => (
          <Case key={one.number} one={one} />
        ))}
      </s-stack>
    </s-section>
  );
}

function Case({ one }: { one: AccountCase }) {
  return (
    <s-stack gap="small">
      <s-heading>{one.title}</s-heading>
      <s-text color="subdued">{one.about}</s-text>
      <s-text type="strong">{one.stands}</s-text>
      {one.next !== '' && <s-paragraph>{one.next}</s-paragraph>}
      {one.given.map(({ title, lines, code }, nth) => (
        <s-box key={nth} padding="base" border="base" borderRadius="base">
          <s-stack gap="small">
            <s-text type="strong">{title}</s-text>
            {lines.map((line) => (
              <s-paragraph key={line}>{line}</s-paragraph>
            ))}
            {code && (
              <s-paragraph>
                {code.label}: <s-text type="strong">{code.text}</s-text>
              </s-paragraph>
            )}
          </s-stack>
        </s-box>
      ))}
      <s-stack direction="inline">
        <OpenCase here={shopify} caseNumber={one.number} label={say('openCase')} failed={say('openFailed')} />
      </s-stack>
    </s-stack>
  );
}
