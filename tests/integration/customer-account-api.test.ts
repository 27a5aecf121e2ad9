import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountOrder, AccountProblem, AccountReported } from '#app/customer-pages/account/wire.ts';
import { parseShopId, trusted } from '#app/domain/ids.ts';
import { orderInput } from '#dev-store/seed/scenario-input.ts';
import { makeScenario } from '#dev-store/seed/scenarios.ts';
import { logOne, olga } from '#tests/factories/shell-refund.ts';
import {
  API_SECRET,
  bearer,
  MUG_HOUSE,
  runShell,
  sessionToken,
  TOKYO_PAPER,
  type RunningShell,
} from '#tests/setup/running-shell.ts';

let shell: RunningShell;
let order: ReturnType<typeof makeScenario>;

const buy = (email: string, shop: string = MUG_HOUSE) =>
  makeScenario(
    shell.store.store,
    orderInput.parse({ shop, scenario: 'paid-200', customer: { email, firstName: 'Eva', lastName: 'Malá' } }),
  );

let nth = 0;
beforeAll(async () => {
  shell = await runShell();
  // Somebody has opened the app, so that it knows the shop.
  await logOne(shell, olga);
});
beforeEach(() => {
  nth += 1;
  order = buy(`eva.${String(nth)}@example.com`);
});
afterAll(() => shell.close());

const gid = (of: Pick<typeof order, 'customerId'> = order) => `gid://shopify/Customer/${String(of.customerId)}`;
type Claims = Parameters<typeof sessionToken>[1];
type Forging = Parameters<typeof sessionToken>[2];
/** A token as a customer account extension gets it: no issuer, and the shop without a scheme. */
const token = (claims: Claims = {}, forging?: Forging) =>
  sessionToken({}, { iss: undefined, dest: MUG_HOUSE, sub: gid(), ...claims }, forging);
const now = () => Math.floor(Date.now() / 1000);

const look = (id: string | number = order.id, by = token(), lang = 'en') =>
  shell.ask(`/api/customer-account/orders/${String(id)}?lang=${lang}`, bearer(by));
const seen = async (answer: Response) => (await answer.json()) as AccountOrder;
const problemOf = async (answer: Response) => (await answer.json()) as AccountProblem;

type Typed = Record<string, unknown>;
const filledIn = (requestId: string, more: Typed = {}): Typed => ({
  requestId,
  line: [String(order.lineItems[0]?.id)],
  reason: 'damaged',
  detail: 'item_damaged',
  words: 'The handle is off.',
  wish: 'replacement',
  consent: 'yes',
  ...more,
});
const send = (body: Typed, { by = token(), lang = 'en', id = order.id } = {}) =>
  shell.ask(`/api/customer-account/orders/${String(id)}/complaints?lang=${lang}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const beginning = async () => (await seen(await look())).form?.requestId ?? '';
const complaints = () =>
  shell.sql<Record<string, unknown>>('SELECT * FROM complaints WHERE order_id = $1 ORDER BY number', [
    String(order.id),
  ]);

describe('the token of a customer account', () => {
  const refused: [string, () => string][] = [
    ['without a signature of ours', () => token({}, { secret: 'not-the-secret' })],
    ['with alg none', () => token({}, { header: { alg: 'none' } })],
    ['with another algorithm in its header', () => token({}, { header: { alg: 'RS256', typ: 'JWT' } })],
    ['whose customer was changed after it was signed', () => tampered()],
    ['that expired 11 seconds ago', () => token({ exp: now() - 11 })],
    ['that never expires', () => token({ exp: undefined })],
    ['that becomes valid in 12 seconds', () => token({ nbf: now() + 12 })],
    ['made for another app', () => token({ aud: 'another-app' })],
    ['of somebody who has only followed a link', () => token({ sub: undefined })],
    ['of the admin', () => sessionToken()],
    ['that speaks of an order', () => token({ sub: `gid://shopify/Order/${String(order.id)}` })],
    ['for no shop', () => token({ dest: undefined })],
    ['for an address that is no shop', () => token({ dest: `${MUG_HOUSE}.evil.example` })],
    ['for a shop over plain http', () => token({ dest: `http://${MUG_HOUSE}` })],
    ['that is empty', () => ''],
  ];
  it.each(refused)('%s opens nothing and sends nothing', async (_what, make) => {
    const by = make();
    for (const answer of [await look(order.id, by), await send(filledIn(await beginning()), { by })]) {
      expect(answer.status).toBe(401);
      expect(await problemOf(answer)).toEqual({ problem: 'signed_out' });
    }
    expect(await complaints()).toEqual([]);
  });

  it('is needed', async () => {
    expect((await shell.ask(`/api/customer-account/orders/${String(order.id)}`)).status).toBe(401);
  });

  it('that expired 9 seconds ago is accepted, and so is a shop with its scheme', async () => {
    expect((await look(order.id, token({ exp: now() - 9, dest: `https://${MUG_HOUSE}` }))).status).toBe(200);
  });

  it('opens no screen and no data of the app', async () => {
    for (const path of ['/app.data', `/api/admin-order/${String(order.id)}`])
      expect((await shell.ask(path, bearer(token()))).status, path).toBe(401);
  });

  /** Another customer in the claims, under the signature of the first. */
  function tampered(): string {
    const [header = '', , signature = ''] = token().split('.');
    const [, payload = ''] = token({ sub: 'gid://shopify/Customer/1' }, { secret: API_SECRET }).split('.');
    return [header, payload, signature].join('.');
  }
});

