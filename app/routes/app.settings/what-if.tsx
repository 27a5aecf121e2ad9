import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { BlockStack, Button, InlineStack, Link, Text } from '@shopify/polaris';
import { Beside } from '#app/components/calm.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { money } from '#app/domain/money.ts';
import { limitsTexts } from '#app/i18n/en/limits-settings.ts';
import { complaintNumber } from '#app/i18n/en/words.ts';
import type { WhatIf as Tried } from '#app/services/views.ts';
import type { action } from '../app.settings.try.tsx';
import type { PolicyForm } from './use-policy-form.ts';
import styles from './what-if.module.css';

const texts = limitsTexts.tried;
const verdicts = ['allowed', 'needs_approval', 'refused'] as const;

/** What the rules as they stand in the form would have made of the last 90 days, before anything is saved. */
export function WhatIf({ form }: { form: PolicyForm }) {
  const fetcher = useFetcher<typeof action>();
  const changes = JSON.stringify(form.pending());
  const answer = fetcher.data;
  const busy = fetcher.state !== 'idle';
  const seen = useRef(answer);
  useEffect(() => {
    if (busy || seen.current === answer) return;
    seen.current = answer;
    if (answer?.ok === false) form.mark(answer.fields);
  });
  const tryIt = () =>
    fetcher.submit({ currency: form.currency, changes }, { method: 'post', action: '/app/settings/try' });
  return (
    <BlockStack gap="200">
      <InlineStack gap="300" blockAlign="center">
        <Button onClick={tryIt} loading={busy} disabled={!form.dirty}>
          {texts.action}
        </Button>
        <Text as="span" tone="subdued" variant="bodySm">
          {form.dirty ? texts.why : texts.nothingYet}
        </Text>
      </InlineStack>
      <div role="status">{!busy && answer?.ok && <Result tried={answer.tried} />}</div>
      {answer?.ok === false && <Beside>{answer.message}</Beside>}
    </BlockStack>
  );
}

function Result({ tried }: { tried: Tried }) {
  const { money: print } = useFormats();
  const { currency, decisions, leftOut, now, then, turned } = tried;
  const cell = ({ decisions: count, minor }: Tried['now']['allowed']) =>
    texts.cell(count, print(money(minor, currency)));
  if (decisions === 0) return <Text as="p">{texts.none}</Text>;
  return (
    <BlockStack gap="200">
      <table className={styles['table']} aria-label={texts.table(decisions)}>
        <thead>
          <tr>
            <th scope="col">{texts.column}</th>
            <th scope="col">{texts.now}</th>
            <th scope="col">{texts.then}</th>
          </tr>
        </thead>
        <tbody>
          {verdicts.map((verdict) => (
            <tr key={verdict}>
              <th scope="row">{texts.verdict[verdict]}</th>
              <td>{cell(now[verdict])}</td>
              <td>{cell(then[verdict])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {turned.length === 0 && <Text as="p">{texts.same}</Text>}
      {turned.map((each) => (
        <Text as="p" key={`${each.complaintId} ${String(each.minor)}`}>
          <Link url={`/app/complaints/${each.complaintId}`} monochrome>
            {complaintNumber(each.number)}
          </Link>
          {`, ${print(money(each.minor, currency))}: ${texts.turned(texts.verdict[each.now], texts.verdict[each.then])}`}
        </Text>
      ))}
      <Text as="p" tone="subdued" variant="bodySm">
        {texts.how} {leftOut > 0 && texts.leftOut(leftOut)}
      </Text>
    </BlockStack>
  );
}
