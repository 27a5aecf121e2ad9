import { Badge, Text } from '@shopify/polaris';
import type { ComplaintState, Severity } from '#app/domain/complaint/complaint.ts';
import type { FinancialStatus } from '#app/domain/order.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import { fulfillmentWord, paymentWords, remedyWords, severityMarks, stateWords } from '#app/i18n/en/words.ts';

type Tone = 'info' | 'success' | 'warning' | 'attention' | 'critical' | null;

// Red stays with errors: what Shopify or the bank refused.
const stateTones: Record<ComplaintState, Tone> = {
  open: 'attention',
  waiting_for_customer: 'info',
  resolved: 'success',
  closed: null,
};

const remedyTones: Record<RemedyState, Tone> = {
  approved: 'info',
  sending: 'info',
  unknown: 'attention',
  issued: 'info',
  settled: 'success',
  refused: 'critical',
  not_issued: 'warning',
  failed: 'critical',
  needs_person: 'attention',
  undoing: 'info',
  undone: null,
};

function ToneBadge({ tone, children }: { tone: Tone; children: string }) {
  return tone ? <Badge tone={tone}>{children}</Badge> : <Badge>{children}</Badge>;
}

export function StateBadge({ state }: { state: ComplaintState }) {
  return <ToneBadge tone={stateTones[state]}>{stateWords[state]}</ToneBadge>;
}

/** `word`: said in place of the common one. */
export function RemedyBadge({ state, word = null }: { state: RemedyState; word?: string | null }) {
  return <ToneBadge tone={remedyTones[state]}>{word ?? remedyWords[state]}</ToneBadge>;
}

export function PaymentBadge({ status }: { status: FinancialStatus }) {
  return <ToneBadge tone={status === 'pending' ? 'attention' : null}>{paymentWords[status]}</ToneBadge>;
}

export function FulfillmentBadge({ status }: { status: string }) {
  return <Badge>{fulfillmentWord(status)}</Badge>;
}

/** Only what stands out is said: normal is the silence. */
export function SeverityMark({ severity }: { severity: Severity }) {
  if (severity === 'normal') return null;
  return (
    <Text as="span" variant="bodySm" fontWeight={severity === 'high' ? 'semibold' : 'regular'} tone="subdued">
      {severityMarks[severity]}
    </Text>
  );
}
