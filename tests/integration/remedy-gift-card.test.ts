import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import { createLogger } from '#app/config/logger.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { money } from '#app/domain/money.ts';
import { mostAttempts } from '#app/domain/remedy/next-step.ts';
import { getComplaintPage } from '#app/services/complaints/get-complaint-page.server.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { previewResolution } from '#app/services/resolutions/preview-resolution.server.ts';
import { undoRemedy } from '#app/services/resolutions/undo-remedy.server.ts';
import { enter } from '#dev-store/gift-cards/ledger.ts';
import type { FaultRule } from '#dev-store/state/types.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';
import { complain, eur, fault, makeOrder } from '#tests/factories/cases.ts';
import { complaintFacts, lastRequest, ledgerOf, remedyFacts, requestsSince } from '#tests/factories/facts.ts';
import {
  askCard,
  cardDecided,
  cardOf,
  cardsOf,
  expectOneCard,
  mailsWith,
  type CardCase,
} from '#tests/factories/gift-card-case.ts';

let database: TestDatabase;
let world: World;
const logged: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const log = createLogger({ level: 'debug', write: (line) => void logged.push(line) });
  world = await createWorld({ database, log, optionalScopes: ['write_gift_cards', 'write_customers'] });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(() => {
  world.store.store.state.faults = [];
});

async function preview(complaintId: ComplaintId, amount = eur(25_00)) {
  const answer = await previewResolution(world.as(), complaintId, [{ kind: 'gift_card', ask: { amount, months: 12 } }]);
  return answer.ok ? answer.value.remedies[0]?.planned : answer;
}

