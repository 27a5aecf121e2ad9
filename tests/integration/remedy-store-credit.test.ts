import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import { money } from '#app/domain/money.ts';
import { dayAt } from '#app/domain/shop-day.ts';
import { getComplaintPage } from '#app/services/complaints/get-complaint-page.server.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { eraseCustomer } from '#app/services/privacy/privacy.server.ts';
import { previewResolution } from '#app/services/resolutions/preview-resolution.server.ts';
import { reconcileShop } from '#app/services/reconciliation/reconcile-shop.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';
import { amountOf, complain, eur, fault, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import { lastRequest, ledgerOf, remedyFacts, requestsSince, storyOf } from '#tests/factories/facts.ts';
import {
  accountOf,
  askCredit,
  creditDecided,
  creditGiven,
  creditsOf,
  expectOneCredit,
} from '#tests/factories/store-credit-case.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(() => {
  world.store.store.state.faults = [];
});

/** What the form would show: the plan, or why not. */
async function preview(complaintId: ComplaintId, amount = eur(15_00)) {
  const answer = await previewResolution(world.as(), complaintId, [
    { kind: 'store_credit', ask: { amount, months: 12 } },
  ]);
  return answer.ok ? answer.value.remedies[0]?.planned : answer;
}

describe('store credit', () => {
  it('is put on the customer’s account once, with its expiry, and Shopify writes to her', async () => {
    const each = await creditDecided(world);
    const before = lastRequest(world);
    await world.runUntilQuiet();
    await expectOneCredit(world, each);
    const requests = requestsSince(world, before);
    expect(requests.map((request) => request.operation)).toEqual(['CreditAccount', 'GiveStoreCredit']);
    expect(requests.reduce((sum, { requestedCost }) => sum + (requestedCost ?? 0), 0)).toBeLessThanOrEqual(30);
    const [credit] = creditsOf(world, each.order);
    if (credit?.type !== 'CREDIT') throw new Error('no credit');
    expect(credit).toMatchObject({ amount: 15_00, remaining: 15_00, notified: true });
    expect(dayAt(new Date(credit.expiresAt ?? ''), 'Europe/Prague')).toBe('2027-11-22');
    expect(world.store.store.state.mails.at(-1)?.subject).toBe("You've received €15.00 in store credit");
    expect(await storyOf(world, each.complaintId)).toEqual([
      'logged',
      'remedy_decided',
      'remedy_sent',
      'remedy_issued',
      'remedy_settled',
      'state_changed',
    ]);
    const page = await getComplaintPage(world.as(), each.complaintId);
    expect(page.ok && page.value.remedies[0]).toMatchObject({
      kind: 'store_credit',
      undoable: true,
      amount: eur(15_00),
      proof: { transactionId: String(credit.id), amount: eur(15_00) },
    });
  });

  it('is one credit however often the form is sent and the job is run', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    const requestId = newRequestId();
    const answers = await Promise.all(Array.from({ length: 8 }, () => askCredit(world, { complaintId, requestId })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const [answer] = answers;
    if (!answer?.ok) throw new Error('not allowed');
    const { remedyId } = answer.value;
    await Promise.all(Array.from({ length: 4 }, () => advanceRemedy(world.system(), remedyId)));
    await advanceRemedy(world.system(), remedyId);
    await world.runUntilQuiet();
    expect(creditsOf(world, order)).toHaveLength(1);
    await expectOneCredit(world, { order, complaintId, remedyId });
  });

  it('tells what is on the account already', async () => {
    const { complaintId } = await creditGiven(world);
    const answer = await previewResolution(world.as(), complaintId, [
      { kind: 'store_credit', ask: { amount: eur(5_00), months: 1 } },
    ]);
    expect(answer.ok && answer.value.remedies[0]?.facts).toMatchObject({ balance: eur(15_00), usable: true });
  });

  it('is kept in the currency that the customer paid in, and counted in the shop’s', async () => {
    const order = makeOrder(world, { scenario: 'multi-currency', currency: 'PLN' });
    const amount = money(60_00, 'PLN');
    const { remedyId } = await creditDecided(world, order, { amount });
    await world.runUntilQuiet();
    expect(accountOf(world, order, 'PLN').transactions).toMatchObject([{ type: 'CREDIT', amount: 60_00 }]);
    const [row] = await world.sql<{ currency: string; shop_currency: string; shop_amount_minor: string }>(
      'SELECT currency, shop_currency, shop_amount_minor FROM remedies WHERE id = $1',
      [remedyId],
    );
    expect(row).toMatchObject({ currency: 'PLN', shop_currency: 'EUR' });
    expect(Number(row?.shop_amount_minor)).toBeGreaterThan(10_00);
    expect(Number(row?.shop_amount_minor)).toBeLessThan(20_00);
  });

  it('has no decimals in yen, and ends by the shop’s calendar', async () => {
    const order = makeOrder(world, { shop: TOKYO_PAPER });
    const who = people.haruka;
    const { remedyId } = await creditDecided(world, order, { amount: money(1_500, 'JPY'), who, shopId: TOKYO_PAPER });
    await world.runUntilQuiet();
    const [entry] = accountOf(world, order, 'JPY').transactions;
    if (entry?.type !== 'CREDIT') throw new Error('no credit');
    expect(entry.amount).toBe(1_500);
    expect(dayAt(new Date(entry.expiresAt ?? ''), 'Asia/Tokyo')).toBe('2027-11-22');
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled' });
  });

  it('no longer says whose it was when the customer is forgotten', async () => {
    const { order, remedyId } = await creditGiven(world);
    const subject = { customerId: String(order.customerId), orderIds: [String(order.id)] };
    await world.db.atomically(MUG_HOUSE, (tx) => eraseCustomer(world.system(), tx, subject));
    const [row] = await world.sql<{ whole: string }>(
      `SELECT row_to_json(m)::text AS whole FROM remedies m WHERE id = $1`,
      [remedyId],
    );
    expect(row?.whole).not.toContain(String(order.customerId));
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled' });
  });

  it('is no refund, so the comparison with Shopify’s refunds does not miss one', async () => {
    const { order, complaintId } = await creditGiven(world);
    await mustAsk(world, { complaintId, request: amountOf(eur(5_00)) });
    await world.runUntilQuiet();
    const { breaks } = await reconcileShop(world.system());
    expect(breaks.filter((each) => each.orderId === String(order.id))).toEqual([]);
  });

  it('shows to nobody in another shop', async () => {
    const { remedyId, order } = await creditDecided(world);
    await advanceRemedy(world.system(TOKYO_PAPER), remedyId);
    expect(creditsOf(world, order)).toEqual([]);
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'approved', attempts: 0 });
    await world.runUntilQuiet();
  });
});

