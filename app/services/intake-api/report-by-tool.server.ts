import { createHash } from 'node:crypto';
import { addIntakeReport, findIntakeReport, type IntakeReportRow } from '#app/db/intake-keys.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import { suggestSeverity } from '#app/domain/complaint/complaint.ts';
import type { Channel, Reason, Severity, WantedOutcome } from '#app/domain/complaint/complaint.ts';
import { parseRequestId, trusted, type OrderId, type RequestId } from '#app/domain/ids.ts';
import { languageFor, type Language } from '#app/domain/language.ts';
import { firstDayAmount } from '#app/domain/limits/first-day.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { err, ok, type Result } from '#app/domain/result.ts';
import type { LogComplaintProblem } from '../complaints/log-complaint.server.ts';
import { reportComplaint } from '../complaints/report-complaint.server.ts';
import type { ShopContext } from '../context.ts';
import { knownOrder } from '../orders/known-order.server.ts';
import { inputHash as hashOf } from '../resolutions/input-hash.server.ts';
import type { Tool } from './let-in.server.ts';

/** A complaint as a tool tells it; what it leaves out is chosen as a person's form would. */
export type ToolReport = {
  externalId: string;
  order: { id: OrderId } | { name: string };
  lines?: { lineItemId: string; quantity: number }[] | undefined;
  reason: Reason;
  channel: Channel;
  wantedOutcome: WantedOutcome;
  severity?: Severity | undefined;
  language?: Language | undefined;
  words: string;
};

export type ToolReportProblem =
  | LogComplaintProblem
  /** No order of this name, or several. */
  | { kind: 'order_not_found' }
  /** The tool has sent something else under this id before. */
  | { kind: 'other_before' };

export type ToolReported = Omit<IntakeReportRow, 'inputHash' | 'complaintId'> & {
  externalId: string;
  repeated: boolean;
};

/**
 * Logs what a tool tells, by the same way as a customer's own report: about items of which somebody complains already it
 * becomes a further contact. The same external id again answers the same complaint.
 */
export async function reportByTool(
  ctx: ShopContext,
  tool: Tool,
  report: ToolReport,
): Promise<Result<ToolReported, ToolReportProblem>> {
  const { shopId, clock, db } = ctx;
  const { externalId, words } = report;
  const inputHash = hashOf(report);
  const before = await findIntakeReport(db.statements(shopId), shopId, tool.keyId, externalId);
  if (before) return told(before, externalId, inputHash, true);
  const orderId = await orderOf(ctx, report.order);
  if (!orderId.ok) return orderId;
  const known = await knownOrder(ctx, orderId.value);
  if (!known.ok) return err({ kind: 'order', problem: known.error });
  const { order } = known.value;
  const highValue = firstDayAmount(200, order.shopCurrency).minor;
  const country = order.shipTo?.countryCode ?? null;
  const at = clock.now();
  const reported = await reportComplaint(
    ctx,
    {
      requestId: requestIdOf(tool.keyId, externalId),
      orderId: orderId.value,
      lines: report.lines ?? order.lines.map(({ id, quantity }) => ({ lineItemId: id, quantity })),
      ...{ reason: report.reason, channel: report.channel, wantedOutcome: report.wantedOutcome, words, detail: null },
      severity: report.severity ?? suggestSeverity(report.reason, order.total.shop.minor, highValue),
      language: report.language ?? languageFor(order.customer?.locale ?? null, country),
    },
    async (tx, { complaintId, joined }) => {
      await addIntakeReport(tx, shopId, { keyId: tool.keyId, externalId, inputHash, complaintId, joined, at });
      await tell(tx, { shopId, complaintId, actor: ctx.actor, at }, [{ kind: 'sent_by_tool', tool: tool.name }]);
    },
  );
  if (!reported.ok) return reported;
  const now = await findIntakeReport(db.statements(shopId), shopId, tool.keyId, externalId);
  if (!now) throw new Error('a report of a tool that was not written down');
  return told(now, externalId, inputHash, false);
}

/** How a complaint stands that a tool has sent; null when it has sent none under this id. */
export async function toolReport(ctx: ShopContext, tool: Tool, externalId: string): Promise<ToolReported | null> {
  const row = await findIntakeReport(ctx.db.statements(ctx.shopId), ctx.shopId, tool.keyId, externalId);
  return row && viewOf(row, externalId, true);
}

function viewOf(
  { number, state, joined, receivedAt, updatedAt }: IntakeReportRow,
  externalId: string,
  repeated: boolean,
) {
  return { externalId, number, state, joined, receivedAt, updatedAt, repeated };
}

function told(
  row: IntakeReportRow,
  externalId: string,
  inputHash: string,
  repeated: boolean,
): Result<ToolReported, ToolReportProblem> {
  // Whose customer was forgotten has no print any more: it is taken for the same.
  const same = row.inputHash === inputHash || row.inputHash === '';
  return same ? ok(viewOf(row, externalId, repeated)) : err({ kind: 'other_before' });
}

async function orderOf(
  ctx: ShopContext,
  order: ToolReport['order'],
): Promise<Result<OrderId, { kind: 'order_not_found' } | { kind: 'order'; problem: ReadProblem }>> {
  if ('id' in order) return ok(order.id);
  const found = await ctx.gateway.searchOrders(order.name);
  if (!found.ok) return err({ kind: 'order', problem: found.error });
  const bare = (name: string): string => name.replace(/^#/, '').toLowerCase();
  const named = found.value.filter(({ name }) => bare(name) === bare(order.name.trim()));
  return named[0] && named.length === 1 ? ok(named[0].id) : err({ kind: 'order_not_found' });
}

/** One id for each thing that a tool sends (a UUID of version 8, RFC 9562: made from a digest). */
function requestIdOf(keyId: string, externalId: string): RequestId {
  const hex = createHash('sha256').update(`${keyId} ${externalId}`).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return trusted(parseRequestId, parts.join('-'));
}
