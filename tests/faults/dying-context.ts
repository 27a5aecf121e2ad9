/** Contexts in which a worker (or the process that answers a click) dies at a named line, or its call to Shopify fails. */
import type { Database, Transaction } from '#app/db/database.server.ts';
import type { JobQueue } from '#app/db/job-queue.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { parseRemedyId, type RemedyId, type ShopId } from '#app/domain/ids.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { RemedyCalls, Step } from '#app/domain/remedy/plug.ts';
import type { ShopContext, StaffContext } from '#app/services/context.ts';
import { faultInput, type Lane } from './lane.ts';
import { kinds, playerOf } from './players.ts';
import type { Call, Click, Death, Fault } from './script.ts';

/** The process is gone: nothing after this line happens. */
export class Died extends Error {
  override name = 'Died';
}

export type Doing = 'send' | 'look' | 'undo';

/** What one remedy's worker is going to meet next; each call takes one from the script. */
export type Fate = {
  next(remedyId: RemedyId, doing: Doing): Call;
  diesAfterClaim(remedyId: RemedyId): boolean;
  /** Answered when whoever reached for the remedy at the same moment has reached for it too. */
  claimed(): Promise<void>;
  /** Falls asleep with the answer in its hands; goes on when it has been taken over. */
  stalls(): Promise<void>;
  happened(remedyId: RemedyId, what: string): void;
  /** A request has met its fault. */
  met(kind: Fault['kind']): void;
};

/** For one look at one remedy. */
export function dyingWorker(ctx: ShopContext, lane: Lane, jobs: JobQueue, fate: Fate): ShopContext {
  const life = { dead: false, claimed: false, recording: 'none' as Death };
  const guard = () => {
    if (life.dead) throw new Died();
  };
  const gateway = {
    ...ctx.gateway,
    remedies: {
      ...ctx.gateway.remedies,
      ...Object.fromEntries(kinds.map((kind) => [kind, dyingCalls(kind, ctx.shopId, lane, fate, life)])),
    },
  };
  // The first thing that a look writes is its claim.
  const statements: Database['statements'] = (shopId) => {
    const sql = ctx.db.statements(shopId);
    return {
      $queryRaw: async <Rows>(...query: Parameters<typeof sql.$queryRaw>) => {
        guard();
        const first = !life.claimed;
        life.claimed = true;
        const rows = await sql.$queryRaw<Rows>(...query);
        if (first) await fate.claimed();
        const remedyId = first ? claimedRemedy(rows) : null;
        if (remedyId && fate.diesAfterClaim(remedyId)) throw new Died();
        return rows;
      },
      $executeRaw: async (...query) => {
        guard();
        return sql.$executeRaw(...query);
      },
      $queryRawUnsafe: (...query) => sql.$queryRawUnsafe(...query),
    };
  };
  const atomically: Database['atomically'] = async (shopId, work, options) => {
    guard();
    const now = life.recording;
    life.recording = 'none';
    return dyingTransaction(ctx.db, now)(shopId, work, options);
  };
  return { ...ctx, jobs, gateway, db: { ...ctx.db, statements, atomically } };
}

type Life = { dead: boolean; recording: Death };

/** The calls of one kind, each of which may meet a fault on one of its requests, or its worker's death. */
function dyingCalls<K extends RemedyKind>(kind: K, shopId: ShopId, lane: Lane, fate: Fate, life: Life): RemedyCalls<K> {
  const around = async <T>(
    doing: Doing,
    { identity: { remedyId } }: Step<K>,
    run: (calls: RemedyCalls<K>) => Promise<T>,
    told: (answer: T) => string,
  ): Promise<T> => {
    const next = fate.next(remedyId, doing);
    if (next.death === 'before-call') throw new Died();
    const calls = lane.gatewayFor(shopId, next.fault).remedies[kind];
    const answer = await lane.watched(meeting(kind, doing, next, life, fate), () => run(calls));
    if (life.dead) throw new Died();
    fate.happened(remedyId, `${doing} ${next.fault.kind} ${next.death}: ${told(answer)}`);
    if (next.death === 'after-call') throw new Died();
    if (next.death === 'stalls') await fate.stalls();
    life.recording = next.death;
    return answer;
  };
  const looking = (step: Step<K>, run: (calls: RemedyCalls<K>) => ReturnType<RemedyCalls<K>['findExisting']>) =>
    around('look', step, run, (found) => (found.ok ? (found.value?.standing ?? 'absent') : found.error.kind));
  const of = lane.gatewayFor(shopId, noFault).remedies[kind];
  return {
    read: of.read,
    execute: (step) =>
      around(
        'send',
        step,
        (calls) => calls.execute(step),
        ({ outcome }) => outcome,
      ),
    findExisting: (step) => looking(step, (calls) => calls.findExisting(step)),
    watch: (step) => looking(step, (calls) => calls.watch(step)),
    ...(of.abandon && {
      abandon: (step) => looking(step, (calls) => calls.abandon?.(step) ?? calls.findExisting(step)),
    }),
    ...(of.undo && {
      undo: (step) => {
        const taken = (calls: RemedyCalls<K>) => calls.undo?.(step) ?? Promise.reject(new Error('no undo'));
        return around('undo', step, taken, ({ outcome }) => outcome);
      },
    }),
  };
}

