/** What must hold when a run has come to rest. Each check looks at our database and at the store, never at our code. */
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import type { Stage } from './stage.ts';

type Row = {
  id: string;
  complaint_id: string;
  state: RemedyState;
  amount_minor: string;
  shop_amount_minor: string;
  last_sent_at: Date | null;
  updated_at: Date;
  ledger: string[];
};

const givenUp: readonly RemedyState[] = ['refused', 'not_issued'];
const ended: readonly RemedyState[] = ['settled', 'failed', ...givenUp];

export async function check(stage: Stage): Promise<string[]> {
  const { world } = stage.lane;
  const rows = await world.sql<Row>(
    `SELECT r.id, r.complaint_id, r.state, r.amount_minor, r.shop_amount_minor, r.last_sent_at, r.updated_at,
       array(SELECT kind FROM ledger_entries l WHERE l.remedy_id = r.id ORDER BY l.id) AS ledger
     FROM remedies r WHERE r.order_id = $1 ORDER BY r.id`,
    [String(stage.order.id)],
  );
  const known = new Set(rows.map((row) => row.id));
  const violations = [...stage.problems];
  for (const remedyId of stage.remedies)
    if (!known.has(remedyId)) violations.push('lost: allowed, and not in the database');
  if (rows.length !== stage.remedies.length)
    violations.push(`${String(rows.length)} refunds decided, ${String(stage.remedies.length)} answered`);
  for (const row of rows) violations.push(...(await checkRemedy(stage, row)).map((what) => `${what} (${row.state})`));
  violations.push(...(await checkLimits(stage)), ...checkOrder(stage, rows), ...(await checkComplaints(stage, rows)));
  for (const remedyId of stage.remedies) {
    const row = rows.find((each) => each.id === remedyId);
    if (row) stage.tellOf(remedyId, `ended ${row.state}, ledger ${row.ledger.join(' ')}, ${row.amount_minor}`);
  }
  stage.counted.remedies += rows.length;
  return violations;
}

function atStore(stage: Stage, remedyId: string) {
  const refunds = stage.order.refunds.filter((refund) => refund.note?.includes(`[amends:${remedyId}]`));
  const transactions = stage.order.transactions.filter((one) =>
    refunds.some((refund) => refund.transactionIds.includes(one.id)),
  );
  const sum = (status: string) =>
    transactions.filter((one) => one.status === status).reduce((total, one) => total + one.amount.presentment, 0);
  return { count: refunds.length, given: sum('SUCCESS'), underWay: sum('PENDING') };
}

async function checkRemedy(stage: Stage, row: Row): Promise<string[]> {
  const found = atStore(stage, row.id);
  stage.counted.refunds += found.count;
  const violations: string[] = [];
  const amount = Number(row.amount_minor);
  if (found.count > 1) violations.push('double: given twice');
  if (!ended.includes(row.state)) violations.push('unsettled');
  if (found.underWay > 0 && ended.includes(row.state)) violations.push('ended while money is on its way');
  if (row.state === 'settled' && found.given !== amount) {
    violations.push(
      `${found.count === 0 ? 'lost' : 'ledger differs'}: ${String(found.given)} at the store, ${String(amount)} here`,
    );
  }
  if (row.state !== 'settled' && found.given > 0) violations.push('given at the store, and not settled here');
  if (givenUp.includes(row.state) && found.count > 0) violations.push('given up here, and made at the store');
  const expected =
    row.state === 'settled' ? 'reserved settled' : ended.includes(row.state) ? 'reserved released' : 'reserved';
  if (row.ledger.join(' ') !== expected) violations.push(`ledger says ${row.ledger.join(' ')}`);
  const waited = row.updated_at.getTime() - (row.last_sent_at?.getTime() ?? 0);
  if (row.state === 'not_issued' && waited < stage.lane.world.timing.quarantineMs)
    violations.push('given up inside the quarantine');
  const attempts = await stage.lane.world.sql<{ keys: string; open: string }>(
    `SELECT count(DISTINCT idempotency_key) AS keys, count(*) FILTER (WHERE finished_at IS NULL) AS open FROM attempts WHERE remedy_id = $1`,
    [row.id],
  );
  if (Number(attempts[0]?.keys ?? 0) > 1) violations.push('sent with different keys');
  if (Number(attempts[0]?.open ?? 0) > 0) violations.push('an attempt was never completed');
  return violations;
}

/** Never more than the limit on any complaint, at any moment; by the ledger, and by what the store gave. */
async function checkLimits(stage: Stage): Promise<string[]> {
  if (!stage.limit) return [];
  const violations: string[] = [];
  for (const complaintId of stage.complaintIds) {
    const [row] = await stage.lane.world.sql<{ most: string | null; ids: string[] | null }>(
      `SELECT max(running) AS most, array_agg(DISTINCT remedy_id) AS ids FROM (
         SELECT remedy_id, sum(CASE kind WHEN 'reserved' THEN shop_amount_minor WHEN 'released' THEN -shop_amount_minor ELSE 0 END)
           OVER (ORDER BY at, id) AS running FROM ledger_entries WHERE complaint_id = $1) sums`,
      [complaintId],
    );
    const most = Number(row?.most ?? 0);
    const given = (row?.ids ?? []).reduce((sum, id) => {
      const { given, underWay } = atStore(stage, id);
      return sum + given + underWay;
    }, 0);
    if (most > stage.limit.minor) violations.push(`over the limit: ${String(most)} held and given`);
    // Each refund was rounded up by itself.
    if (stage.inShopCurrency(given) > stage.limit.minor)
      violations.push(`over the limit: ${String(given)} given at the store`);
  }
  return violations;
}

/** All that we gave on the order, against all that the store says carries our marker. */
function checkOrder(stage: Stage, rows: readonly Row[]): string[] {
  const ours = rows.filter((row) => row.state === 'settled').reduce((sum, row) => sum + Number(row.amount_minor), 0);
  const theirs = rows.map((row) => atStore(stage, row.id).given).reduce((a, b) => a + b, 0);
  return ours === theirs ? [] : [`ledger ${String(ours)}, store ${String(theirs)}`];
}

/**
 * Whoever opens a complaint sees what is to be done: decide again when something came back since the last decision,
 * nothing when all of it arrived.
 */
async function checkComplaints(stage: Stage, rows: readonly Row[]): Promise<string[]> {
  const violations: string[] = [];
  for (const complaintId of stage.complaintIds) {
    const own = rows.filter((row) => row.complaint_id === complaintId);
    if (own.length === 0 || own.some((row) => !ended.includes(row.state))) continue;
    const [seen] = await stage.lane.world.sql<{ state: string; next_action: string | null; came_back: boolean }>(
      `SELECT c.state, c.next_action, EXISTS (
         SELECT 1 FROM ledger_entries back WHERE back.complaint_id = c.id AND back.kind = 'released' AND back.id::text > ALL (
           SELECT id::text FROM ledger_entries decided WHERE decided.complaint_id = c.id AND decided.kind = 'reserved')
       ) AS came_back FROM complaints c WHERE c.id = $1`,
      [complaintId],
    );
    const shown = `${seen?.state ?? 'gone'} ${seen?.next_action ?? '-'}`;
    const expected = seen?.came_back ? 'open decide_again' : 'resolved -';
    if (shown !== expected) violations.push(`the complaint says ${shown} instead of ${expected}`);
  }
  return violations;
}
