import type { Store } from '../state/store.ts';
import { decimalAmount } from '../money.ts';
import { refundTotal } from '../orders/totals.ts';

const ROWS = 200;

type Cell = string | number | null;

/** A plain page of what happened, newest first. */
export function statePage(store: Store): string {
  const { state } = store;
  const refunds = state.orders.flatMap((order) => order.refunds.map((refund) => ({ order, refund })));
  const recent = refunds.toSorted((a, b) => b.refund.createdAt.localeCompare(a.refund.createdAt)).slice(0, ROWS);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Dev store</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body{font:14px/1.45 system-ui,sans-serif;margin:24px;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;margin:8px 0 28px;width:100%}
th,td{text-align:left;padding:4px 10px 4px 0;border-bottom:1px solid #e3e3e3;vertical-align:top}
th{font-weight:600}td{font-variant-numeric:tabular-nums}h2{margin:24px 0 0;font-size:17px}.scroll{overflow-x:auto}
</style></head><body>
<h1>Dev store</h1>
<p>Store time ${escape(new Date(store.now()).toISOString())} · ${state.orders.length} orders · ${state.customers.length} customers ·
latency ${state.latencyMs} ms · <a href="/dev-store/state">state as JSON</a></p>
${table(
  'Requests',
  ['time', 'shop', 'operation', 'root', 'cost', 'status', 'ms', 'key', 'fault', 'errors'],
  state.requests
    .slice(-ROWS)
    .toReversed()
    .map((one) => [
      one.at,
      one.shop,
      one.operation ?? one.path,
      one.rootFields.join(', '),
      one.requestedCost === null ? '' : `${one.actualCost ?? '-'} of ${one.requestedCost}`,
      one.status === 0 ? 'no answer' : one.status,
      one.ms,
      one.idempotencyKey,
      one.fault,
      [...one.errors, ...one.userErrors].join(' | '),
    ]),
)}
${table(
  'Refunds',
  ['time', 'shop', 'order', 'money back', 'by', 'note', 'key'],
  recent.map(({ order, refund }) => [
    refund.createdAt,
    order.shop,
    order.name,
    `${decimalAmount(refundTotal(order, refund).presentment, order.presentmentCurrency)} ${order.presentmentCurrency}`,
    refund.source,
    refund.note,
    refund.idempotencyKey,
  ]),
)}
${table(
  'Webhooks',
  ['time', 'shop', 'topic', 'state', 'attempts', 'next', 'id'],
  state.webhooks
    .slice(-ROWS)
    .toReversed()
    .map((one) => [
      one.triggeredAt,
      one.shop,
      one.topic,
      one.state,
      one.attempts.map((attempt) => attempt.status ?? attempt.error).join(', '),
      one.nextAttemptAt,
      one.id,
    ]),
)}
${table(
  'E-mails',
  ['time', 'from', 'to', 'subject', 'Message-ID'],
  state.mails
    .slice(-ROWS)
    .toReversed()
    .map((one) => [one.at, one.from, one.to.join(', '), one.subject, one.messageId ?? null]),
)}
${table(
  'Faults',
  ['match', 'kind', 'shop', 'left', 'applied', 'probability'],
  state.faults.map((one) => [
    one.match ?? 'every request',
    one.kind,
    one.shop,
    one.timesLeft ?? 'no end',
    one.applied,
    one.probability,
  ]),
)}
</body></html>`;
}

function table(title: string, heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return `<h2>${title}</h2><p>None.</p>`;
  const head = heads.map((one) => `<th>${escape(one)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escape(String(cell ?? ''))}</td>`).join('')}</tr>`)
    .join('\n');
  return `<h2>${title}</h2><div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
