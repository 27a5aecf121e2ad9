import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { money } from '#app/domain/money.ts';
import { answerDataRequest, eraseCustomer } from '#app/services/privacy/privacy.server.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';
import { complain, eur, fault, makeOrder } from '#tests/factories/cases.ts';
import { lastRequest, ledgerOf, remedyFacts, requestsSince, storyOf } from '#tests/factories/facts.ts';
import { atStore, setVariant, variantBySku } from '#tests/factories/replacement-case.ts';
import {
  askReturn,
  expectOpenedOnce,
  firstLine,
  mustAskReturn,
  previewReturn,
  returnDecided,
  returnOf,
  returnsOf,
  returnView,
} from '#tests/factories/return-case.ts';

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
beforeEach(async () => {
  world.store.store.state.faults = [];
  await world.sql(`UPDATE remedies SET next_check_at = NULL`);
});

const send = (each: { remedyId: Parameters<typeof advanceRemedy>[1] }, shopId = MUG_HOUSE) =>
  advanceRemedy(world.system(shopId), each.remedyId);

const hourMs = 3_600_000;
const label = { kind: 'made', url: 'https://labels.example/1.pdf', number: 'RET-1' } as const;

describe('a return', () => {
  it('is opened once, with its reason and our marker; one read before, one call', async () => {
    const order = makeOrder(world, { quantity: 2, amount: '80.00' });
    const complaintId = await complain(world, order);
    const before = lastRequest(world);
    const remedyId = await mustAskReturn(world, { order, complaintId });
    const each = { order, complaintId, remedyId };
    await send(each);
    const requests = requestsSince(world, before);
    expect(requests.map(({ operation }) => operation)).toEqual(['ReadReturnable', 'OpenReturn']);
    expect(requests.map(({ requestedCost }) => requestedCost)).toEqual([163, 97]);
    const opened = await expectOpenedOnce(world, each);
    expect(opened.lines).toMatchObject([{ quantity: 1, reason: 6, lineItemId: order.lineItems[0]?.id }]);
    expect(opened.lines[0]?.reasonNote).toMatch(/^C-\d+ \[amends:[0-9a-f-]{36}\]$/);
    expect(await storyOf(world, complaintId)).toEqual(['logged', 'remedy_decided', 'remedy_sent', 'remedy_issued']);
    expect(await returnView(world, each)).toMatchObject({
      undoable: true,
      proof: { name: `${order.name}-R1`, status: 'open', units: { asked: 1, back: 0, missing: 0 }, parcel: null },
    });
  });

  it('carries the label that was typed in, and the customer hears of it from Shopify', async () => {
    const each = await returnDecided(world, {}, { label, note: 'Please wrap it well.' });
    await send(each);
    const [reverse] = (await expectOpenedOnce(world, each)).reverseOrders;
    expect(reverse?.deliveries).toMatchObject([
      { label: { url: label.url }, tracking: { number: label.number }, lines: [{ quantity: 1 }] },
    ]);
    expect(await returnView(world, each)).toMatchObject({
      plan: { note: 'Please wrap it well.' },
      proof: { parcel: { labelUrl: label.url, number: label.number }, labelRefused: null },
    });
  });
});

describe('a label', () => {
  it.each(['timeout-after', '5xx-before', 'throttled'] as const)('%s: is put on once, later', async (kind) => {
    const each = await returnDecided(world, undefined, { label });
    fault(world, kind, { match: 'AttachReturnLabel' });
    await send(each);
    expect((await returnView(world, each)).proof).toMatchObject({ parcel: null, labelRefused: null });
    await world.runUntilQuiet(hourMs);
    const [reverse] = (await expectOpenedOnce(world, each)).reverseOrders;
    expect(reverse?.deliveries).toHaveLength(1);
    expect((await returnView(world, each)).proof).toMatchObject({ parcel: { number: label.number } });
  });

  it('that Shopify does not take leaves the return as it is, and its words are shown', async () => {
    const each = await returnDecided(world, undefined, { label });
    const message = 'The label could not be downloaded.';
    fault(world, 'user-errors', { match: 'AttachReturnLabel', userErrors: [{ message }] });
    await send(each);
    await expectOpenedOnce(world, each);
    expect((await returnView(world, each)).proof).toMatchObject({ parcel: null, labelRefused: message });
  });

  it('that somebody has put on in Shopify is left alone', async () => {
    const each = await returnDecided(world, undefined, { label });
    fault(world, '5xx-before', { match: 'AttachReturnLabel' });
    await send(each);
    await atStore(world, `returns/${returnOf(each).id}/ship`, { number: 'THEIRS-1' });
    await world.runUntilQuiet(hourMs);
    expect(returnOf(each).reverseOrders[0]?.deliveries).toMatchObject([{ tracking: { number: 'THEIRS-1' } }]);
    expect((await returnView(world, each)).proof).toMatchObject({ parcel: { number: 'THEIRS-1', labelUrl: null } });
  });
});

