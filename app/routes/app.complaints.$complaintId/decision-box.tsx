import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { Beside } from '#app/components/calm.tsx';
import { useFormats } from '#app/components/reader.tsx';
import type { Decision } from '#app/domain/limits/decide.ts';
import { subtract, sum } from '#app/domain/money.ts';
import { panelTexts as texts } from '#app/i18n/en/complaint.ts';
import { leftForWhat, limitNumbers } from '#app/i18n/en/limits.ts';
import { limitLeft, tryAgain } from '#app/i18n/en/problems.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import { getsOf } from './card-standing.ts';
import type { Answered } from './preview-answer.ts';
import type { Screens } from './remedies/use-screens.ts';
import styles from './bundle-form.module.css';

type Props = {
  page: ComplaintPage;
  who: string;
  screens: Screens;
  /** What is still to be chosen; null when something is asked for everywhere. */
  nothingAsked: string | null;
  /** What is shown is being worked out anew. */
  working: boolean;
  /** Everything that was asked for, when all of it can be given. */
  shown: Answered[] | null;
  decision: Decision | null;
  /** Nobody answered: what that means. Asking again may help. */
  unanswered: string;
  /** Why nothing can be given at all: a chargeback. */
  no: string | null;
  /** Why somebody else has to say yes; null where it is hers to give. */
  asks: string | null;
  again: () => void;
};

/** What the decision is, in a sentence a person would say; what it costs; what is left of the limit. */
export function DecisionBox(props: Props) {
  const { nothingAsked, working } = props;
  return (
    <section
      className={styles['preview']}
      aria-label={texts.preview}
      aria-live="polite"
      aria-busy={working && nothingAsked === null}
      data-testid="preview"
    >
      <Contents {...props} />
    </section>
  );
}

function Contents(props: Props) {
  const { page, who, screens, nothingAsked, working, shown, decision, unanswered, no, asks, again } = props;
  if (nothingAsked !== null) return <Quiet page={page}>{texts.choose}</Quiet>;
  if (unanswered !== '') return <Unanswered again={again}>{unanswered}</Unanswered>;
  if (no !== null) return <Beside>{no}</Beside>;
  if (shown && decision) {
    return (
      <div className={working ? styles['stale'] : undefined}>
        <Sentences who={who} screens={screens} shown={shown} decision={decision} asks={asks} />
      </div>
    );
  }
  return <Quiet page={page}>{working ? texts.whyNot.working : texts.whyNot.problem}</Quiet>;
}

function Unanswered({ again, children }: { again: () => void; children: string }) {
  return (
    <BlockStack gap="200">
      <Beside>{children}</Beside>
      <InlineStack>
        <Button onClick={again}>{tryAgain}</Button>
      </InlineStack>
    </BlockStack>
  );
}

/** While there is nothing to preview, what may be given is worth knowing. */
function Quiet({ page, children }: { page: ComplaintPage; children: string }) {
  const { money } = useFormats();
  return (
    <BlockStack gap="100">
      <Text as="p" tone="subdued">
        {children}
      </Text>
      <Text as="p" tone="subdued">
        {limitLeft(page.limit.role, page.limit, money)}
      </Text>
    </BlockStack>
  );
}

type SentencesProps = Pick<Props, 'who' | 'screens' | 'asks'> & { shown: Answered[]; decision: Decision };

function Sentences({ who, screens, shown, decision, asks }: SentencesProps) {
  const formats = useFormats();
  const [only, ...more] = shown;
  const { currency } = decision.numbers.asked;
  const cost = sum(
    shown.flatMap(({ given }) => given?.worth.shopCost ?? []),
    currency,
  );
  return (
    <BlockStack gap="100">
      <Text as="p" variant="headingSm">
        {only && more.length === 0 ? getsOf(only, screens, who, formats) : texts.together(shown.length)}
      </Text>
      <Text as="p">
        {cost.minor > 0 ? texts.costs(formats.money(cost)) : texts.costsNothing}{' '}
        {asks === null && <LimitAfter decision={decision} />}
      </Text>
      {asks !== null && <Text as="p">{asks}</Text>}
      <WhatCounts decision={decision} />
    </BlockStack>
  );
}

function LimitAfter({ decision }: { decision: Decision }) {
  const { money } = useFormats();
  const { limit, left, asked } = decision.numbers;
  if (decision.verdict !== 'allowed') return <span>{limitLeft(decision.role, decision.numbers, money)}</span>;
  if (!limit || !left) return texts.noLimit;
  return texts.limitAfter(money(subtract(left, asked)), money(limit), leftForWhat(decision.numbers.name));
}

/** Every limit that was looked at, with its numbers, for whoever wants to know. */
function WhatCounts({ decision: { checks, numbers } }: { decision: Decision }) {
  const { money } = useFormats();
  if (checks.length < 2) return null;
  return (
    <details className={styles['counts']}>
      <summary>{texts.whatCounts}</summary>
      <ul>
        {checks.map((check) => (
          <li key={`${check.limit} ${check.kind ?? ''}`}>{limitNumbers(check, numbers.asked.currency, money)}</li>
        ))}
      </ul>
    </details>
  );
}
