import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { Beside } from '#app/components/calm.tsx';
import { useFormats } from '#app/components/reader.tsx';
import type { Decision } from '#app/domain/limits/decide.ts';
import { subtract } from '#app/domain/money.ts';
import type { Worth } from '#app/domain/remedy/plug.ts';
import type { Refundable, RefundPlan } from '#app/domain/remedy/refund.ts';
import { panelTexts as texts } from '#app/i18n/en/complaint.ts';
import { limitLeft, tryAgain } from '#app/i18n/en/problems.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import styles from './refund-form.module.css';

type Shown = { refundable: Refundable; plan: RefundPlan; worth: Worth; decision: Decision | null };

type Props = {
  page: ComplaintPage;
  /** Whether anything is asked for. */
  asks: boolean;
  /** What is shown is being worked out anew. */
  working: boolean;
  shown: Shown | null;
  /** Nobody answered: what that means. Asking again may help. */
  unanswered: string;
  /** Why nothing can be given at all: a chargeback. */
  no: string | null;
  again: () => void;
};

/** What the refund is, in a sentence a person would say; what it costs; what is left of the limit. */
export function RefundPreviewBox(props: Props) {
  const { asks, working } = props;
  return (
    <section
      className={styles['preview']}
      aria-label={texts.preview}
      aria-live="polite"
      aria-busy={working && asks}
      data-testid="preview"
    >
      <Contents {...props} />
    </section>
  );
}

function Contents({ page, asks, working, shown, unanswered, no, again }: Props) {
  if (!asks) return <Quiet page={page}>{texts.choose}</Quiet>;
  if (unanswered !== '') return <Unanswered again={again}>{unanswered}</Unanswered>;
  if (no !== null) return <Beside>{no}</Beside>;
  if (shown?.decision) {
    return (
      <div className={working ? styles['stale'] : undefined}>
        <Sentences page={page} shown={shown} plan={shown.plan} decision={shown.decision} />
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
  const { role, limit, given, left } = page.limit;
  return (
    <BlockStack gap="100">
      <Text as="p" tone="subdued">
        {children}
      </Text>
      <Text as="p" tone="subdued">
        {limitLeft(role, limit, given, left, money)}
      </Text>
    </BlockStack>
  );
}

type SentencesProps = { page: ComplaintPage; shown: Shown; plan: RefundPlan; decision: Decision };

function Sentences({ page, shown, plan, decision }: SentencesProps) {
  const { money } = useFormats();
  const who = page.order.customer?.name ?? page.complaint.customerName ?? texts.theCustomer;
  const several = plan.parts.length > 1;
  const parts = plan.parts.map((part) => {
    const parent = shown.refundable.parents.find((each) => each.transactionId === part.parentId);
    return texts.part(parent?.label ?? part.gateway, several ? money(part.amount) : null);
  });
  return (
    <BlockStack gap="100">
      <Text as="p" variant="headingSm">
        {texts.theyGet(who, money(plan.amount), parts)}
      </Text>
      <Text as="p">
        {texts.costs(money(shown.worth.shopCost))} <LimitAfter decision={decision} />
      </Text>
    </BlockStack>
  );
}

function LimitAfter({ decision }: { decision: Decision }) {
  const { money } = useFormats();
  const { limit, given, left, asked } = decision.numbers;
  if (decision.verdict === 'refused') return <span>{limitLeft(decision.role, limit, given, left, money)}</span>;
  if (!limit || !left) return texts.noLimit;
  return texts.limitAfter(money(subtract(left, asked)), money(limit));
}