describe('an exchange', () => {
  it('is asked for with the return, in the customer’s prices, and its difference is told before', async () => {
    const cup = variantBySku(world, MUG_HOUSE, 'ESCUSE-SET-OF-2');
    await setVariant(world, cup, { available: 5 });
    const order = makeOrder(world, { amount: '20.00' });
    const complaintId = await complain(world, order);
    const more = { exchange: [{ lineItemId: firstLine(order), variantId: String(cup.id) }] };
    const { planned } = await previewReturn(world, { order, complaintId, more });
    expect(planned).toMatchObject({ value: { plan: { difference: eur(cup.price - 20_00) } } });
    const remedyId = await mustAskReturn(world, { order, complaintId, more });
    await send({ remedyId });
    const opened = await expectOpenedOnce(world, { order, complaintId, remedyId });
    expect(opened.exchangeLines).toMatchObject([{ variantId: cup.id, quantity: 1 }]);
  });

  it('for what has run out is not opened', async () => {
    const cup = variantBySku(world, MUG_HOUSE, 'ESCUSE-SET-OF-2');
    await setVariant(world, cup, { available: 0, inventoryPolicy: 'DENY' });
    const order = makeOrder(world, { amount: '20.00' });
    const complaintId = await complain(world, order);
    const more = { exchange: [{ lineItemId: firstLine(order), variantId: String(cup.id) }] };
    expect(await askReturn(world, { order, complaintId, more })).toMatchObject({
      error: { kind: 'return', problem: { kind: 'out_of_stock', left: 0 } },
    });
  });
});

describe('in other currencies', () => {
  it('a PLN order of the EUR shop: costs in the shop’s currency, the label’s worth in złoty too', async () => {
    const each = await returnDecided(world, { scenario: 'multi-currency', currency: 'PLN', country: 'PL' }, { label });
    await send(each);
    await expectOpenedOnce(world, each);
    const { amount, shopAmount } = await returnView(world, each);
    expect(shopAmount).toEqual(eur(6_00));
    expect(amount.currency).toBe('PLN');
    expect(amount.minor).toBeGreaterThan(20_00);
  });

  it('a shop in yen', async () => {
    const each = await returnDecided(world, { shop: TOKYO_PAPER, scenario: 'delivered' }, { label });
    await send(each, TOKYO_PAPER);
    await expectOpenedOnce(world, each);
    const [row] = await world.sql<{ shop_amount_minor: string }>(
      'SELECT shop_amount_minor FROM remedies WHERE id = $1',
      [each.remedyId],
    );
    expect(money(Number(row?.shop_amount_minor), 'JPY')).toEqual(money(900, 'JPY'));
  });
});

