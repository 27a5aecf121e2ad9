import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.server.ts';
import { redactText } from './redact.server.ts';

const token = 'eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJodHRwczovL2EubXlzaG9waWZ5LmNvbSJ9.x2vQ-_x2vQ-_x2vQ';

/** Each must be gone from whatever it is put into. */
const secrets = [
  token,
  'shpat_0123456789abcdef0123456789abcdef',
  'shpua_0123456789abcdef',
  'shprt_0123456789abcdef',
  'shpss_0123456789abcdef',
  'amc_Zm9vYmFyYmF6cXV4-Zm9vYmFyYmF6_cXV4Zm9vYmFyYmE',
  'anna.kowalska+shop@example.com',
  'żółć@przykład.pl',
  'anna%40example.com',
  '+48 600 700 800',
  '+420601234567',
  '(555) 123-4567',
  '600 700 800',
  '0049-171-1234567',
  'XgWx3SVW9GCMcG8sWSNfKVwVUJtPTnBi9AEYdC8WkNI=',
  'f4a8c1d2e3b4a5968778695a4b3c2d1e0f9e8d7c6b5a49382716f5e4d3c2b1a0',
];

describe('a text that is logged', () => {
  it.each(secrets)('loses %s wherever it stands', (secret) => {
    for (const text of [secret, `before ${secret} after`, `"${secret}"`, `(${secret})`, `a=${secret}&b=c`]) {
      expect(redactText(text)).not.toContain(secret);
    }
  });

  it.each([
    ['/app?id_token=abc&shop=a.myshopify.com', '/app?[removed]&shop=a.myshopify.com'],
    ['hmac=deadbeef', '[removed]'],
    ['session: 1234', '[removed]'],
    ['{"access_token":"abc","scope":"x"}', '{[removed]","scope":"x"}'],
    ['Authorization: Bearer abc.def', 'Authorization: [removed]'],
    ['postgresql://amends:geheim@db/amends', 'postgresql://[removed]@db/amends'],
  ])('%s reads %s', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it.each([
    '550e8400-e29b-41d4-a716-446655440000',
    'gid://shopify/Order/5678901234567',
    'amends-mug-house-4711471147.myshopify.com',
    '2026-11-22T02:07:50.263Z',
    '2026-11-22 14:30',
    'order #1042, 129.00 EUR, 3 lines',
    'took 1234 ms',
  ])('keeps %s', (text) => {
    expect(redactText(text)).toBe(text);
  });

  it('is cut when it is endless, and quickly done with', () => {
    const started = performance.now();
    expect(redactText('1 '.repeat(500_000)).length).toBeLessThan(2_100);
    expect(redactText('a@'.repeat(500_000)).length).toBeLessThan(2_100);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('a log line', () => {
  const lineOf = (fields: Record<string, unknown>, message = 'message'): Record<string, unknown> => {
    const lines: string[] = [];
    createLogger({ level: 'debug', write: (line) => lines.push(line) }).info(fields, message);
    expect(lines).toHaveLength(1);
    return JSON.parse(lines[0] ?? '') as Record<string, unknown>;
  };

  it('holds none of the corpus: in the message, in a field, deep inside, in an error or as a child’s field', () => {
    for (const secret of secrets) {
      const lines: string[] = [];
      const log = createLogger({ level: 'debug', write: (line) => lines.push(line) });
      const error = new Error(`failed for ${secret}`, { cause: new Error(secret) });
      log
        .child({ about: secret })
        .error({ what: secret, deep: { er: [{ still: secret }] }, err: error }, `so: ${secret}`);
      expect(lines.join('')).not.toContain(secret);
      expect(lines.join('')).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
  });

  it('drops whatever stands under a key for secrets or people', () => {
    const line = lineOf({
      accessToken: 'a',
      access_token: 'b',
      headers: { x: 'c' },
      body: 'd',
      'X-Name': 'kept',
      customerName: 'Anna',
      name: 'Anna',
      email: 'e',
      words: 'broken',
      variables: { note: 'f' },
    });
    const { level: _level, time: _time, msg: _msg, ...fields } = line;
    expect(fields).toEqual({
      accessToken: '[removed]',
      access_token: '[removed]',
      headers: '[removed]',
      body: '[removed]',
      'X-Name': 'kept',
      customerName: '[removed]',
      name: '[removed]',
      email: '[removed]',
      words: '[removed]',
      variables: '[removed]',
    });
  });

  it('keeps ids, numbers and kinds', () => {
    const fields = { orderId: '5678901234567', shop: 'a-b.myshopify.com', status: 200, ms: 12, ok: true, none: null };
    expect(lineOf(fields)).toMatchObject(fields);
  });

  it('tells an error’s type, message, code and place, and nothing that hangs on it', () => {
    const error = Object.assign(new Error('boom {"customer":"Anna"}'), {
      code: '23505',
      detail: 'Key (email)=(x)',
      row: { a: 1 },
    });
    const { err } = lineOf({ err: error });
    expect(Object.keys(err as object).sort()).toEqual(['code', 'message', 'stack', 'type']);
    expect(err).toMatchObject({ type: 'Error', message: 'boom …', code: '23505' });
  });

  it('does not repeat a text that could not be parsed, nor the arguments of a query', () => {
    let parsing: unknown;
    try {
      JSON.parse('Anna Kowalska');
    } catch (error) {
      parsing = error;
    }
    expect(JSON.stringify(lineOf({ err: parsing }))).not.toContain('Kowal');
    const prisma = new Error('\nInvalid invocation:\n\n  name: "Anna Kowalska"\n\nUnique constraint failed');
    prisma.name = 'PrismaClientKnownRequestError';
    expect(lineOf({ err: prisma })).toMatchObject({ err: { message: 'Unique constraint failed' } });
  });

  it('survives what cannot be written: cycles, functions, bad dates, big numbers', () => {
    const cycle: Record<string, unknown> = { date: new Date(NaN), big: 10n, call: () => 1 };
    cycle['again'] = cycle;
    expect(lineOf({ cycle })).toHaveProperty('cycle.big', '10');
  });
});
