import { useFetcher, useParams } from '@remix-run/react';
import { BlockStack, Text } from '@shopify/polaris';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Beside } from '#app/components/calm.tsx';
import type { StepRules } from '#app/domain/remedy/handmade.ts';
import type { HandmadeKind } from '#app/domain/remedy/kinds.ts';
import { handmadeTexts as texts } from '#app/i18n/en/handmade.ts';
import type { StepWords } from '#app/i18n/en/handmade.ts';
import type { RemedyViewOf } from '#app/services/views.ts';
import type { action } from '../../app.complaints.$complaintId.step.tsx';
import { NextStep } from './handmade-next-step.tsx';
import { StepList } from './handmade-step-list.tsx';
import styles from './handmade-given.module.css';

type Props = {
  remedy: RemedyViewOf<HandmadeKind>;
  rules: StepRules;
  words: Readonly<Record<string, StepWords>>;
  name: string;
  mayAct: boolean;
  /** What was promised. */
  children: ReactNode;
};

/** What people carry out: what was promised, what was done of it so far, and the next step. */
export function HandmadeGiven({ remedy, rules, words, name, mayAct, children }: Props) {
  const { complaintId } = useParams();
  const fetcher = useFetcher<typeof action>();
  const box = useRef<HTMLDivElement>(null);
  const { steps } = remedy.proof ?? { steps: [] };
  const seen = steps.length;
  const shown = useRef(seen);
  // Whoever has just pressed the button stands on nothing now: the next step's is another one.
  useEffect(() => {
    if (shown.current !== seen && document.activeElement === document.body) box.current?.focus();
    shown.current = seen;
  }, [seen]);
  const problem = fetcher.state === 'idle' && fetcher.data && !fetcher.data.ok ? fetcher.data : null;
  const send = (step: Record<string, string>) => {
    if (fetcher.state !== 'idle') return;
    const form = { ...step, remedyId: remedy.id, seen: String(seen), currency: remedy.shopCost.currency };
    fetcher.submit(form, { method: 'post', action: `/app/complaints/${complaintId ?? ''}/step` });
  };
  const underWay = remedy.state === 'issued';
  return (
    <div ref={box} tabIndex={-1} className={styles['box']}>
      <BlockStack gap="400">
        {children}
        <StepList steps={steps} rules={rules} words={words} name={name} underWay={underWay} />
        {problem && problem.message !== '' && <Beside>{problem.message}</Beside>}
        {underWay && mayAct && (
          <NextStep
            key={seen}
            steps={steps}
            rules={rules}
            words={words}
            name={name}
            currency={remedy.shopCost.currency}
            fields={problem?.fields ?? {}}
            busy={fetcher.state !== 'idle'}
            send={send}
          />
        )}
        {underWay && mayAct && seen > 0 && (
          <Text as="p" variant="bodySm" tone="subdued">
            {texts.begun}
          </Text>
        )}
      </BlockStack>
    </div>
  );
}
