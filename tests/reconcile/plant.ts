/** Remedies and the things they gave, planted on both sides; some of them so that they differ. */
import { newId } from '#app/db/new-id.server.ts';
import type { RemedyId } from '#app/domain/ids.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { breakKinds } from '#app/domain/remedy/reconcile.ts';
import type { BreakKind } from '#app/domain/remedy/reconcile.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import { refundByHand } from '#dev-store/control/refund-by-hand.ts';
import type { World } from '#tests/setup/world.ts';
import { shop, things, type Thing } from './things.ts';

/** A difference as it has to be found. */
export type Planted = { kind: BreakKind; remedyKind: RemedyKind; remedyId: string | null; externalId: string | null };

type Remedy = { id: RemedyId; kind: RemedyKind; state: RemedyState; thing: Thing; externalId: string | null };

/** A way in which a thing and its remedy come to differ; null where a kind cannot differ so. */
type Way = (world: World, remedy: Remedy) => Planted[] | null;

const found = (kind: BreakKind, { kind: remedyKind, id }: Remedy, externalId: string | null): Planted => ({
  kind,
  remedyKind,
  remedyId: id,
  externalId,
});

const ways: Record<BreakKind, Way[]> = {
  missing_there: [
    (_world, remedy) => {
      remedy.thing.remove();
      return [found('missing_there', remedy, remedy.thing.externalId)];
    },
  ],
  missing_here: [
    // Given up here, and there all the same.
    (_world, remedy) => {
      remedy.state = 'not_issued';
      remedy.externalId = null;
      return [found('missing_here', remedy, remedy.thing.externalId)];
    },
    // Taken back here, and there all the same.
    (_world, remedy) => {
      if (remedy.kind === 'refund' || remedy.kind === 'cancellation') return null;
      remedy.state = 'undone';
      return [found('missing_here', remedy, remedy.thing.externalId)];
    },
    // With a mark that names no remedy of ours.
    (_world, remedy) => {
      // Store credit bears nothing of ours but its second, an unknown mark on a refund is a refund's, and returns on
      // orders without any of ours are found when Shopify tells of them.
      if (['store_credit', 'cancellation', 'return'].includes(remedy.kind)) return null;
      const planted = found('missing_here', remedy, remedy.thing.externalId);
      remedy.state = 'approved';
      remedy.id = '' as RemedyId;
      return [planted];
    },
  ],
  amount_differs: [
    (_world, remedy) => {
      if (!remedy.thing.change) return null;
      remedy.thing.change();
      return [found('amount_differs', remedy, remedy.thing.externalId)];
    },
  ],
  given_twice: [(_world, remedy) => [found('given_twice', remedy, remedy.thing.again())]],
  ended_there: [
    (_world, remedy) => {
      if (!remedy.thing.end) return null;
      remedy.thing.end();
      return [found('ended_there', remedy, remedy.thing.externalId)];
    },
  ],
  made_elsewhere: [
    (world, remedy) => {
      const order = world.store.store.state.orders.find(({ id }) => String(id) === remedy.thing.orderId);
      if (remedy.kind !== 'refund' || !order) return null;
      const refund = refundByHand(world.store.store, order, { amount: '3.00', note: 'sorry' }, () => undefined);
      if (typeof refund === 'string') throw new Error(refund);
      return [{ kind: 'made_elsewhere', remedyKind: 'refund', remedyId: null, externalId: String(refund.id) }];
    },
  ],
};

const kinds = (Object.keys(things) as RemedyKind[]).filter((kind) => things[kind] !== null);

function give(world: World, kind: RemedyKind): Remedy {
  const id = newId<RemedyId>();
  const make = things[kind];
  if (!make) throw new Error(`a ${kind} leaves nothing at Shopify`);
  const thing = make(world, id);
  return { id, kind, state: 'settled', thing, externalId: thing.externalId };
}

