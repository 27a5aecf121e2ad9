import { fieldsOf, quantitiesOf } from '#app/components/kept-fields.ts';
import { channels, reasons, severities, wantedOutcomes } from '#app/domain/complaint/complaint.ts';
import type { Channel, Reason, Severity, WantedOutcome } from '#app/domain/complaint/complaint.ts';
import { parseRequestId } from '#app/domain/ids.ts';
import type { RequestId } from '#app/domain/ids.ts';
import type { Order } from '#app/domain/order.ts';

/** What has been chosen and typed so far. */
export type Draft = {
  /** Chosen quantity by line; a line that is not chosen is absent. */
  quantities: Record<string, number>;
  reason: Reason | '';
  words: string;
  wantedOutcome: WantedOutcome | '';
  channel: Channel;
  /** null follows the suggestion. */
  severity: Severity | null;
};

/** A draft with the id it will be logged under: tried again after a reload, it is still the same request. */
export type KeptDraft = { draft: Draft; requestId: RequestId };

/** A draft as this browser has kept it; null when it cannot be one about this order any more. */
export function readKept(kept: Record<string, unknown>, order: Order): KeptDraft | null {
  const requestId = parseRequestId(kept['requestId']);
  const { quantities, reason, words, wantedOutcome, channel, severity } = fieldsOf(kept['draft']);
  if (requestId === null || typeof words !== 'string') return null;
  const draft: Draft = {
    ...emptyDraft(order),
    quantities: quantitiesOf(quantities, (lineItemId) => order.lines.find((line) => line.id === lineItemId)?.quantity),
    reason: reasons.find((each) => each === reason) ?? '',
    words,
    wantedOutcome: wantedOutcomes.find((each) => each === wantedOutcome) ?? '',
    channel: channels.find((each) => each === channel) ?? 'email',
    severity: severities.find((each) => each === severity) ?? null,
  };
  return { draft, requestId };
}

/** An order of one line leaves nothing to choose. */
export function emptyDraft(order: Order): Draft {
  const [only, ...others] = order.lines;
  const quantities = only && others.length === 0 ? { [only.id]: only.quantity } : {};
  return { quantities, reason: '', words: '', wantedOutcome: '', channel: 'email', severity: null };
}

export function isDirty(draft: Draft, order: Order): boolean {
  const empty = emptyDraft(order);
  const quantities = (of: Draft) => JSON.stringify(Object.entries(of.quantities).sort());
  return (
    quantities(draft) !== quantities(empty) ||
    draft.reason !== '' ||
    draft.words !== '' ||
    draft.wantedOutcome !== '' ||
    draft.channel !== empty.channel ||
    draft.severity !== null
  );
}

export function linesOf(draft: Draft): { lineItemId: string; quantity: number }[] {
  return Object.entries(draft.quantities).map(([lineItemId, quantity]) => ({ lineItemId, quantity }));
}

const draftField: Record<string, keyof Draft> = {
  lines: 'quantities',
  reason: 'reason',
  words: 'words',
  wantedOutcome: 'wantedOutcome',
  channel: 'channel',
  severity: 'severity',
};

/** The server's sentences about fields that have not been changed since they were sent. */
export function stillWrong(fields: Record<string, string>, sent: Draft, now: Draft): Record<string, string> {
  const unchanged = ([name]: [string, string]) => {
    const field = draftField[name];
    return field === undefined || sent[field] === now[field];
  };
  return Object.fromEntries(Object.entries(fields).filter(unchanged));
}
