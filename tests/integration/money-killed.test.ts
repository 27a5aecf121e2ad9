import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ComplaintId, RemedyId } from '#app/domain/ids.ts';
import { getComplaintPage } from '#app/services/complaints/get-complaint-page.server.ts';
import type { Order } from '#dev-store/state/types.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, type World } from '#tests/setup/world.ts';
import { amountOf, complain, eur, fault, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import {
  lastRequest,
  ledgerOf,
  refundedAtStore,
  refundsOf,
  remedyFacts,
  requestsSince,
} from '#tests/factories/facts.ts';

/*
 * The worker as in production, a process of its own, killed without warning. What is left is taken up by another one;
 * its clock is turned, so that nobody has to wait for the dead one's lease to run out.
 */
let database: TestDatabase;
let world: World;
let worker: ChildProcess | null = null;

beforeAll(async () => {
  database = await createTestDatabase();
  // The process runs by the machine's clock.
  world = await createWorld({ database, jobs: 'real', start: new Date(), leaseMs: 40_000 });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(() => {
  world.store.store.state.faults = [];
});
afterEach(kill);

function startWorkerProcess(): void {
  worker = spawn(process.execPath, ['--import', './dev-store/preload.ts', 'app/main/worker.server.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      NODE_ENV: 'test',
      PATH: process.env['PATH'],
      DEV_STORE_URL: world.storeUrl,
      DATABASE_URL: database.url,
      SHOPIFY_API_KEY: 'amends-demo-key',
      SHOPIFY_API_SECRET: 'amends-demo-secret',
      SHOPIFY_APP_URL: 'http://localhost:3000',
      SHOPIFY_TIMEOUT_MS: '20000',
      LOG_LEVEL: 'silent',
    },
  });
}

async function kill(): Promise<void> {
  if (!worker) return;
  const dying = worker;
  worker = null;
  dying.kill('SIGKILL');
  if (dying.exitCode === null && dying.signalCode === null) await once(dying, 'exit');
}

type Case = { order: Order; complaintId: ComplaintId; remedyId: RemedyId };

async function allowed(): Promise<Case> {
  const order = makeOrder(world);
  const complaintId = await complain(world, order);
  return { order, complaintId, remedyId: await mustAsk(world, { complaintId, request: amountOf(eur(50_00)) }) };
}

async function expectGivenOnce({ order, complaintId, remedyId }: Case): Promise<void> {
  expect(refundsOf(order, remedyId)).toHaveLength(1);
  expect(refundedAtStore(order)).toBe(50_00);
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'settled']);
  const page = await getComplaintPage(world.as(), complaintId);
  if (!page.ok) throw new Error('no such complaint');
  expect(page.value.remedies).toMatchObject([{ state: 'settled', amount: eur(50_00) }]);
  expect(page.value.complaint).toMatchObject({ state: 'resolved', given: eur(50_00) });
  expect(page.value.order.refunds).toMatchObject([{ remedyId, amount: eur(50_00) }]);
}

const patient = { timeout: 20_000, interval: 20 };

describe('a worker that is killed', () => {
  it('between Shopify’s commit and our record: the refund is found, and given once', async () => {
    fault(world, 'timeout-after', { holdMs: 60_000 });
    const each = await allowed();
    const before = lastRequest(world);
    startWorkerProcess();
    await expect.poll(() => each.order.refunds.length, patient).toBe(1);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'sending', attempts: 1 });
    await kill();
    await world.clock.advance(120_000);
    await world.runUntilQuiet();
    expect(requestsSince(world, before).map((request) => request.operation)).toEqual(['IssueRefund', 'FindRefund']);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ attempts: 1 });
    await expectGivenOnce(each);
  });

  it('between the note of an attempt and the call: nothing was sent, and it is given once', async () => {
    // The token has run out, and Shopify is slow to renew it: there the worker stands.
    fault(world, 'timeout-before', { match: 'refresh_token', holdMs: 60_000 });
    const each = await allowed();
    await world.sql(`UPDATE sessions SET expires = now() WHERE shop_id = $1`, [MUG_HOUSE]);
    const before = lastRequest(world);
    startWorkerProcess();
    await expect.poll(() => world.store.store.state.faults[0]?.applied, patient).toBe(1);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'sending', attempts: 1 });
    await kill();
    expect(requestsSince(world, before)).toEqual([]);
    await world.clock.advance(120_000);
    await world.runUntilQuiet();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ attempts: 2 });
    await expectGivenOnce(each);
  });

  it('before it did anything, its job lost with it: the sweep finds the refund', async () => {
    const each = await allowed();
    await world.sql(`DELETE FROM pgboss.job WHERE name IN ('advance-remedy', 'follow-remedy')`);
    await world.runUntilQuiet();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ attempts: 1 });
    await expectGivenOnce(each);
  });

  it('three times over the same refund: it is given once', async () => {
    const each = await allowed();
    for (let death = 0; death < 3; death++) {
      fault(world, death === 1 ? 'timeout-after' : 'timeout-before', {
        match: death === 0 ? 'IssueRefund' : 'FindRefund',
        holdMs: 60_000,
      });
      startWorkerProcess();
      if (death > 0)
        await world.sql(`UPDATE remedies SET lease_until = NULL, next_check_at = now() WHERE id = $1`, [each.remedyId]);
      await expect.poll(() => world.store.store.state.faults.at(-1)?.applied, patient).toBe(1);
      await kill();
    }
    await world.clock.advance(300_000);
    await world.runUntilQuiet();
    await expectGivenOnce(each);
  });
});