/** Plants `clean` remedies of every kind in turn, and `differing` ones in every way in turn; answers what has to be found. */
export async function plant(world: World, clean: number, differing: number): Promise<Planted[]> {
  const remedies = Array.from({ length: clean }, (_, nth) => give(world, kinds[nth % kinds.length] ?? 'refund'));
  const planted: Planted[] = [];
  const combinations = breakKinds.flatMap((kind) => ways[kind].flatMap((way) => kinds.map((of) => ({ way, of }))));
  while (planted.length < differing) {
    for (const { way, of } of combinations) {
      const remedy = give(world, of);
      planted.push(...(way(world, remedy) ?? []));
      // One whose mark nobody knows has no row; one that cannot differ so is a clean one more.
      if (remedy.id !== '') remedies.push(remedy);
      if (planted.length === differing) break;
    }
  }
  await insertRemedies(world.sql, world.clock.now(), remedies.map(asRow));
  return planted;
}

/** A remedy as a row: with its thing at the store, or without. */
export type Row = Pick<Thing, 'orderId' | 'plan' | 'proof' | 'progress'> & {
  id: string;
  kind: RemedyKind;
  state: RemedyState;
  externalId: string | null;
};

const asRow = ({ id, kind, state, thing, externalId }: Remedy): Row => ({ ...thing, id, kind, state, externalId });

/** Writes remedies down, all on one complaint. Nothing looks at them by itself. */
export async function insertRemedies(sql: World['sql'], at: Date, rows: readonly Row[]): Promise<string> {
  const complaintId = newId();
  const resolutionId = newId();
  await sql(
    `INSERT INTO complaints (shop_id, id, number, request_id, order_id, order_name, reason, severity, channel, wanted_outcome, words,
       state, assignee_user_id, created_by, created_at, updated_at)
     VALUES ($1, $2, (SELECT coalesce(max(number), 5000) + 1 FROM complaints WHERE shop_id = $1), $3, $5, '#1', 'damaged', 'high',
       'email', 'refund', 'Planted.', 'resolved', '1001', '1001', $4, $4)`,
    [shop, complaintId, newId(), at, rows[0]?.orderId ?? '1'],
  );
  await sql(
    `INSERT INTO resolutions (shop_id, id, complaint_id, request_id, input_hash, verdict, decision, reason, decided_by, decided_role, decided_at)
     VALUES ($1, $2, $3, $4, '', 'allowed', '{}', 'planted', '1001', 'owner', $5)`,
    [shop, resolutionId, complaintId, newId(), at],
  );
  const wire = rows.map((row) => ({ ...row, order_id: row.orderId, external_id: row.externalId }));
  await sql(
    `INSERT INTO remedies (shop_id, id, resolution_id, complaint_id, order_id, kind, state, amount_minor, currency, shop_amount_minor,
       shop_cost_minor, shop_currency, plan, proof, progress, external_id, idempotency_key, attempts, first_sent_at, last_sent_at,
       issued_at, created_at, updated_at)
     SELECT $1, id, $2, $3, order_id, kind, state, 1000, 'EUR', 1000, 1000, 'EUR', plan, proof, progress, external_id, 'amends-' || id,
       1, $4::timestamptz, $4, CASE WHEN external_id IS NOT NULL THEN $4 END, $4, $4
     FROM jsonb_to_recordset($5::jsonb)
       AS r (id uuid, kind text, state text, order_id text, external_id text, plan jsonb, proof jsonb, progress jsonb)`,
    [shop, resolutionId, complaintId, at, JSON.stringify(wire)],
  );
  await sql(
    `INSERT INTO ledger_entries (shop_id, id, kind, remedy_id, resolution_id, complaint_id, order_id, user_id, role, amount_minor,
       currency, shop_amount_minor, shop_cost_minor, shop_currency, why, at)
     SELECT shop_id, gen_random_uuid(), 'reserved', id, resolution_id, complaint_id, order_id, '1001', 'owner', amount_minor, currency,
       shop_amount_minor, shop_cost_minor, shop_currency, 'planted', created_at FROM remedies WHERE resolution_id = $1`,
    [resolutionId],
  );
  return complaintId;
}

/** A difference as one line, for comparing what was planted with what was found. */
export const lineOf = ({ kind, remedyKind, remedyId, externalId }: Planted): string =>
  [remedyKind, kind, remedyId ?? '-', externalId ?? '-'].join(' ');
