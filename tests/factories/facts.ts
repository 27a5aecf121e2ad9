/** What can be seen afterwards: in our database as its owner sees it, and at the store. */
import type { ComplaintId, OrderId, RemedyId } from '#app/domain/ids.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import type { Order } from '#dev-store/state/types.ts';
import type { World } from '#tests/setup/world.ts';

export type RemedyFacts = { state: RemedyState; attempts: number; externalId: string | null; messages: string[] };

export async function remedyFacts(world: World, remedyId: RemedyId): Promise<RemedyFacts> {
  const [row] = await world.sql<{
    state: RemedyState;
    attempts: number;
    external_id: string | null;
    problem: { messages?: string[] } | null;
  }>('SELECT state, attempts, external_id, problem FROM remedies WHERE id = $1', [remedyId]);
  if (!row) throw new Error(`no remedy ${remedyId}`);
  const { state, attempts, external_id: externalId, problem } = row;
  return { state, attempts, externalId, messages: problem?.messages ?? [] };
}

/** Kinds of ledger entries of a remedy, in their order. */
export async function ledgerOf(world: World, remedyId: RemedyId): Promise<string[]> {
  const rows = await world.sql<{ kind: string }>('SELECT kind FROM ledger_entries WHERE remedy_id = $1 ORDER BY id', [
    remedyId,
  ]);
  return rows.map((row) => row.kind);
}

/** What is given on an order by our ledger (settled and held), minor units of the presentment currency. */
export async function givenOnOrder(world: World, orderId: OrderId): Promise<number> {
  const [row] = await world.sql<{ given: string | null }>(
    `SELECT sum(CASE kind WHEN 'reserved' THEN amount_minor WHEN 'released' THEN -amount_minor ELSE 0 END) AS given
     FROM ledger_entries WHERE order_id = $1`,
    [orderId],
  );
  return Number(row?.given ?? 0);
}

export async function complaintFacts(world: World, complaintId: ComplaintId) {
  const [row] = await world.sql<{ state: string; next_action: string | null }>(
    'SELECT state, next_action FROM complaints WHERE id = $1',
    [complaintId],
  );
  if (!row) throw new Error(`no complaint ${complaintId}`);
  return { state: row.state, nextAction: row.next_action };
}

/** Kinds of a complaint's story, oldest first. */
export async function storyOf(world: World, complaintId: ComplaintId): Promise<string[]> {
  const rows = await world.sql<{ kind: string }>(
    'SELECT kind FROM timeline_entries WHERE complaint_id = $1 ORDER BY at, id',
    [complaintId],
  );
  return rows.map((row) => row.kind);
}

/** Refunds at the store that carry this remedy's marker. */
export const refundsOf = (order: Order, remedyId: RemedyId) =>
  order.refunds.filter((refund) => refund.note?.includes(`[amends:${remedyId}]`));

/** Money that refunds of an order have given back or are about to, minor units of the presentment currency. */
export const refundedAtStore = (order: Order): number =>
  order.transactions
    .filter((one) => one.kind === 'REFUND' && (one.status === 'SUCCESS' || one.status === 'PENDING'))
    .reduce((sum, one) => sum + one.amount.presentment, 0);

/** Requests that the store has taken since `from`, by operation. */
export function requestsSince(world: World, from: number) {
  return world.store.store.state.requests.filter((request) => request.id > from && request.kind !== 'token');
}

export const lastRequest = (world: World): number => world.store.store.state.requests.at(-1)?.id ?? 0;