describe('what cannot come back', () => {
  const problemOf = async (input: Parameters<typeof makeOrder>[1], more = {}) => {
    const order = makeOrder(world, input);
    const { planned } = await previewReturn(world, { order, complaintId: await complain(world, order), more });
    return planned?.ok === false ? planned.error.problem : null;
  };

  it('is what was not sent', async () => {
    expect(await problemOf({ scenario: 'unfulfilled' })).toMatchObject({ kind: 'not_sent', left: 0 });
  });

  it('is what is being returned already, by whomever', async () => {
    const order = makeOrder(world, { amount: '20.00' });
    const complaintId = await complain(world, order);
    await atStore(world, `orders/${order.id}/returns`);
    expect(await askReturn(world, { order, complaintId })).toMatchObject({
      error: { kind: 'return', problem: { kind: 'quantity_too_large', left: 0, asked: 1 } },
    });
  });

  it('is found out by Shopify when somebody was quicker: refused in words, released', async () => {
    const each = await returnDecided(world);
    await atStore(world, `orders/${each.order.id}/returns`);
    await send(each);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({
      state: 'refused',
      messages: ['Return line item has an invalid quantity.'],
    });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'released']);
    expect(returnsOf(each)).toEqual([]);
  });

  it('is nothing where the permission is missing, and says which one', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    const each = await returnDecided(world);
    const { scopes } = world.store.options;
    const grant = (granted: readonly string[]) => atStore(world, 'apps/scopes', { shop: MUG_HOUSE, scopes: granted });
    await grant(scopes.filter((scope) => !scope.endsWith('_returns')));
    expect(await askReturn(world, { order, complaintId })).toMatchObject({
      error: { kind: 'order', problem: { kind: 'missing_scope' } },
    });
    await send(each);
    await grant(scopes);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({
      state: 'refused',
      messages: [expect.stringContaining('Amends lacks the permission write_returns')],
    });
  });
});

describe('once', () => {
  it('however often the form is sent and the job is run', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    const asked = { order, complaintId, requestId: newRequestId() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => askReturn(world, asked)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const [answer] = answers;
    if (!answer?.ok) throw new Error('not allowed');
    await Promise.all([1, 2, 3, 4].map(() => send(answer.value)));
    await expectOpenedOnce(world, { order, complaintId, remedyId: answer.value.remedyId });
  });

  it('for each unit that was sent, whoever asks at the same moment', async () => {
    const order = makeOrder(world, { quantity: 2, amount: '40.00' });
    const complaints = await Promise.all([1, 2, 3, 4, 5].map(() => complain(world, order)));
    const answers = await Promise.all(complaints.map((complaintId) => askReturn(world, { order, complaintId })));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(2);
    for (const answer of answers) if (answer.ok) await send(answer.value);
    expect(order.returns).toHaveLength(2);
    const late = await complain(world, order);
    expect(await askReturn(world, { order, complaintId: late })).toMatchObject({
      error: { problem: { kind: 'quantity_too_large', left: 0 } },
    });
  });

  it('and shows to nobody in another shop', async () => {
    const each = await returnDecided(world);
    await advanceRemedy(world.system(TOKYO_PAPER), each.remedyId);
    expect(each.order.returns ?? []).toEqual([]);
  });
});

describe('what was written for the customer', () => {
  it('is handed over when she asks, and goes when she is forgotten; what came back stays explainable', async () => {
    const each = await returnDecided(world, undefined, { label, note: 'Dear Ethan' });
    const subject = { customerId: String(each.order.customerId), orderIds: [String(each.order.id)] };
    const inShop = (work: (tx: Statements) => Promise<void>) => world.db.atomically(MUG_HOUSE, work);
    await send(each);
    await inShop((tx) => answerDataRequest(world.system(), tx, subject));
    const [request] = await world.sql<{ answer: unknown }>(
      `SELECT answer FROM privacy_requests WHERE kind = 'data_request' ORDER BY id DESC LIMIT 1`,
    );
    expect(JSON.stringify(request?.answer)).toContain('Dear Ethan');
    expect(JSON.stringify(request?.answer)).toContain(label.url);
    await inShop((tx) => eraseCustomer(world.system(), tx, subject));
    const kept = JSON.stringify(await world.sql('SELECT plan, proof FROM remedies WHERE id = $1', [each.remedyId]));
    for (const text of ['Dear Ethan', label.url, label.number]) expect(kept).not.toContain(text);
    expect((await returnView(world, each)).plan).toMatchObject({ lines: [{ quantity: 1 }], label: { kind: 'later' } });
  });
});

describe('the limits', () => {
  it('count the label, not the goods: an agent may have a dear thing sent back', async () => {
    const order = makeOrder(world, { amount: '900.00' });
    const complaintId = await complain(world, order);
    const remedyId = await mustAskReturn(world, { order, complaintId, who: people.anna, more: { label } });
    expect(await returnView(world, { order, complaintId, remedyId })).toMatchObject({ shopAmount: eur(6_00) });
  });
});
