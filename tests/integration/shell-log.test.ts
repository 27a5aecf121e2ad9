import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  bearer,
  deliver,
  framed,
  MUG_HOUSE,
  runShell,
  sessionToken,
  type RunningShell,
} from '#tests/setup/running-shell.ts';

let shell: RunningShell;

beforeAll(async () => {
  shell = await runShell({ LOG_LEVEL: 'debug', WORKER: 'in-process' });
});
afterAll(() => shell.close());

it('a whole visit, its webhooks and its failures leave no token, e-mail address, phone number or name in the log', async () => {
  const tokens = [
    sessionToken(),
    sessionToken({ user: 1003 }),
    sessionToken({}, { exp: 1 }),
    sessionToken({}, {}, { secret: 'x' }),
  ];
  for (const token of tokens) {
    await shell.ask(`/app?${framed(MUG_HOUSE, token)}`);
    await shell.ask(`/app?${framed(MUG_HOUSE)}&hmac=f4a8c1d2e3b4a596&session=abc`);
    await shell.ask('/app.data', bearer(token));
    await shell.ask('/app/settings.data', {
      ...bearer(token),
      method: 'POST',
      body: new URLSearchParams({ email: 'a@b.example' }),
    });
  }
  await shell.ask('/app/olga.novakova@example.com?q=%2B48600700800');
  const payload = {
    id: 1,
    admin_graphql_api_id: 'gid://shopify/Order/1',
    email: 'jon@example.com',
    phone: '+48 600 700 800',
  };
  await deliver(shell, { topic: 'orders/updated', payload });
  await deliver(shell, { topic: 'orders/updated', payload, hmac: 'wrong' });
  await deliver(shell, { topic: 'no/topic', payload });
  await shell.sql('ALTER TABLE staff_members RENAME TO staff_members_gone');
  await shell.ask('/app.data', bearer(sessionToken()));
  await shell.sql('ALTER TABLE staff_members_gone RENAME TO staff_members');

  const log = shell.log.join('');
  expect(shell.log.length).toBeGreaterThan(15);
  expect(log).toContain('a request failed unexpectedly');
  const sessions = await shell.sql<{ access_token: string; refresh_token: string | null }>(
    'SELECT access_token, refresh_token FROM sessions',
  );
  const staff = shell.store.store.state.shops.flatMap((shop) => shop.staff);
  const forbidden = [
    ...tokens,
    ...tokens.map((token) => token.split('.')[1] ?? ''),
    ...sessions.flatMap((row) => [row.access_token, row.refresh_token]),
    ...staff.flatMap((person) => [person.email, person.lastName]),
    ...[
      'amends-demo-secret',
      'jon@example.com',
      '600 700 800',
      '600700800',
      'olga.novakova',
      'a@b.example',
      'f4a8c1d2e3b4a596',
    ],
  ].filter((text) => text !== null && text !== '');
  for (const text of forbidden) expect(log.includes(text ?? ''), text ?? '').toBe(false);
  expect(log).not.toMatch(/shp[a-z]{2}_|eyJ|@example|id_token=/);
});

it('every request leaves one line: method, path without its query, status, time, shop and request id', async () => {
  const token = sessionToken();
  const answer = await shell.ask('/app.data?secret=1', bearer(token));
  await answer.text();
  const requestId = answer.headers.get('x-request-id');
  await expect
    .poll(
      () => shell.log.filter((line) => line.includes('"msg":"request"') && line.includes(requestId ?? 'none')).length,
    )
    .toBe(1);
  const line = JSON.parse(
    shell.log.find((each) => each.includes('"msg":"request"') && each.includes(requestId ?? 'none')) ?? '',
  ) as unknown;
  expect(line).toMatchObject({
    level: 'info',
    method: 'GET',
    path: '/app.data',
    status: 200,
    shop: MUG_HOUSE,
    userId: '1001',
    role: 'owner',
    requestId,
  });
});
