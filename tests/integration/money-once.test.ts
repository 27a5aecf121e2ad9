import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ComplaintId } from '#app/domain/ids.ts';
import { newRequestId } from '#app/db/new-id.server.ts';
import { setPerCase } from '#tests/factories/policy.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { getComplaintPage } from '#app/services/complaints/get-complaint-page.server.ts';
import { listComplaints } from '#app/services/complaints/list-complaints.server.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, people, type World } from '#tests/setup/world.ts';
import { amountOf, ask, complain, eur, idOf, makeOrder, mustAsk, previewRefund } from '#tests/factories/cases.ts';
import {
  givenOnOrder,
  lastRequest,
  ledgerOf,
  refundedAtStore,
  refundsOf,
  remedyFacts,
  requestsSince,
} from '#tests/factories/facts.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database, jobs: 'real' });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

function pick<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

describe('one form, sent sixteen times at the same moment', () => {
  it('is one refund, and everybody hears the same', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    const requestId = newRequestId();
    const asked = { complaintId, request: amountOf(eur(50_00)), requestId };
    const answers = await Promise.all(times(16, () => ask(world, asked)));
    const first = answers[0];
    if (!first?.ok) throw new Error(`not allowed: ${JSON.stringify(first)}`);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);

    await world.runUntilQuiet();
    expect(refundsOf(order, first.value.remedyId)).toHaveLength(1);
    expect(refundedAtStore(order)).toBe(50_00);
    expect(await ledgerOf(world, first.value.remedyId)).toEqual(['reserved', 'settled']);
    expect(await ask(world, asked), 'much later').toEqual(first);
  });

  it('is refused when the same id comes back with another amount, another reason or another complaint', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    const requestId = newRequestId();
    const request = amountOf(eur(10_00));
    await mustAsk(world, { complaintId, request, requestId });
    const elsewhere = await complain(world, makeOrder(world));
    const reused = { ok: false, error: { kind: 'request_reused' } };
    expect(await ask(world, { complaintId, request: amountOf(eur(10_01)), requestId })).toEqual(reused);
    expect(await ask(world, { complaintId, request, requestId, reason: 'another' })).toEqual(reused);
    expect(await ask(world, { complaintId: elsewhere, request, requestId })).toEqual(reused);
    expect(await givenOnOrder(world, idOf(order))).toBe(10_00);
  });

  it('is one refund also when the same id is sent for two orders at once', async () => {
    const orders = [makeOrder(world), makeOrder(world)] as const;
    const complaints = await Promise.all(orders.map((order) => complain(world, order)));
    const requestId = newRequestId();
    const answers = await Promise.all(
      complaints.map((complaintId) => ask(world, { complaintId, request: amountOf(eur(10_00)), requestId })),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.error.kind === 'request_reused')).toHaveLength(1);
    await world.runUntilQuiet();
    expect(orders.map(refundedAtStore).reduce((a, b) => a + b)).toBe(10_00);
  });
});

describe('sixteen different refunds of 50 on a payment of 200 at once', () => {
  it.each([
    ['one complaint', 1],
    ['several complaints', 4],
  ])(
    'on %s: four are issued, twelve refused with a reason, and ledger and store say 200',
    async (_name, complaints) => {
      const worker = await world.startWorker();
      const order = makeOrder(world);
      const ids: ComplaintId[] = [];
      for (let index = 0; index < complaints; index++) ids.push(await complain(world, order));
      const answers = await Promise.all(
        times(16, (index) => ask(world, { complaintId: pick(ids, index), request: amountOf(eur(50_00)) })),
      );
      const allowed = answers.flatMap((answer) => (answer.ok ? [answer.value.remedyId] : []));
      const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
      expect(allowed).toHaveLength(4);
      expect(refused).toHaveLength(12);
      for (const problem of refused) {
        expect(problem.kind).toBe('refund');
        expect(['more_than_refundable', 'nothing_refundable']).toContain(
          problem.kind === 'refund' && problem.problem.kind,
        );
      }
      await expect.poll(() => order.refunds.length).toBe(4);
      await worker.stop();
      await world.runUntilQuiet();
      expect(refundedAtStore(order)).toBe(200_00);
      expect(await givenOnOrder(world, idOf(order))).toBe(200_00);
      for (const remedyId of allowed) {
        expect(refundsOf(order, remedyId)).toHaveLength(1);
        expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'settled']);
        expect((await remedyFacts(world, remedyId)).attempts).toBe(1);
      }
    },
  );
});

describe('a limit of 20.00 on a case', () => {
  it('lets exactly twenty of sixty-four simultaneous requests of 1.00 through', async () => {
    await setPerCase(world.as(people.olga), 'agent', eur(20_00));
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    const answers = await Promise.all(
      times(64, () => ask(world, { complaintId, request: amountOf(eur(1_00)), who: people.anna })),
    );
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(20);
    expect(new Set(refused.map((problem) => problem.kind))).toEqual(new Set(['not_allowed']));
    for (const problem of refused) {
      if (problem.kind !== 'not_allowed') continue;
      expect(problem.decision).toMatchObject({
        verdict: 'needs_approval',
        by: 'lead',
        why: 'over_limit',
        numbers: { limit: eur(20_00), given: eur(20_00), left: eur(0), asked: eur(1_00) },
      });
    }
    expect(await givenOnOrder(world, idOf(order))).toBe(20_00);
    await world.runUntilQuiet();
    expect(refundedAtStore(order)).toBe(20_00);
  });
});

describe('two workers that reach for the same refund', () => {
  it('make one attempt', async () => {
    const order = makeOrder(world);
    const remedyId = await mustAsk(world, { complaintId: await complain(world, order), request: amountOf(eur(30_00)) });
    const before = lastRequest(world);
    await Promise.all(times(8, () => advanceRemedy(world.system(), remedyId)));
    expect(requestsSince(world, before).map((request) => request.operation)).toEqual(['IssueRefund']);
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled', attempts: 1 });
    expect(await world.sql('SELECT outcome FROM attempts WHERE remedy_id = $1', [remedyId])).toEqual([
      { outcome: 'succeeded' },
    ]);
    expect(refundedAtStore(order)).toBe(30_00);
  });
});

describe('what a refund costs at Shopify', () => {
  it('is two calls and 37 points at most, and screens cost nothing', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    const line = { lineItemId: String(order.lineItems[0]?.id), quantity: 2, restock: 'no_restock' } as const;
    const before = lastRequest(world);
    const remedyId = await mustAsk(world, { complaintId, request: { kind: 'lines', lines: [line], shipping: null } });
    await advanceRemedy(world.system(), remedyId);
    const requests = requestsSince(world, before);
    expect(requests.map((request) => request.operation)).toEqual(['ReadRefundable', 'IssueRefund']);
    expect(requests.reduce((sum, request) => sum + (request.requestedCost ?? 0), 0)).toBeLessThanOrEqual(37);
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled' });

    const after = lastRequest(world);
    expect((await getComplaintPage(world.as(), complaintId)).ok).toBe(true);
    expect((await listComplaints(world.as(), {})).rows.length).toBeGreaterThan(0);
    expect(requestsSince(world, after)).toEqual([]);
  });

  it('is one call for a preview, which moves nothing', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    const before = lastRequest(world);
    const preview = await previewRefund(world.as(), complaintId, amountOf(eur(50_00)));
    expect(preview.ok && preview.value.planned?.worth.amount).toEqual(eur(50_00));
    expect(requestsSince(world, before)).toHaveLength(1);
    expect(await givenOnOrder(world, idOf(order))).toBe(0);
  });
});