describe('a gift card', () => {
  it('is made for the customer once, and Shopify sends her the code', async () => {
    const each = await cardDecided(world);
    const before = lastRequest(world);
    await world.runUntilQuiet();
    await expectOneCard(world, each);
    const card = cardOf(world, each.order);
    expect(card).toMatchObject({ initialValue: 25_00, currency: 'EUR', expiresOn: '2027-11-22' });
    expect(mailsWith(world, card)).toHaveLength(1);
    const requests = requestsSince(world, before);
    expect(requests.map((request) => request.operation)).toEqual(['IssueGiftCard', 'SendGiftCard']);
    expect(requests.reduce((sum, { requestedCost }) => sum + (requestedCost ?? 0), 0)).toBeLessThanOrEqual(21);
  });

  it('never tells its code to anybody but her: not to us, not to the log', async () => {
    const each = await cardDecided(world);
    fault(world, 'timeout-after', { match: 'IssueGiftCard' });
    await world.runUntilQuiet();
    const { code } = cardOf(world, each.order);
    const page = await getComplaintPage(world.as(), each.complaintId);
    expect(page.ok && page.value.remedies[0]).toMatchObject({
      proof: { lastCharacters: code.slice(-4), notice: 'sent' },
    });
    const tables = ['remedies', 'attempts', 'timeline_entries', 'ledger_entries', 'resolutions', 'order_snapshots'];
    for (const table of tables) {
      const rows = await world.sql<{ row: unknown }>(`SELECT to_jsonb(t) AS row FROM ${table} t`);
      expect(JSON.stringify(rows), table).not.toContain(code);
    }
    expect(JSON.stringify(page)).not.toContain(code);
    expect(logged.join('\n')).not.toContain(code);
  });

  it('is one card however often the form is sent and the job is run', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    const requestId = newRequestId();
    const answers = await Promise.all(Array.from({ length: 8 }, () => askCard(world, { complaintId, requestId })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const [answer] = answers;
    if (!answer?.ok) throw new Error('not allowed');
    const { remedyId } = answer.value;
    await Promise.all(Array.from({ length: 4 }, () => advanceRemedy(world.system(), remedyId)));
    await world.runUntilQuiet();
    await expectOneCard(world, { order, complaintId, remedyId });
  });

  it('is in the currency that the customer paid in', async () => {
    const order = makeOrder(world, { scenario: 'multi-currency', currency: 'PLN' });
    await cardDecided(world, order, { amount: money(99_99, 'PLN') });
    const yen = makeOrder(world, { shop: TOKYO_PAPER });
    await cardDecided(world, yen, { amount: money(3_000, 'JPY'), who: people.haruka, shopId: TOKYO_PAPER });
    await world.runUntilQuiet();
    expect(cardOf(world, order)).toMatchObject({ currency: 'PLN', initialValue: 99_99 });
    expect(cardOf(world, yen)).toMatchObject({ currency: 'JPY', initialValue: 3_000 });
  });

  it('shows to nobody in another shop', async () => {
    const { remedyId, order } = await cardDecided(world);
    await advanceRemedy(world.system(TOKYO_PAPER), remedyId);
    expect(cardsOf(world, order)).toEqual([]);
    await world.runUntilQuiet();
    expect(cardsOf(world, order)).toHaveLength(1);
  });
});

describe('a gift card that cannot be given', () => {
  it('says which permission the shop has not given, on the page and in the preview', async () => {
    const complaintId = await complain(world, makeOrder(world));
    const page = await getComplaintPage(world.as(), complaintId);
    expect(page.ok && page.value.scopes).toContain('write_gift_cards');
    const install = world.store.store.state.installs.find((each) => each.shop === MUG_HOUSE);
    if (!install) throw new Error('not installed');
    const granted = install.scopes;
    install.scopes = granted.filter((scope) => scope !== 'write_customers');
    expect(await preview(complaintId)).toEqual({
      ok: false,
      error: { of: 'gift_card', problem: { kind: 'not_permitted', scopes: ['write_customers'] } },
    });
    install.scopes = granted;
  });

  it('says so for a guest, and for more than one card holds', async () => {
    const guest = await complain(world, makeOrder(world, { customer: null }));
    expect(await preview(guest)).toMatchObject({ error: { problem: { kind: 'no_customer' } } });
    const complaintId = await complain(world, makeOrder(world));
    expect(await preview(complaintId, eur(2_000_01))).toMatchObject({
      error: { problem: { kind: 'more_than_a_card', most: eur(2_000_00) } },
    });
  });

  it('is released with Shopify’s own words when Shopify refuses', async () => {
    const each = await cardDecided(world);
    const shop = world.store.store.shop(MUG_HOUSE);
    if (!shop) throw new Error('no shop');
    shop.giftCards = false;
    await world.runUntilQuiet();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({
      state: 'refused',
      messages: ['Gift cards are unavailable on your plan.'],
    });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'released']);
    delete shop.giftCards;
  });
});