describe('store credit that cannot be given', () => {
  it('says so for a guest', async () => {
    const complaintId = await complain(world, makeOrder(world, { customer: null }));
    expect(await preview(complaintId)).toEqual({
      ok: false,
      error: { of: 'store_credit', problem: { kind: 'no_customer' } },
    });
    expect(await askCredit(world, { complaintId })).toMatchObject({ ok: false, error: { kind: 'store_credit' } });
  });

  it('says so where customers have classic accounts, or it is switched off', async () => {
    const complaintId = await complain(world, makeOrder(world));
    const shop = world.store.store.shop(MUG_HOUSE);
    if (!shop) throw new Error('no shop');
    const notUsable = { ok: false, error: { of: 'store_credit', problem: { kind: 'not_usable' } } };
    shop.customerAccounts = 'CLASSIC';
    expect(await preview(complaintId)).toEqual(notUsable);
    delete shop.customerAccounts;
    shop.storeCreditEnabled = false;
    expect(await preview(complaintId)).toEqual(notUsable);
    shop.storeCreditEnabled = true;
    expect(await preview(complaintId)).toMatchObject({ ok: true });
  });

  it('says which permission is missing before anything is decided', async () => {
    const complaintId = await complain(world, makeOrder(world));
    const install = world.store.store.state.installs.find((each) => each.shop === MUG_HOUSE);
    if (!install) throw new Error('not installed');
    const tokens = world.store.store.state.tokens.filter((each) => each.shop === MUG_HOUSE);
    const granted = install.scopes;
    const fewer = granted.filter((scope) => !scope.includes('store_credit'));
    for (const each of [install, ...tokens]) each.scopes = [...fewer];
    expect(await preview(complaintId)).toMatchObject({
      ok: false,
      error: { kind: 'order', problem: { kind: 'missing_scope' } },
    });
    for (const each of [install, ...tokens]) each.scopes = [...granted];
  });

  it('is released with Shopify’s own words when Shopify refuses', async () => {
    const each = await creditDecided(world, makeOrder(world, { amount: '90000.00' }), { amount: eur(20_000_00) });
    await world.runUntilQuiet();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({
      state: 'refused',
      messages: ["The operation would cause the account's credit limit to be exceeded"],
    });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'released']);
    expect(creditsOf(world, each.order)).toEqual([]);
  });

  it('waits as long as Shopify has no room, and is given once then', async () => {
    const each = await creditDecided(world);
    fault(world, 'throttled', { match: 'GiveStoreCredit', times: 2 });
    fault(world, '429', { match: 'CreditAccount', times: 4 });
    await world.runUntilQuiet();
    await expectOneCredit(world, each);
  });
});
