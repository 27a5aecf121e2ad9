/** Contexts in which a worker (or the process that answers a click) dies at a named line, or its call to Shopify fails. */
import type { Database } from '#app/db/database.server.ts';
import type { JobQueue } from '#app/db/job-queue.server.ts';
import { parseRemedyId, type RemedyId } from '#app/domain/ids.ts';
import type { ShopifyGateway } from '#app/domain/remedy/gateway.ts';
import type { RemedyCalls, Step } from '#app/domain/remedy/plug.ts';
import type { ShopContext, StaffContext } from '#app/services/context.ts';
import type { Click, Death, Fault } from './script.ts';

/** The process is gone: nothing after this line happens. */
export class Died extends Error {
  override name = 'Died';
}

/** The real call, with this fault on its way. */
export type Faulty = <T>(fault: Fault, operation: string, call: (gateway: ShopifyGateway) => Promise<T>) => Promise<T>;

export type Happened = (remedyId: RemedyId, what: string) => void;

/** What one remedy's worker is going to meet next; each call takes one from the script. */
export type Fate = {
  send(remedyId: RemedyId): { fault: Fault; death: Death };
  look(remedyId: RemedyId): { fault: Fault; death: Death };
  diesAfterClaim(remedyId: RemedyId): boolean;
};

/** For one look at one remedy. */
export function dyingWorker(
  ctx: ShopContext,
  jobs: JobQueue,
  fate: Fate,
  faulty: Faulty,
  happened: Happened,
): ShopContext {
  let death: Death = 'none';
  let claimed = false;
  const around = async <T>(next: { fault: Fault; death: Death }, call: () => Promise<T>): Promise<T> => {
    if (next.death === 'before-call') throw new Died();
    const answer = await call();
    if (next.death === 'after-call') throw new Died();
    death = next.death;
    return answer;
  };
  const { refund } = ctx.gateway.remedies;
  const seen = (step: Step<'refund'>) => {
    const { remedyId } = step.identity;
    const next = fate.look(remedyId);
    return around(next, async () => {
      const found = await faulty(next.fault, 'FindRefund', (real) => real.remedies.refund.findExisting(step));
      const what = found.ok
        ? (found.value?.proof.transactions.map((one) => one.status).join() ?? 'absent')
        : found.error.kind;
      happened(remedyId, `look ${next.fault.kind} ${next.death}: ${what}`);
      return found;
    });
  };
  const calls: RemedyCalls<'refund'> = {
    ...refund,
    execute: (step) => {
      const { remedyId } = step.identity;
      const next = fate.send(remedyId);
      return around(next, async () => {
        const outcome = await faulty(next.fault, 'IssueRefund', (real) => real.remedies.refund.execute(step));
        happened(remedyId, `send ${next.fault.kind} ${next.death}: ${outcome.outcome}`);
        return outcome;
      });
    },
    findExisting: seen,
    watch: seen,
  };
  const gateway: ShopifyGateway = { ...ctx.gateway, remedies: { ...ctx.gateway.remedies, refund: calls } };
  // The first thing that a look writes is its claim.
  const statements: Database['statements'] = (shopId) => {
    const sql = ctx.db.statements(shopId);
    return {
      ...sql,
      $queryRaw: async <Rows>(...query: Parameters<typeof sql.$queryRaw>) => {
        const rows = await sql.$queryRaw<Rows>(...query);
        const first = !claimed;
        claimed = true;
        const remedyId = first ? claimedRemedy(rows) : null;
        if (remedyId && fate.diesAfterClaim(remedyId)) throw new Died();
        return rows;
      },
    };
  };
  const atomically: Database['atomically'] = (shopId, work, options) => {
    const now = death;
    death = 'none';
    return dyingTransaction(ctx.db, now)(shopId, work, options);
  };
  const db: Database = { ...ctx.db, statements, atomically };
  return { ...ctx, jobs, gateway, db };
}

/** For one click. */
export function dyingClick(ctx: StaffContext, jobs: JobQueue, click: Click, faulty: Faulty): StaffContext {
  const deaths: Record<Click, Death> = {
    fine: 'none',
    'read-fails': 'none',
    'dies-before-commit': 'while-recording',
    'dies-after-commit': 'after-recording',
  };
  const reading: Fault = { kind: click === 'read-fails' ? '5xx-before' : 'none', applyAfterMs: 0, realTimeout: false };
  return {
    ...ctx,
    jobs,
    gateway: {
      ...ctx.gateway,
      remedies: {
        ...ctx.gateway.remedies,
        refund: {
          ...ctx.gateway.remedies.refund,
          read: (orderId, ask) => faulty(reading, 'ReadRefundable', (real) => real.remedies.refund.read(orderId, ask)),
        },
      },
    },
    db: { ...ctx.db, atomically: dyingTransaction(ctx.db, deaths[click]) },
  };
}

function dyingTransaction(db: Database, death: Death): Database['atomically'] {
  return async (shopId, work, options) => {
    const result = await db.atomically(
      shopId,
      async (sql) => {
        const worked = await work(sql);
        if (death === 'while-recording') throw new Died();
        return worked;
      },
      options,
    );
    if (death === 'after-recording') throw new Died();
    return result;
  };
}

function claimedRemedy(rows: unknown): RemedyId | null {
  const row: unknown = Array.isArray(rows) ? rows[0] : null;
  const isRemedy = typeof row === 'object' && row !== null && 'idempotency_key' in row && 'id' in row;
  return isRemedy ? parseRemedyId(row.id) : null;
}
