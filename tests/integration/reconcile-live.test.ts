/**
 * The whole way over HTTP: the store signs and sends, the web server takes it in, the worker looks. Nothing is due by
 * itself, so what happens here happened because Shopify told.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#app/db/new-id.server.ts';
import type { RemedyId } from '#app/domain/ids.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import { insertRemedies } from '#tests/reconcile/plant.ts';
import { shop, things, type Thing } from '#tests/reconcile/things.ts';
import { makeOrder } from '#tests/factories/cases.ts';
import { API_KEY, API_SECRET, bearer, runShell, sessionToken, type RunningShell } from '#tests/setup/running-shell.ts';

let shell: RunningShell;

beforeAll(async () => {
  shell = await runShell({ WORKER: 'in-process' });
  Object.assign(shell.store.options, { webhooks: true, appUrl: shell.web.url });
  await shell.ask('/app.data', bearer(sessionToken()));
});
afterAll(() => shell.close());

type Given = { id: RemedyId; thing: Thing; complaintId: string };

/** Given before, without our app's having heard of anything since. */
async function given(kind: RemedyKind, state: RemedyState, more: { externalId?: null } = {}): Promise<Given> {
  const id = newId<RemedyId>();
  const make = things[kind];
  if (!make) throw new Error(`no ${kind} at the store`);
  const thing = make(shell, id);
  const externalId = more.externalId === null ? null : thing.externalId;
  const complaintId = await insertRemedies(shell.sql, new Date(), [{ ...thing, id, kind, state, externalId }]);
  return { id, thing, complaintId };
}

async function atStore(path: string, body: object = {}): Promise<void> {
  const answer = await fetch(`https://${shop}/dev-store/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
}

const row = async (id: RemedyId) => {
  const [found] = await shell.sql<{ state: string; proof: { usedOn?: { orderName: string } | null } | null }>(
    'SELECT state, proof FROM remedies WHERE id = $1',
    [id],
  );
  return found;
};
/** Of this one's order, or of itself: what an earlier test began may still be told. */
const breaks = async ({ id, thing }: Given) =>
  (
    await shell.sql<{ line: string }>(
      `SELECT remedy_kind || ' ' || kind || ' ' || state AS line FROM reconciliation_breaks
       WHERE order_id = $1 OR remedy_id = $2 ORDER BY 1`,
      [thing.orderId, id],
    )
  ).map(({ line }) => line);

/** Looks every few milliseconds; answers after how many it was so. */
async function until(look: () => Promise<boolean>, mostMs: number): Promise<number> {
  const started = performance.now();
  await expect.poll(look, { interval: 20, timeout: mostMs }).toBe(true);
  return performance.now() - started;
}

describe('told by a webhook', () => {
  it('a replacement that is delivered has arrived within seconds', async () => {
    const { id, thing } = await given('replacement', 'issued');
    await atStore(`orders/${thing.externalId}/deliver`);
    await until(async () => (await row(id))?.state === 'settled', 10_000);
  });

  it('a replacement whose order somebody cancels has come to nothing, and its complaint is open again', async () => {
    const { id, thing, complaintId } = await given('replacement', 'issued');
    await atStore(`orders/${thing.externalId}/cancel`, { refund: false });
    await until(async () => (await row(id))?.state === 'failed', 10_000);
    expect(await shell.sql('SELECT state, next_action FROM complaints WHERE id = $1', [complaintId])).toEqual([
      { state: 'open', next_action: 'decide_again' },
    ]);
  });

  it('a code that a customer uses says on which order, and the story too', async () => {
    const { id, thing, complaintId } = await given('discount_code', 'settled');
    const customer = makeOrder(shell).customerId;
    const code = (thing.proof as { code: string }).code;
    await atStore('checkout', { shop, customer, amount: '50.00', discountCodes: [code] });
    const order = shell.store.store.state.orders.at(-1);
    await until(async () => (await row(id))?.proof?.usedOn?.orderName === order?.name, 10_000);
    expect(
      await shell.sql(
        `SELECT data->>'orderName' AS name FROM timeline_entries WHERE complaint_id = $1 AND kind = 'remedy_used'`,
        [complaintId],
      ),
    ).toEqual([{ name: order?.name }]);
  });

  it('a refund in doubt is found', async () => {
    const { id, thing } = await given('refund', 'unknown', { externalId: null });
    // Somebody touches the order, and Shopify tells of the refund that we did not hear of.
    await atStore(`orders/${thing.orderId}/refunds`, { amount: '1.00', note: 'by hand' });
    await until(async () => ['settled', 'issued'].includes((await row(id))?.state ?? ''), 10_000);
  });

  it('a refund made by hand beside ours is noted, and is no alarm', async () => {
    const one = await given('refund', 'settled');
    await atStore(`orders/${one.thing.orderId}/refunds`, { amount: '1.00', note: 'by hand' });
    await until(async () => (await breaks(one)).length > 0, 20_000);
    expect(await breaks(one)).toEqual(['refund made_elsewhere noted']);
  });

  it('a code that somebody switches off is a difference', async () => {
    const one = await given('discount_code', 'settled');
    const { thing } = one;
    thing.end?.();
    shell.store.webhooks.emit({
      topic: 'discounts/update',
      shop,
      payload: () => ({
        admin_graphql_api_id: `gid://shopify/DiscountCodeNode/${thing.externalId}`,
        status: 'EXPIRED',
      }),
    });
    await until(async () => (await breaks(one)).length > 0, 20_000);
    expect(await breaks(one)).toEqual(['discount_code ended_there open']);
  });
});

describe('npm run reconcile', () => {
  const run = promisify(execFile);
  const reconcile = async () => {
    const env = {
      ...process.env,
      NODE_ENV: 'test' as const,
      LOG_LEVEL: 'silent',
      SHOPIFY_API_KEY: API_KEY,
      SHOPIFY_API_SECRET: API_SECRET,
      SHOPIFY_APP_URL: 'http://localhost:3000',
      DATABASE_URL: shell.owner,
      DEV_STORE_URL: shell.store.options.publicUrl ?? '',
    };
    const args = ['--import', './dev-store/preload.ts', 'scripts/reconcile.ts', '--shop', shop];
    return run(process.execPath, args, { env }).then(
      ({ stdout }) => ({ stdout, code: 0 }),
      (error: { stdout: string; code: number }) => ({ stdout: error.stdout, code: error.code }),
    );
  };

  it('says in words what differs, and that something does', async () => {
    const { thing } = await given('discount_code', 'settled');
    thing.change?.();
    const { stdout, code } = await reconcile();
    expect(stdout).toContain('The discount code is 20% at Shopify, and 10% was decided here.');
    expect(code).toBe(1);
    thing.remove();
    expect((await reconcile()).stdout).toContain('Amends gave a discount code (10%), and Shopify does not have it.');
  }, 60_000);
});
