/** What must hold when a run has come to rest. Each check looks at our database and at the store, never at our code. */
import type { RemedyId } from '#app/domain/ids.ts';
import { firstDayPolicy } from '#app/domain/limits/first-day.ts';
import type { PlanOf, RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import { remedyRules } from '#app/domain/remedy/rules.ts';
import type { AtStore, Given } from './player.ts';
import { checkPauses, wasWithLawyer } from './pauses.ts';
import { kinds, playerOf } from './players.ts';
import type { Stage } from './stage.ts';

export type Row = {
  id: RemedyId;
  complaint_id: string;
  kind: RemedyKind;
  plan: PlanOf<RemedyKind>;
  state: RemedyState;
  amount_minor: string;
  shop_amount_minor: string;
  last_sent_at: Date | null;
  updated_at: Date;
  ledger: string[];
  keys: string;
  open_attempts: string;
  last_purpose: 'issue' | 'undo' | null;
};

export const rowsOf = (stage: Stage): Promise<Row[]> =>
  stage.lane.world.sql<Row>(
    `SELECT r.id, r.complaint_id, r.kind, r.plan, r.state, r.amount_minor, r.shop_amount_minor, r.last_sent_at, r.updated_at,
       array(SELECT kind FROM ledger_entries l WHERE l.remedy_id = r.id ORDER BY l.id) AS ledger,
       a.keys, a.open_attempts, a.last_purpose
     FROM remedies r, LATERAL (
       SELECT count(DISTINCT idempotency_key) AS keys, count(*) FILTER (WHERE finished_at IS NULL) AS open_attempts,
         (array_agg(purpose ORDER BY number DESC))[1] AS last_purpose
       FROM attempts WHERE remedy_id = r.id AND shop_id = r.shop_id) a
     WHERE r.order_id = $1 ORDER BY r.id`,
    [String(stage.order.id)],
  );

const givenUp: readonly RemedyState[] = ['refused', 'not_issued'];
const ended: readonly RemedyState[] = ['settled', 'failed', 'undone', ...givenUp];

type Seen = {
  row: Row;
  store: AtStore;
  /** Where a second one would be given by sending again, nobody sends again: a person has to look, and that is an end. */
  mayEndWithPerson: boolean;
};

const hasEnded = ({ row: { state }, mayEndWithPerson }: Seen): boolean =>
  ended.includes(state) || (state === 'needs_person' && mayEndWithPerson);

export async function check(stage: Stage): Promise<string[]> {
  const rows = await rowsOf(stage);
  const seen = rows.map((row) => seenOf(stage, row));
  const known = new Set(rows.map((row) => row.id));
  const violations = [...stage.problems];
  for (const { remedyId } of stage.allowed)
    if (!known.has(remedyId)) violations.push('lost: allowed, and not in the database');
  if (rows.length !== stage.allowed.length)
    violations.push(`${String(rows.length)} remedies decided, ${String(stage.allowed.length)} answered`);
  for (const each of seen) {
    const { kind, state } = each.row;
    violations.push(...checkRemedy(stage, each).map((what) => `${what} (${kind}, ${state})`));
  }
  violations.push(...checkStore(stage, seen), ...(await checkLimits(stage, seen)));
  violations.push(...(await checkComplaints(stage, seen)), ...(await checkPauses(stage)));
  for (const { remedyId } of stage.allowed) {
    const row = rows.find((each) => each.id === remedyId);
    if (row) stage.tellOf(remedyId, `ended ${row.state}, ledger ${row.ledger.join(' ')}, ${row.amount_minor}`);
  }
  count(stage, seen);
  return violations;
}

/** Of an order whose worker was killed: what does not hold, and how many of each kind its remedies gave. A parcel may be on its way. */
export async function problemsOf(stage: Stage): Promise<{ problems: string[]; counts: Map<RemedyKind, number> }> {
  const rows = await rowsOf(stage);
  const problems = stage.allowed.flatMap(({ remedyId }) =>
    rows.some((row) => row.id === remedyId) ? [] : ['lost: allowed, and not in the database'],
  );
  const counts = new Map<RemedyKind, number>();
  for (const seen of rows.map((row) => seenOf(stage, row))) {
    const { row, store } = seen;
    counts.set(row.kind, (counts.get(row.kind) ?? 0) + store.count);
    const isMade = store.count === 1 && store.standing === 'under_way';
    const onItsWay = row.state === 'issued' && (isMade || playerOf(row.kind).byPeople === true);
    if (!onItsWay) problems.push(...checkRemedy(stage, seen).map((what) => `${what} (${row.kind}, ${row.state})`));
  }
  return { problems, counts };
}

function count({ counted }: Stage, seen: readonly Seen[]): void {
  counted.remedies += seen.length;
  for (const { row, store } of seen) {
    counted.given += store.count;
    if (row.state === 'undone') counted.undone += 1;
    if (store.count > 0) counted.kinds[row.kind] = (counted.kinds[row.kind] ?? 0) + 1;
  }
}

const givenOf = ({ id, plan, amount_minor }: Row): Given<RemedyKind> => ({
  id,
  plan,
  amountMinor: Number(amount_minor),
});

function seenOf(stage: Stage, row: Row): Seen {
  const { kind } = row;
  const player = playerOf(kind);
  const given = givenOf(row);
  const mayEndWithPerson = remedyRules[kind].repeat === 'never' || (player.needsPerson?.(stage, given) ?? false);
  return { row, store: player.atStore(stage, given), mayEndWithPerson };
}

/** What the store must show for each way to end. */
function mismatch({ row: { state, kind, last_purpose }, store: { count, standing } }: Seen): string | null {
  // A kind whose taking back bears no mark shows the thing itself, and is added up with all others.
  const afterUndo = playerOf(kind).takenBack ? 'given' : 'taken_back';
  switch (state) {
    case 'settled':
      if (count === 0) return 'lost: settled here, and not there';
      return standing === 'given' ? null : `settled here, ${standing} there`;
    case 'undone':
      return standing === afterUndo ? null : `undone here, ${standing} there`;
    case 'failed':
      return standing === 'nothing' || standing === 'taken_back' ? null : `failed here, ${standing} there`;
    case 'needs_person': {
      if (remedyRules[kind].repeat !== 'never') return null;
      const expected = last_purpose === 'undo' ? 'given' : 'nothing';
      return standing === expected ? null : `a person looked and did not see that it is ${standing}`;
    }
    default:
      return count === 0 ? null : 'given up here, and made at the store';
  }
}

const ledgers: Partial<Record<RemedyState, readonly string[]>> = {
  settled: ['reserved settled'],
  undone: ['reserved settled reversed', 'reserved released'],
  needs_person: ['reserved', 'reserved settled'],
  refused: ['reserved released'],
  not_issued: ['reserved released'],
  failed: ['reserved released'],
};

function checkRemedy(stage: Stage, seen: Seen): string[] {
  const { row, store } = seen;
  const violations: string[] = [];
  if (store.count > 1) violations.push(`double: given ${String(store.count)} times`);
  if (!hasEnded(seen)) return [...violations, 'unsettled'];
  const differs = mismatch(seen);
  if (differs !== null) violations.push(differs);
  if (store.differs !== null && row.state !== 'needs_person') violations.push(`ledger differs: ${store.differs}`);
  const ledger = row.ledger.join(' ');
  if (!ledgers[row.state]?.includes(ledger)) violations.push(`ledger says ${ledger}`);
  const waited = row.updated_at.getTime() - (row.last_sent_at?.getTime() ?? 0);
  if (row.state === 'not_issued' && waited < stage.lane.world.timing.quarantineMs)
    violations.push('given up inside the quarantine');
  if (Number(row.keys) > 1) violations.push('sent with different keys');
  if (Number(row.open_attempts) > 0) violations.push('an attempt was never completed');
  return violations;
}

/** All that the store has of ours, against all that our remedies know of. */
function checkStore(stage: Stage, seen: readonly Seen[]): string[] {
  const violations: string[] = [];
  for (const kind of kinds) {
    const own = seen.filter(({ row }) => row.kind === kind);
    const known = own.reduce((sum, { store }) => sum + store.count, 0);
    const there = playerOf(kind).all(
      stage,
      own.map(({ row }) => givenOf(row)),
    );
    if (there !== known) violations.push(`double: ${String(there)} × ${kind} at the store, ${String(known)} known`);
    const back = playerOf(kind).takenBack?.(stage);
    if (!back) continue;
    const undone = own.flatMap(({ row }) => (row.state === 'undone' ? Number(row.amount_minor) : []));
    const list = (amounts: readonly number[]) => [...amounts].sort((a, b) => a - b).join();
    if (list(back) !== list(undone)) violations.push(`${kind}: ${list(back)} taken back, ${list(undone)} recorded`);
  }
  return violations;
}

/** Never more than the limit on any complaint, at any moment; by the ledger, and by what the store gave. */
async function checkLimits(stage: Stage, seen: readonly Seen[]): Promise<string[]> {
  if (stage.limits.length === 0) return [];
  const entries = await stage.lane.world.sql<{ complaint_id: string; kind: string; minor: string; at: Date }>(
    `SELECT complaint_id, kind, shop_amount_minor AS minor, at FROM ledger_entries WHERE order_id = $1 ORDER BY at, id`,
    [String(stage.order.id)],
  );
  const violations: string[] = [];
  const [highest] = stage.limits;
  for (const complaintId of stage.complaintIds) {
    let held = 0;
    for (const { kind, minor, at } of entries.filter((each) => each.complaint_id === complaintId)) {
      if (kind === 'reserved') held += Number(minor);
      if (kind === 'released' || kind === 'reversed') held -= Number(minor);
      const { limit } = stage.limits.findLast(({ from }) => from <= at.getTime()) ?? { limit: null };
      // What counts nothing (a return at her own cost) may also be given when the limit has been lowered below what is held.
      if (kind === 'reserved' && Number(minor) > 0 && limit && held > limit.minor)
        violations.push(`over the limit: ${String(held)} held and given, ${String(limit.minor)} allowed`);
    }
    const there = seen.filter(({ row, store }) => row.complaint_id === complaintId && isThere(row, store));
    const given = there.reduce((sum, { row }) => sum + Number(row.shop_amount_minor), 0);
    if (highest && given > highest.limit.minor) violations.push(`over the limit: ${String(given)} given at the store`);
  }
  const toCustomer = mostToCustomer(stage);
  const given = seen.filter(({ row, store }) => isThere(row, store));
  const sum = given.reduce((total, { row }) => total + Number(row.shop_amount_minor), 0);
  if (toCustomer !== null && sum > toCustomer) violations.push(`over the limit: ${String(sum)} given to one customer`);
  return violations;
}

/** Over all complaints of one customer; the first day's rules say so, and nobody has changed them. */
function mostToCustomer({ order }: Stage): number | null {
  return order.customerId === null ? null : firstDayPolicy(order.currency).roles.agent.perCustomer;
}

const isThere = ({ state }: Row, { standing }: AtStore): boolean =>
  state !== 'undone' && (standing === 'given' || standing === 'under_way');

/**
 * Whoever opens a complaint sees what is to be done: decide again when something came back since the last decision,
 * look when a person is needed, nothing when all of it arrived.
 */
async function checkComplaints(stage: Stage, remedies: readonly Seen[]): Promise<string[]> {
  const violations: string[] = [];
  const seen = await stage.lane.world.sql<{
    id: string;
    state: string;
    next_action: string | null;
    came_back: boolean;
  }>(
    `SELECT c.id, c.state, c.next_action, EXISTS (
       SELECT 1 FROM ledger_entries back WHERE back.complaint_id = c.id AND back.kind IN ('released', 'reversed') AND back.id::text > ALL (
         SELECT id::text FROM ledger_entries decided WHERE decided.complaint_id = c.id AND decided.kind = 'reserved')
     ) AS came_back FROM complaints c WHERE c.id = ANY ($1::uuid[])`,
    [stage.complaintIds],
  );
  for (const { id, state, next_action, came_back } of seen) {
    const own = remedies.filter(({ row }) => row.complaint_id === id);
    if (own.length === 0 || !own.every(hasEnded)) continue;
    const shown = `${state} ${next_action ?? '-'}`;
    const expected = own.some(({ row }) => row.state === 'needs_person')
      ? ['open check_remedy', 'open decide_again']
      : [came_back ? 'open decide_again' : 'resolved -'];
    // What has come back asks for a decision, unless one was taken after it or the money had gone back before.
    const asks = own.some(({ row }) => row.state === 'settled' && remedyRules[row.kind].thenDecide);
    if (asks && !came_back) expected.push('open decide_remedy');
    // Whoever gets it back from the lawyer is to decide what now.
    if (wasWithLawyer(stage, id)) expected.push('open decide_remedy');
    if (!expected.includes(shown)) violations.push(`the complaint says ${shown} instead of ${expected.join(' or ')}`);
  }
  return violations;
}
