import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import { getComplaintPage } from '#app/services/complaints/get-complaint-page.server.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { answerDataRequest, eraseCustomer } from '#app/services/privacy/privacy.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { ReplacementPlan } from '#app/domain/remedy/replacement.ts';
import { grandTotal } from '#dev-store/draft-orders/totals.ts';
import { subtotal, totalPrice } from '#dev-store/orders/totals.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';
import { complain, eur, makeOrder } from '#tests/factories/cases.ts';
import { complaintFacts, lastRequest, requestsSince, storyOf } from '#tests/factories/facts.ts';
import {
  allowedReplacement,
  askFor,
  draftsOf,
  expectOrderedOnce,
  orderOf,
  ordersOf,
  previewReplacement,
  setVariant,
  variantBySku,
  variantOf,
} from '#tests/factories/replacement-case.ts';

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

const send = (each: { remedyId: Parameters<typeof advanceRemedy>[1] }, shopId = MUG_HOUSE) =>
  advanceRemedy(world.system(shopId), each.remedyId);

describe('a replacement of the same item', () => {
  it('becomes one order that costs nothing and carries our marks; stock is committed once; three calls, 25 points', async () => {
    const each = await allowedReplacement(world, {}, { card: 'So sorry!', note: 'Double bubble wrap' });
    const stock = variantOf(world, each.order).inventoryQuantity;
    const before = lastRequest(world);
    await send(each);
    const requests = requestsSince(world, before);
    expect(requests.map(({ operation }) => operation)).toEqual([
      'ReadOrderAddress',
      'CreateReplacement',
      'CompleteReplacement',
    ]);
    expect(requests.reduce((sum, { requestedCost }) => sum + (requestedCost ?? 0), 0)).toBeLessThanOrEqual(25);

    const order = await expectOrderedOnce(world, each);
    const { order: original, remedyId } = each;
    expect(totalPrice(order)).toEqual({ shop: 0, presentment: 0 });
    expect(order.transactions).toEqual([]);
    expect(order.customerId).toBe(original.customerId);
    expect(order.email).toBe(original.email);
    expect(order.shippingAddress).toEqual(original.shippingAddress);
    expect(order.lineItems).toMatchObject([{ variantId: original.lineItems[0]?.variantId, quantity: 1 }]);
    expect(order.tags).toContain('amends');
    expect(order.note).toMatch(/^Double bubble wrap\nReplacement for #\d+, C-\d+ \[amends:[0-9a-f-]{36}\]$/);
    expect(order.note).toContain(`[amends:${remedyId}]`);
    expect(order.customAttributes).toEqual(
      expect.arrayContaining([
        { key: 'Replaces order', value: original.name },
        { key: 'Amends remedy', value: remedyId },
        { key: 'Card', value: 'So sorry!' },
      ]),
    );
    expect(draftsOf(world, remedyId)).toMatchObject([{ status: 'COMPLETED', reserved: [] }]);
    expect(variantOf(world, original).inventoryQuantity).toBe(stock - 1);
  });

  it('has its stock set aside while it is only a draft', async () => {
    const each = await allowedReplacement(world);
    const stock = variantOf(world, each.order).inventoryQuantity;
    world.store.store.state.faults = [];
    await advanceRemedy(world.system(), each.remedyId);
    const [draft] = draftsOf(world, each.remedyId);
    expect(draft?.reserveInventoryUntil).toBe(new Date(world.clock.now().getTime() + 3_600_000).toISOString());
    expect(variantOf(world, each.order).inventoryQuantity).toBe(stock - 1);
  });

  it('is worth its price when it was bought and the shipping, and costs the shop what the goods cost', async () => {
    const order = makeOrder(world, { shipping: '5.00' });
    await setVariant(world, variantOf(world, order), { available: 9, unitCost: '7.40' });
    const complaintId = await complain(world, order);
    const asked = { order, complaintId };
    const answer = await askFor(world, asked);
    if (!answer.ok) throw new Error('not allowed');
    const page = await getComplaintPage(world.as(), complaintId);
    expect(page.ok && page.value.remedies).toMatchObject([
      { kind: 'replacement', amount: eur(55_00), shopAmount: eur(55_00), shopCost: eur(12_40), undoable: false },
    ]);
    expect(page.ok && page.value.remedies[0]?.plan).toMatchObject({ costIs: 'known' });
    expect(await storyOf(world, complaintId)).toEqual(['logged', 'remedy_decided']);
  });
});

describe('what is sent, how and where', () => {
  it('another item, a gift, the shop’s own way, and a corrected address that only this order has', async () => {
    const cup = variantBySku(world, MUG_HOUSE, 'ESCUSE-SET-OF-2');
    const box = variantBySku(world, MUG_HOUSE, 'GIBO-KRAFT');
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    const lineItemId = String(order.lineItems[0]?.id);
    const answer = await askFor(world, {
      order,
      complaintId,
      more: {
        items: [{ lineItemId, quantity: 2, variantId: String(cup.id) }],
        gift: { variantId: String(box.id), quantity: 1 },
        delivery: 'free',
        address: { confirmed: null, corrected: { address1: 'New Street 7', phone: '+420 777 000 111' } },
      },
    });
    if (!answer.ok) throw new Error(`not allowed: ${JSON.stringify(answer.error)}`);
    await send(answer.value);
    const made = orderOf(world, answer.value.remedyId);
    expect(made.lineItems).toMatchObject([
      { variantId: cup.id, quantity: 2, customAttributes: [] },
      { variantId: box.id, quantity: 1, customAttributes: [{ key: 'Gift', value: 'Yes' }] },
    ]);
    expect(made.shippingLines).toMatchObject([{ title: 'Free shipping', price: { presentment: 0 } }]);
    const { shippingAddress: was } = order;
    expect(made.shippingAddress).toEqual({ ...was, address1: 'New Street 7', phone: '+420 777 000 111' });
    expect(was?.address1).not.toBe('New Street 7');
  });

  it('by the method of the order, without a price', async () => {
    const each = await allowedReplacement(world, { shipping: '9.90' });
    await send(each);
    const [ordered] = each.order.shippingLines;
    expect(orderOf(world, each.remedyId).shippingLines).toMatchObject([
      { title: ordered?.title, price: { shop: 0, presentment: 0 } },
    ]);
  });

  it('to a guest, who is known by her e-mail', async () => {
    const each = await allowedReplacement(world, { scenario: 'guest' });
    await send(each);
    const made = await expectOrderedOnce(world, each);
    expect(made.email).toBe(each.order.email);
    expect(made.shippingAddress).toEqual(each.order.shippingAddress);
  });
});

describe('nothing of a person is kept', () => {
  it('neither name nor street nor e-mail: only a print of the address, and what was corrected', async () => {
    const each = await allowedReplacement(world);
    await send(each);
    const { shippingAddress, email } = each.order;
    const rows = await world.sql<{ kept: string }>(
      `SELECT concat(plan, proof, progress) AS kept FROM remedies WHERE id = $1
       UNION ALL SELECT data::text FROM timeline_entries WHERE complaint_id = $2 AND kind LIKE 'remedy_%'`,
      [each.remedyId, each.complaintId],
    );
    const kept = rows.map((row) => row.kept).join();
    for (const text of [shippingAddress?.lastName, shippingAddress?.address1, shippingAddress?.zip, email]) {
      expect(text).toBeTruthy();
      expect(kept).not.toContain(text);
    }
  });
});

describe('what was written for one parcel', () => {
  it('is handed over when the customer asks, and goes when she is forgotten; the rest stays explainable', async () => {
    const corrected = { address1: 'Hidden Lane 3' };
    const each = await allowedReplacement(world, {}, { card: 'Dear Ethan', address: { confirmed: null, corrected } });
    const subject = { customerId: String(each.order.customerId), orderIds: [String(each.order.id)] };
    const inShop = (work: (tx: Statements) => Promise<void>) => world.db.atomically(MUG_HOUSE, work);
    const kept = async () =>
      (await world.sql<{ plan: unknown }>('SELECT plan FROM remedies WHERE id = $1', [each.remedyId]))[0]?.plan;
    await inShop((tx) => eraseCustomer(world.system(), tx, subject));
    expect(await kept(), 'still to be sent').toMatchObject({ card: 'Dear Ethan', address: { corrected } });
    const again = await allowedReplacement(world, {}, { card: 'Dear Ethan', address: { confirmed: null, corrected } });
    const asked = { customerId: String(again.order.customerId), orderIds: [String(again.order.id)] };
    await send(again);
    await inShop((tx) => answerDataRequest(world.system(), tx, asked));
    const [request] = await world.sql<{ answer: unknown }>(
      `SELECT answer FROM privacy_requests WHERE kind = 'data_request' ORDER BY id DESC LIMIT 1`,
    );
    expect(JSON.stringify(request?.answer)).toContain('Hidden Lane 3');
    await inShop((tx) => eraseCustomer(world.system(), tx, asked));
    const [row] = await world.sql<{ plan: ReplacementPlan }>('SELECT plan FROM remedies WHERE id = $1', [
      again.remedyId,
    ]);
    expect(row?.plan).toMatchObject({ note: '', card: '', customerId: null, address: { corrected: {} } });
    expect(row?.plan.lines).toHaveLength(1);
  });
});

describe('in other currencies', () => {
  it('a PLN order of the EUR shop: in złoty at the prices of Poland, to the grosz', async () => {
    const dripper = variantBySku(world, MUG_HOUSE, 'POOVDR-SIZE-1');
    const order = makeOrder(world, { scenario: 'multi-currency', currency: 'PLN', country: 'PL' });
    const complaintId = await complain(world, order);
    const lineItemId = String(order.lineItems[0]?.id);
    const items = [{ lineItemId, quantity: 1, variantId: String(dripper.id) }];
    const answer = await askFor(world, { order, complaintId, more: { items, delivery: 'free' } });
    if (!answer.ok) throw new Error(`not allowed: ${JSON.stringify(answer.error)}`);
    await send(answer.value);
    const made = orderOf(world, answer.value.remedyId);
    const [draft] = draftsOf(world, answer.value.remedyId);
    const page = await getComplaintPage(world.as(), complaintId);
    const [remedy] = page.ok ? page.value.remedies : [];
    expect(made.presentmentCurrency).toBe('PLN');
    expect(totalPrice(made)).toEqual({ shop: 0, presentment: 0 });
    expect(draft && grandTotal(draft)).toEqual({ shop: 0, presentment: 0 });
    expect(made.lineItems[0]?.unitPrice.presentment).toBe(remedy?.amount.minor);
    expect(remedy).toMatchObject({ amount: { currency: 'PLN' }, shopAmount: eur(dripper.price) });
  });

  it('a shop in yen', async () => {
    const each = await allowedReplacement(world, { shop: TOKYO_PAPER, scenario: 'delivered' });
    await send(each, TOKYO_PAPER);
    const made = await expectOrderedOnce(world, each);
    const page = await getComplaintPage(world.as(people.haruka, TOKYO_PAPER), each.complaintId);
    const [remedy] = page.ok ? page.value.remedies : [];
    const shipping = each.order.shippingLines[0]?.price.presentment ?? 0;
    const unit = each.order.lineItems[0]?.unitPrice.presentment ?? 0;
    expect(remedy?.amount).toEqual({ minor: unit + shipping, currency: 'JPY' });
    expect(remedy?.shopCost).toEqual(remedy?.shopAmount);
    expect(remedy?.plan).toMatchObject({ costIs: 'face_value' });
    expect(subtotal(made)).toEqual({ shop: 0, presentment: 0 });
  });
});

describe('once', () => {
  it('however often the form is sent and the job is run', async () => {
    const order = makeOrder(world);
    await setVariant(world, variantOf(world, order), { available: 20 });
    const complaintId = await complain(world, order);
    const requestId = newRequestId();
    const asked = { order, complaintId, requestId };
    const answers = await Promise.all([askFor(world, asked), askFor(world, asked), askFor(world, asked)]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const [answer] = answers;
    if (!answer.ok) throw new Error('not allowed');
    await Promise.all([send(answer.value), send(answer.value), send(answer.value)]);
    await send(answer.value);
    expect(ordersOf(world, answer.value.remedyId)).toHaveLength(1);
    expect(draftsOf(world, answer.value.remedyId)).toHaveLength(1);
  });

  it('for each unit that was ordered, whoever asks at the same moment', async () => {
    const order = makeOrder(world, { quantity: 2, amount: '40.00' });
    await setVariant(world, variantOf(world, order), { available: 20 });
    const complaints = await Promise.all([1, 2, 3, 4, 5].map(() => complain(world, order)));
    const answers = await Promise.all(complaints.map((complaintId) => askFor(world, { order, complaintId })));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(2);
    for (const answer of answers)
      if (!answer.ok)
        expect(answer.error).toMatchObject({ problem: { kind: 'quantity_too_large', left: 0, asked: 1 } });
  });
});

describe('another shop', () => {
  it('sees neither the complaint nor its replacement', async () => {
    const each = await allowedReplacement(world);
    await send(each);
    expect((await getComplaintPage(world.as(people.haruka, TOKYO_PAPER), each.complaintId)).ok).toBe(false);
    expect(await complaintFacts(world, each.complaintId)).toMatchObject({ state: 'open' });
    // Nor is an item of another shop one of its own.
    const theirs = variantBySku(world, TOKYO_PAPER, 'WANO-A6');
    const lineItemId = String(each.order.lineItems[0]?.id);
    const items = [{ lineItemId, quantity: 1, variantId: String(theirs.id) }];
    const preview = await previewReplacement(world, { ...each, more: { items } });
    expect(preview.planned).toMatchObject({ error: { problem: { kind: 'unknown_item', lineItemId } } });
  });
});