describe('a gift card whose answer is lost', () => {
  const kinds: FaultRule['kind'][] = [
    'timeout-before',
    'timeout-after',
    'reset-before',
    'reset-after',
    '5xx-before',
    '5xx-after',
    'truncated-json',
    'html-200',
    'throttled',
  ];
  it.each(kinds)('%s: ends as one card', async (kind) => {
    const each = await cardDecided(world);
    fault(world, kind, { match: 'IssueGiftCard' });
    await world.runUntilQuiet();
    await expectOneCard(world, each);
  });

  it.each(kinds)('%s, every time: is one card or none, and never a second', async (kind) => {
    const each = await cardDecided(world);
    fault(world, kind, { match: 'IssueGiftCard', times: mostAttempts + 1 });
    await world.runUntilQuiet();
    if (cardsOf(world, each.order).length > 0) return expectOneCard(world, each);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'not_issued' });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'released']);
  });

  it.each([2_000, 60_000, 200_000])('and that Shopify makes %i ms later is one card', async (applyAfterMs) => {
    const each = await cardDecided(world);
    fault(world, 'late-commit', { match: 'IssueGiftCard', applyAfterMs });
    await world.runUntilQuiet();
    await expectOneCard(world, each);
  });

  it('and whose code is taken before it can be seen is never given up', async () => {
    const each = await cardDecided(world);
    fault(world, 'timeout-after', { match: 'IssueGiftCard' });
    fault(world, '5xx-before', { match: 'NewestGiftCards' });
    await world.runUntilQuiet(30_500);
    // The card is there, and the list does not show it for a while.
    const card = cardOf(world, each.order);
    const cards = world.store.store.state.giftCards;
    world.store.store.state.giftCards = cards.filter((one) => one !== card);
    await world.runUntilQuiet(3_600_000);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'unknown' });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved']);
    world.store.store.state.giftCards = cards;
    await world.runUntilQuiet();
    await expectOneCard(world, each);
  });

  it('is found by its end, amount and customer when staff have changed the note', async () => {
    const each = await cardDecided(world);
    fault(world, 'timeout-after', { match: 'IssueGiftCard' });
    fault(world, '5xx-before', { match: 'NewestGiftCards', times: 2 });
    await world.runUntilQuiet(30_500);
    cardOf(world, each.order).note = 'sorry about the handle';
    await world.runUntilQuiet();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'settled', attempts: 1 });
    expect(cardsOf(world, each.order)).toHaveLength(1);
  });

  it('is not tried with another code when the secret has changed since', async () => {
    const each = await cardDecided(world);
    await world.sql(
      `UPDATE remedies SET state = 'sending', attempts = 1, first_sent_at = $2, last_sent_at = $2, progress = $3 WHERE id = $1`,
      [each.remedyId, world.clock.now(), JSON.stringify({ codePrint: '0'.repeat(16), since: world.clock.now() })],
    );
    const before = lastRequest(world);
    await world.runUntilQuiet();
    expect(requestsSince(world, before).map((request) => request.operation)).not.toContain('IssueGiftCard');
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'not_issued' });
  });
});

describe('a customer who has not been told', () => {
  it('is told later: until then the card is on its way', async () => {
    const each = await cardDecided(world);
    fault(world, '5xx-before', { match: 'SendGiftCard', times: 2 });
    await world.runUntilQuiet(31_000);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'issued' });
    expect(mailsWith(world, cardOf(world, each.order))).toEqual([]);
    await world.runUntilQuiet();
    await expectOneCard(world, each);
  });

  it('and cannot be, is a card that is given, and says so', async () => {
    const each = await cardDecided(world);
    fault(world, 'user-errors', {
      match: 'SendGiftCard',
      userErrors: [{ field: null, message: 'The customer has no contact information.' }],
    });
    await world.runUntilQuiet();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'settled' });
    const page = await getComplaintPage(world.as(), each.complaintId);
    expect(page.ok && page.value.remedies[0]?.proof).toMatchObject({
      notice: { refused: 'The customer has no contact information.' },
    });
  });
});

describe('a gift card that is taken back', () => {
  const takeBack = ({ remedyId }: CardCase) => undoRemedy(world.as(), { remedyId, reason: 'given by mistake' });

  it.each(['timeout-before', 'timeout-after', '5xx-after', 'throttled'] as const)(
    'is switched off once, also after %s',
    async (kind) => {
      const each = await cardDecided(world);
      await world.runUntilQuiet();
      fault(world, kind, { match: 'DeactivateGiftCard' });
      await takeBack(each);
      await world.runUntilQuiet();
      expect(cardOf(world, each.order).deactivatedAt).not.toBeNull();
      expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'undone' });
      expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'settled', 'reversed']);
      expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'open', nextAction: 'decide_again' });
    },
  );

  it('stays given when some of it is spent, with the number', async () => {
    const each = await cardDecided(world);
    await world.runUntilQuiet();
    const card = cardOf(world, each.order);
    enter(world.store.store, card, { amount: -10_00, note: null, processedAt: world.store.store.nowIso() });
    await takeBack(each);
    await world.runUntilQuiet();
    expect(card.deactivatedAt).toBeNull();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({
      state: 'settled',
      messages: ['10.00 EUR of the gift card has been spent already, so it cannot be taken back.'],
    });
  });
});
