/** One process of people who decide, for scripts/limits-stage.ts: told by messages what to do, and when to begin. */
import { createLogger } from '#app/config/logger.server.ts';
import { systemClock } from '#app/config/clock.ts';
import { createDatabase } from '#app/db/database.server.ts';
import { startJobQueue } from '#app/db/job-queue.server.ts';
import { newRequestId } from '#app/db/new-id.server.ts';
import { parseComplaintId, trusted } from '#app/domain/ids.ts';
import type { OrderId, RemedyId } from '#app/domain/ids.ts';
import { money } from '#app/domain/money.ts';
import type { ShopifyGateway } from '#app/domain/remedy/gateway.ts';
import { ok } from '#app/domain/result.ts';
import { release, reverse, settle } from '#app/ledger/ledger.server.ts';
import type { StaffContext } from '#app/services/context.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import { seeded } from '#dev-store/random.ts';
import { limitsShop as shopId, owner, type Done, type Work } from './limits-stage.ts';

const answer = (message: unknown) => process.send?.(message);
let means: Promise<Means> | null = null;
let next: Work | null = null;

process.on('message', (message: Work | 'begin') => {
  void take(message).then(answer);
});

async function take(message: Work | 'begin'): Promise<unknown> {
  if (message !== 'begin') {
    next = message;
    means ??= prepare(message);
    await means;
    return 'ready';
  }
  if (!means || !next) throw new Error('begun before anything was said to be done');
  return decide(await means, next);
}

type Means = { ctx: StaffContext; currency: string };

async function prepare(work: Work): Promise<Means> {
  const db = createDatabase({ url: work.databaseUrl, maxConnections: work.connections });
  const queue = await startJobQueue(work.databaseUrl, () => undefined);
  const [shop] = await db.statements(shopId).$queryRaw<{ currency: string }[]>`SELECT currency FROM shops`;
  const currency = shop?.currency ?? '';
  const ctx: StaffContext = {
    ...{ shopId, actor: owner, clock: systemClock, db, jobs: queue.queue, gateway: gatewayOf(currency) },
    log: createLogger({ level: 'silent' }),
    ...{ timing: { quarantineMs: 0, leaseMs: 0 }, mailOn: false, inbound: null },
    adminAddress: (path) => path,
    customerAddress: (path) => path,
    fileAddress: (file) => file,
    intakeSecret: (key) => key,
  };
  return { ctx, currency };
}

/** What Shopify would say of every order: it is in the shop's currency, and nothing speaks against giving. */
function gatewayOf(currency: string): ShopifyGateway {
  const total = { shop: money(20_000, currency), presentment: money(20_000, currency) };
  const read = (orderId: OrderId) =>
    Promise.resolve(
      ok({
        ...{ orderId, orderName: `#${orderId}`, currency, shopCurrency: currency, total, customerId: null },
        ...{ openChargeback: false, cancelled: false, timeZone: 'Europe/Prague' },
      }),
    );
  return { remedies: { custom: { read } } } as unknown as ShopifyGateway;
}

async function decide({ ctx, currency }: Means, work: Work): Promise<Done> {
  const done: Done = { accepted: 0, refused: 0, acceptedMinor: 0, times: [] };
  const client = async (nth: number): Promise<void> => {
    const random = seeded(typeof work.minor === 'number' ? nth : work.minor.seed * 1000 + nth);
    for (let round = 0; round < work.rounds; round += 1) {
      const minor = typeof work.minor === 'number' ? work.minor : random.int(1, work.minor.upTo);
      const began = performance.now();
      const remedyId = await ask(ctx, work.first + nth * work.rounds + round, minor, currency);
      done.times.push(performance.now() - began);
      if (remedyId === null) done.refused += 1;
      else done.accepted += 1;
      if (remedyId !== null) done.acceptedMinor += minor;
      if (remedyId !== null && random.chance(work.backShare)) await giveBack(ctx, remedyId, random.chance(0.5));
    }
  };
  await Promise.all(Array.from({ length: work.clients }, (_, nth) => client(nth)));
  return done;
}

/** Asks for something special on a complaint; answers what was given, or null when a limit is in the way. */
async function ask(ctx: StaffContext, number: number, minor: number, currency: string): Promise<RemedyId | null> {
  const complaintId = trusted(parseComplaintId, `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`);
  const given = await requestResolution(ctx, {
    ...{ requestId: newRequestId(), complaintId, reason: 'It was broken.', mayAsk: false },
    remedies: [{ kind: 'custom', ask: { what: 'A visit', cost: money(minor, currency), days: 7 } }],
  });
  if (given.ok) return given.value.remedyIds[0] ?? null;
  if (given.error.kind !== 'not_allowed') throw new Error(`asked for nothing wrong: ${JSON.stringify(given.error)}`);
  return null;
}

/** What a worker records: it came to nothing (also after its time ran out), or it arrived and was taken back. */
async function giveBack({ db }: StaffContext, id: RemedyId, arrived: boolean): Promise<void> {
  await db.atomically(shopId, async (tx) => {
    const held = { id } as Parameters<typeof release>[2];
    const now = new Date();
    if (!arrived) return release(tx, shopId, held, 'not given', now);
    await settle(tx, shopId, held, 'arrived', now);
    return reverse(tx, shopId, held, 'taken back', now);
  });
}
