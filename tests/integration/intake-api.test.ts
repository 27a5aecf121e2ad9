import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseShopId, trusted } from '#app/domain/ids.ts';
import { callsPerMinute } from '#app/domain/intake-api.ts';
import { makeIntakeKey, renewKey, revokeKey, type NewSecret } from '#app/services/intake-api/keys.server.ts';
import { eraseCustomer } from '#app/services/privacy/privacy.server.ts';
import { orderInput } from '#dev-store/seed/scenario-input.ts';
import { makeScenario } from '#dev-store/seed/scenarios.ts';
import { logOne, olga } from '#tests/factories/shell-refund.ts';
import { MUG_HOUSE, runShell, TOKYO_PAPER, type RunningShell } from '#tests/setup/running-shell.ts';

const shopId = trusted(parseShopId, MUG_HOUSE);
const complaints = '/api/intake/complaints';
const document = z.record(z.string(), z.unknown()).parse(parse(await readFile('docs/api/intake.yaml', 'utf8')));

let shell: RunningShell;
let key: NewSecret;
let order: ReturnType<typeof makeScenario>;
/** Answers so far, by what the document calls them. */
const seen = new Set<string>();

const as = (role: 'owner' | 'lead') =>
  shell.web.amends.staffContext(shopId, { kind: 'staff', userId: '1001', name: 'Olga Nováková', role });

async function newKey(name: string): Promise<NewSecret> {
  const made = await makeIntakeKey(as('owner'), name);
  if (!made.ok) throw new Error(made.error.kind);
  return made.value;
}

beforeAll(async () => {
  shell = await runShell();
  // Somebody has opened the app, so that it knows the shop.
  await logOne(shell, olga);
  key = await newKey('Helpdesk');
});
beforeEach(() => {
  order = makeScenario(shell.store.store, orderInput.parse({ shop: MUG_HOUSE, scenario: 'paid-200' }));
});
afterAll(() => shell.close());

const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addFormat('date-time', (text: string) => new Date(text).toISOString() === text);
ajv.addSchema({ $id: 'intake', components: document['components'] });
const holds = (name: string, value: unknown): string => {
  const check = ajv.getSchema(`intake#/components/schemas/${name}`);
  if (!check) throw new Error(`no schema ${name}`);
  return check(value) === true ? '' : ajv.errorsText(check.errors);
};

type Ask = {
  method?: string;
  path?: string;
  body?: unknown;
  with?: Pick<NewSecret, 'keyId' | 'secret'>;
  seconds?: number;
  headers?: Record<string, string>;
};

/** A request as a tool signs it; its answer, held against the document. */
async function ask({ method = 'POST', path = complaints, body, with: by = key, seconds, headers }: Ask) {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const stamp = String(seconds ?? Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', by.secret).update(`${stamp}\n${method}\n${path}\n${text}`).digest('hex');
  const answer = await shell.ask(path, {
    method,
    headers: {
      'content-type': 'application/json',
      'x-amends-shop': MUG_HOUSE,
      'x-amends-key': by.keyId,
      'x-amends-timestamp': stamp,
      'x-amends-signature': signature,
      ...headers,
    },
    ...(text !== '' && { body: text }),
  });
  const json = z.record(z.string(), z.unknown()).parse(await answer.json());
  const type = answer.headers.get('content-type') ?? '';
  const isProblem = answer.status >= 400;
  expect(type).toContain(isProblem ? 'application/problem+json' : 'application/json');
  expect(holds(isProblem ? 'Problem' : 'Complaint', json), JSON.stringify(json)).toBe('');
  seen.add(isProblem ? String(json['type']) : String(answer.status));
  return { status: answer.status, json, retryAfter: answer.headers.get('retry-after') };
}

let next = 0;
const report = (more: Record<string, unknown> = {}) => ({
  externalId: `ticket-${String(++next)}`,
  order: { id: String(order.id) },
  reason: 'damaged',
  channel: 'chat',
  wantedOutcome: 'replacement',
  words: 'The handle came off.',
  ...more,
});
const count = async () => (await shell.sql('SELECT 1 FROM complaints')).length;

describe('docs/api/intake.yaml', () => {
  it('is a whole OpenAPI 3.1 document', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect([valid, errors]).toEqual([true, undefined]);
    expect(validator.version).toBe('3.1');
  });

  it('takes and refuses the same reports as the code does', async () => {
    const wrong: [string, Record<string, unknown>][] = [
      ['reason', { reason: 'angry' }],
      ['words', { words: '' }],
      ['words', { words: 'NUL \0 inside' }],
      ['words', { words: 'x'.repeat(5001) }],
      ['externalId', { externalId: 'with space' }],
      ['order', { order: {} }],
      ['order', { order: { id: '0' } }],
      ['lines', { lines: [] }],
      ['lines.0.quantity', { lines: [{ lineItemId: '1', quantity: 0 }] }],
      ['language', { language: 'de' }],
      ['severity', { severity: 'urgent' }],
      ['', { unknown: 1 }],
    ];
    const before = await count();
    for (const [field, more] of wrong) {
      const body = report(more);
      expect(holds('Report', body), field).not.toBe('');
      const { status, json } = await ask({ body });
      expect([status, (json['errors'] as { field: string }[])[0]?.field]).toEqual([422, field]);
    }
    expect(await count()).toBe(before);
  });
});