const noFault: Fault = { kind: 'none', applyAfterMs: 0, realTimeout: false };

/** What the requests of one call meet: one of them the fault, or the death of whoever sent it. */
function meeting(kind: RemedyKind, doing: Doing, { at, fault, death }: Call, life: Life, fate: Fate) {
  const operations = playerOf(kind).operations[doing];
  const name = operations[at % operations.length];
  const inside = death === 'at-request' || death === 'on-answer';
  let met = false;
  return (body: string): object | undefined => {
    if (life.dead) throw new Died();
    if (met || name === undefined || !isOf(body, name)) return undefined;
    met = true;
    if (inside) life.dead = true;
    if (death === 'at-request') throw new Died();
    fate.met(fault.kind);
    return faultInput(fault);
  };
}

const isOf = (body: string, operation: string): boolean =>
  body.includes(`mutation ${operation}(`) || body.includes(`query ${operation}(`);

/** For one click. */
export function dyingClick(ctx: StaffContext, lane: Lane, jobs: JobQueue, click: Click): StaffContext {
  const deaths: Record<Click, Death> = {
    fine: 'none',
    'read-fails': 'none',
    'dies-before-commit': 'while-recording',
    'dies-after-commit': 'after-recording',
    'database-fails': 'database-fails',
  };
  return { ...ctx, jobs, db: { ...ctx.db, atomically: dyingTransaction(ctx.db, deaths[click]) } };
}

/** Meets the first read of a click with an error. */
export function failingRead(): (body: string) => object | undefined {
  const reads = kinds.map((kind) => playerOf(kind).operations.read);
  let met = false;
  return (body) => {
    if (met || !reads.some((name) => isOf(body, name))) return undefined;
    met = true;
    return { kind: '5xx-before' };
  };
}

const failure = 'made to fail';

/** The database could not do it: its disk is full, it would have had to wait for itself, or for too long. */
export const hasFailed = (error: unknown): boolean => error instanceof Error && error.message === failure;

/** disk_full, deadlock_detected, serialization_failure, query_canceled */
const failures = ['53100', '40P01', '40001', '57014'];
let failed = 0;

async function fail(sql: Statements): Promise<void> {
  const code = failures[failed++ % failures.length];
  await sql.$queryRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION '${failure}' USING ERRCODE = '${String(code)}'; END $$`);
}

function dyingTransaction(db: Database, death: Death): Database['atomically'] {
  if (death !== 'while-recording' && death !== 'after-recording' && death !== 'database-fails') return db.atomically;
  return async (shopId, work, options) => {
    const result = await db.atomically(
      shopId,
      async (sql) => {
        const worked = await work({ ...sql, commitWith: notCommitting(sql, death) });
        if (death === 'while-recording') throw new Died();
        if (death === 'database-fails') await fail(sql);
        return worked;
      },
      options,
    );
    if (death === 'after-recording') throw new Died();
    return result;
  };
}

/** What is asked for together with the commit meets the same end before it. */
function notCommitting(sql: Transaction, death: Death): Transaction['commitWith'] {
  if (death === 'after-recording') return sql.commitWith;
  return async <T>(ask: () => Promise<T>): Promise<T> => {
    const [asked] = await Promise.all([ask(), death === 'database-fails' && fail(sql)]);
    if (death === 'while-recording') throw new Died();
    return asked;
  };
}

function claimedRemedy(rows: unknown): RemedyId | null {
  const row: unknown = Array.isArray(rows) ? rows[0] : null;
  const isRemedy = typeof row === 'object' && row !== null && 'idempotency_key' in row && 'id' in row;
  return isRemedy ? parseRemedyId(row.id) : null;
}