describe('an order', () => {
  it('is shown to its customer with what can be said about it, in her language', async () => {
    const shown = await seen(await look(order.id, token(), 'cs'));
    expect(shown.order.name).toBe(order.name);
    expect(shown.order.lines.map(({ title }) => title)).toEqual(order.lineItems.map(({ title }) => title));
    expect(shown.form?.reasons.find(({ value }) => value === 'damaged')?.label).toBe('Dorazilo to poškozené');
    expect(shown.cases).toEqual([]);
  });

  it('of another customer is as if there were none', async () => {
    const hers = buy('somebody.else@example.com');
    const [foreign, none] = [await look(hers.id), await look('999999999')];
    expect([foreign.status, await problemOf(foreign)]).toEqual([none.status, await problemOf(none)]);
    expect(foreign.status).toBe(404);
    const sent = await send(filledIn(await beginning()), { id: hers.id });
    expect(sent.status).toBe(404);
    expect(await shell.sql('SELECT 1 FROM complaints WHERE order_id = $1', [String(hers.id)])).toEqual([]);
  });

  it('of another shop is as if there were none, also where the token is of that shop', async () => {
    const theirs = buy('eva.tokyo@example.com', TOKYO_PAPER);
    expect((await look(theirs.id, token({ sub: gid(theirs) }))).status).toBe(404);
    // That shop has never opened the app.
    expect((await look(theirs.id, token({ sub: gid(theirs), dest: TOKYO_PAPER }))).status).toBe(404);
  });

  it('can be asked for by any page, and the browser is told so before', async () => {
    const answer = await shell.ask(`/api/customer-account/orders/${String(order.id)}`, {
      method: 'OPTIONS',
      headers: { origin: 'null', 'access-control-request-method': 'POST' },
    });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
    expect(answer.headers.get('access-control-allow-headers')).toContain('Authorization');
    expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
    expect((await look()).headers.get('access-control-allow-origin')).toBe('*');
  });

  it('is not read from Shopify without end', async () => {
    const statuses = [];
    for (let nth = 0; nth < 301; nth += 1) statuses.push((await look()).status);
    expect(statuses.slice(0, 300).every((status) => status === 200)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('a report', () => {
  it('becomes a complaint like that of the form, with the words as her own and the date that it is answered by', async () => {
    const answer = await send(filledIn(await beginning()));
    expect(answer.status).toBe(201);
    const told = (await answer.json()) as AccountReported;
    const [complaint] = await complaints();
    expect(complaint).toMatchObject({
      ...{ number: told.number, channel: 'account', reason: 'damaged', wanted_outcome: 'replacement', language: 'en' },
      ...{ words: 'The handle is off.', customer_id: String(order.customerId), acknowledgement: 'due' },
      reason_detail: expect.any(String) as string,
    });
    expect(told.lines.join(' ')).toContain(`C-${String(told.number)}`);
    const { cases } = await seen(await look());
    expect(cases).toMatchObject([{ number: told.number, over: false, stands: 'We are working on it.' }]);
    expect(cases[0]?.next).toMatch(/^You will hear from us (by|today)/);
  });

  it('sent twice is one complaint', async () => {
    const body = filledIn(await beginning());
    const [first, second] = [await send(body), await send(body)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await complaints()).toHaveLength(1);
  });

  it('about the same items joins the complaint that is open', async () => {
    await send(filledIn(await beginning()));
    const again = await send(filledIn(await beginning(), { words: 'Still nothing.' }));
    expect(again.status).toBe(200);
    expect(await complaints()).toMatchObject([{ contacts: 2 }]);
  });

  it.each([
    ['line', { line: [] }],
    ['line', { line: ['1'] }],
    ['reason', { reason: 'because' }],
    ['detail', { detail: '' }],
    ['words', { words: '   ' }],
    ['words', { words: 'a'.repeat(5001) }],
    ['wish', { wish: '' }],
    ['consent', { consent: '' }],
  ])('in which %s does not hold is told so beside the field, in her language', async (field, wrong) => {
    const answer = await send(filledIn(await beginning(), wrong), { lang: 'uk' });
    expect(answer.status).toBe(422);
    const { problem, fields = {} } = await problemOf(answer);
    expect([problem, Object.keys(fields)]).toEqual(['fields', [field]]);
    expect(fields[field]).toMatch(/[а-яіїєґ]/i);
    expect(await complaints()).toEqual([]);
  });

  it.each([
    ['no JSON', 'x=1'],
    ['a list', '[]'],
    ['nothing', ''],
    ['no request', '{}'],
  ])('that is %s is refused', async (_what, body) => {
    const answer = await shell.ask(`/api/customer-account/orders/${String(order.id)}/complaints`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token()}`, 'content-type': 'application/json' },
      body,
    });
    expect([400, 422]).toContain(answer.status);
  });

  it('about one order comes at most five times an hour', async () => {
    const statuses = [];
    for (let nth = 0; nth < 6; nth += 1) statuses.push((await send(filledIn(await beginning()))).status);
    expect(statuses).toEqual([201, 200, 200, 200, 200, 429]);
  });

  it('is not taken where the shop takes none', async () => {
    const requestId = await beginning();
    const shopId = trusted(parseShopId, MUG_HOUSE);
    const set = (open: boolean) =>
      shell.sql(
        `INSERT INTO shop_settings (shop_id, area, value, revision, changed_by, changed_at) VALUES ($1, 'intake', $2, 1, 'x', now())
         ON CONFLICT (shop_id, area) DO UPDATE SET value = EXCLUDED.value`,
        [shopId, JSON.stringify({ open })],
      );
    await set(false);
    expect((await seen(await look())).form).toBeNull();
    expect((await send(filledIn(requestId))).status).toBe(403);
    await set(true);
  });
});

describe('the link to a case', () => {
  const linkTo = (number: number, by = token()) =>
    shell.ask(`/api/customer-account/cases/${String(number)}/link`, { method: 'POST', ...bearer(by) });

  it('is made for its customer when she asks, and opens its page', async () => {
    const { number } = (await (await send(filledIn(await beginning()))).json()) as AccountReported;
    const before = await shell.sql('SELECT 1 FROM customer_links');
    await look();
    expect(await shell.sql('SELECT 1 FROM customer_links')).toHaveLength(before.length);
    const answer = await linkTo(number);
    const { address } = (await answer.json()) as { address: string };
    const page = await shell.ask(new URL(address).pathname);
    expect(await page.text()).toContain(`C-${String(number)}`);
  });

  it('of another customer’s case is as if there were none', async () => {
    const { number } = (await (await send(filledIn(await beginning()))).json()) as AccountReported;
    const other = buy('third@example.com');
    expect((await linkTo(number, token({ sub: gid(other) }))).status).toBe(404);
    expect((await linkTo(999_999)).status).toBe(404);
  });
});

it('leaves neither a token nor a name in the log', () => {
  const log = shell.log.join('\n');
  expect(log).toContain('/api/customer-account/');
  for (const secret of ['eyJ', 'Malá', 'gid://shopify/Customer', 'The handle is off'])
    expect(log).not.toContain(secret);
});