describe('a complaint that another tool sends', () => {
  it('is logged as a customer’s own is, and can be looked at', async () => {
    const body = report({ order: { name: order.name }, language: 'cs' });
    expect(holds('Report', body)).toBe('');
    const { status, json } = await ask({ body });
    expect([status, json]).toMatchObject([201, { externalId: body.externalId, state: 'open', joined: false }]);
    const [row] = await shell.sql(
      `SELECT channel, reason, wanted_outcome, words, language, severity, (SELECT count(*)::int FROM complaint_lines l WHERE l.complaint_id = c.id) AS lines
        FROM complaints c WHERE number = $1`,
      [Number(String(json['number']).slice(2))],
    );
    expect(row).toEqual({
      ...{ channel: 'chat', reason: 'damaged', wanted_outcome: 'replacement', words: 'The handle came off.' },
      ...{ language: 'cs', severity: 'high', lines: order.lineItems.length },
    });
    const looked = await ask({ method: 'GET', path: `${complaints}/${body.externalId}` });
    expect(looked).toMatchObject({ status: 200, json });
    const [told] = await shell.sql(`SELECT data FROM timeline_entries WHERE kind = 'sent_by_tool'`);
    expect(told).toEqual({ data: { kind: 'sent_by_tool', tool: 'Helpdesk' } });
  });

  it('is the same one when it is sent again, also twice at once, and another one is not taken for it', async () => {
    const body = report();
    const before = await count();
    const both = await Promise.all([ask({ body }), ask({ body })]);
    const third = await ask({ body });
    expect(new Set([...both, third].map(({ json }) => json['number'])).size).toBe(1);
    expect(third.status).toBe(200);
    expect(await count()).toBe(before + 1);
    expect((await ask({ body: { ...body, words: 'Something else.' } })).status).toBe(409);
    expect(await count()).toBe(before + 1);
  });

  it('about what somebody complains of already is a further contact', async () => {
    const first = await ask({ body: report() });
    const second = await ask({ body: report({ words: 'Still nothing.' }) });
    expect(second).toMatchObject({ status: 200, json: { number: first.json['number'], joined: true } });
  });

  it('and cannot be, is refused with the field at fault', async () => {
    const field = async (more: Record<string, unknown>) => {
      const { status, json } = await ask({ body: report({ ...more }) });
      return [status, (json['errors'] as { field: string }[] | undefined)?.[0]?.field];
    };
    expect(await field({ order: { id: '123' } })).toEqual([422, 'order']);
    expect(await field({ order: { name: '#999999' } })).toEqual([422, 'order']);
    expect(await field({ lines: [{ lineItemId: '1', quantity: 1 }] })).toEqual([422, 'lines']);
    const [line] = order.lineItems;
    expect(await field({ lines: [{ lineItemId: String(line?.id), quantity: 99 }] })).toEqual([422, 'lines']);
    expect((await ask({ body: '{"externalId":' })).status).toBe(415);
    expect((await ask({ body: report(), headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    expect((await ask({ method: 'GET', path: `${complaints}/never-sent` })).status).toBe(404);
  });

  it('is told to come again when Shopify does not answer, and nothing was logged', async () => {
    shell.store.store.state.faults = [];
    const post = (body: object) =>
      fetch(`${shell.store.options.publicUrl ?? ''}/dev-store/faults`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      });
    await post({ kind: '5xx-before', match: 'ReadOrder', times: 5 });
    const body = report();
    const { status, retryAfter } = await ask({ body });
    expect([status, retryAfter]).toEqual([503, '30']);
    shell.store.store.state.faults = [];
    expect((await ask({ body })).status).toBe(201);
  });

  it('is still the same one after its customer was forgotten', async () => {
    const body = report();
    const { json } = await ask({ body });
    const subject = { customerId: String(order.customerId), orderIds: [String(order.id)] };
    const ctx = shell.web.amends.contextFor(shopId, { kind: 'system', name: 'shopify' });
    await shell.web.amends.db.atomically(shopId, (tx) =>
      eraseCustomer(ctx, tx, subject as Parameters<typeof eraseCustomer>[2]),
    );
    expect(
      await shell.sql('SELECT 1 FROM intake_reports WHERE external_id = $1 AND input_hash <> $2', [
        body.externalId,
        '',
      ]),
    ).toEqual([]);
    expect((await ask({ body })).json['number']).toBe(json['number']);
  });
});

describe('a request that nobody has signed', () => {
  it('is refused, whatever of it is wrong, in the same words', async () => {
    const before = await count();
    const body = report();
    const other = { ...key, secret: `${key.secret}x` };
    const bad = [
      await ask({ body, with: other }),
      await ask({ body, with: { ...key, keyId: '00000000-0000-7000-8000-000000000000' } }),
      await ask({ body, with: { ...key, keyId: "x' OR 1=1" } }),
      await ask({ body, headers: { 'x-amends-signature': '' } }),
      await ask({ body, headers: { 'x-amends-shop': TOKYO_PAPER } }),
      await ask({ body, headers: { 'x-amends-shop': 'evil.example' } }),
      await ask({ body, headers: { 'x-amends-timestamp': String(Math.floor(Date.now() / 1000) + 1) } }),
    ];
    for (const { status, json } of bad) expect([status, json]).toEqual([401, bad[0]?.json]);
    expect(await count()).toBe(before);
  });

  it('for this body, method and address is refused', async () => {
    const stamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', key.secret).update(`${stamp}\nGET\n${complaints}/a\n`).digest('hex');
    const headers = { 'x-amends-timestamp': stamp, 'x-amends-signature': signature };
    expect((await ask({ body: report(), headers })).status).toBe(401);
    expect((await ask({ method: 'GET', path: `${complaints}/b`, headers })).status).toBe(401);
  });

  it('lately is refused, and needs a clock that is right', async () => {
    const now = Math.floor(Date.now() / 1000);
    for (const seconds of [now - 301, now + 302])
      expect((await ask({ body: report(), seconds })).json['type']).toBe('urn:amends:intake:not-of-now');
    expect((await ask({ body: report(), seconds: now - 280 })).status).toBe(201);
  });
});

describe('a key', () => {
  it('is made, renewed and revoked by an owner only', async () => {
    const kinds = [
      await makeIntakeKey(as('lead'), 'x'),
      await renewKey(as('lead'), key.keyId),
      await revokeKey(as('lead'), key.keyId),
    ];
    expect(kinds).toEqual(Array.from({ length: 3 }, () => ({ ok: false, error: { kind: 'not_allowed' } })));
  });

  it('has two good secrets for a week after it was renewed, and none once it is revoked', async () => {
    const first = await newKey('Chat');
    const renewed = await renewKey(as('owner'), first.keyId);
    if (!renewed.ok) throw new Error(renewed.error.kind);
    const second = renewed.value;
    expect(second.secret).not.toBe(first.secret);
    for (const one of [first, second]) expect((await ask({ body: report(), with: one })).status).toBeLessThan(300);
    await shell.sql(`UPDATE intake_keys SET before_until = now() - interval '1 second' WHERE id = $1`, [first.keyId]);
    expect((await ask({ body: report(), with: first })).status).toBe(401);
    expect((await ask({ body: report(), with: second })).status).toBeLessThan(300);
    await revokeKey(as('owner'), first.keyId);
    expect((await ask({ body: report(), with: second })).status).toBe(401);
    const events = await shell.sql<{ done: string }>(
      `SELECT event->>'done' AS done FROM settings_events WHERE event->>'name' = 'Chat' ORDER BY id`,
    );
    expect(events.map(({ done }) => done)).toEqual(['made', 'renewed', 'revoked']);
  });

  it('keeps no secret in the database, and none gets into the log', async () => {
    const secret = key.secret.slice(4);
    const [row] = await shell.sql<{ text: string }>(`SELECT string_agg(k::text, ' ') AS text FROM intake_keys k`);
    expect(row?.text).not.toContain(secret);
    expect(shell.log.join('\n')).not.toContain(secret);
    expect(shell.log.join('\n')).toContain(key.keyId);
  });

  it('sees what it has sent itself, and nothing of another one', async () => {
    const body = report();
    await ask({ body });
    const other = await newKey('Phone');
    const path = `${complaints}/${body.externalId}`;
    expect((await ask({ method: 'GET', path })).status).toBe(200);
    expect((await ask({ method: 'GET', path, with: other })).status).toBe(404);
  });

  it('may be used so often a minute; another one is not kept waiting for it', async () => {
    const busy = await newKey('Busy');
    const path = `${complaints}/none`;
    const used = async () => {
      await shell.sql(`UPDATE intake_keys SET minute = date_trunc('minute', now()), in_minute = $2 WHERE id = $1`, [
        busy.keyId,
        callsPerMinute,
      ]);
      const { status, retryAfter } = await ask({ method: 'GET', path, with: busy });
      return [status, retryAfter];
    };
    // A minute ends between the two in one of them at most.
    expect([await used(), await used()]).toContainEqual([429, '60']);
    expect((await ask({ method: 'GET', path })).status).toBe(404);
  });
});

it('each problem and answer of the document was seen', () => {
  const components = document['components'] as { schemas: { Problem: { properties: { type: { enum: string[] } } } } };
  expect([...seen].sort()).toEqual(['200', '201', ...components.schemas.Problem.properties.type.enum].sort());
});
