import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SCOPES } from '#dev-store/options.ts';
import { Desk, MUG_HOUSE, TOKYO_PAPER, type Answer, type MadeOrder } from './harness.ts';

type TokenAnswer = {
  access_token: string;
  scope: string;
  expires_in?: number;
  refresh_token?: string;
  refresh_token_expires_in?: number;
  associated_user_scope?: string;
  associated_user?: { id: number; first_name: string; last_name: string; account_owner: boolean; email: string };
  error?: string;
};

const CREDENTIALS = { client_id: 'amends-demo-key', client_secret: 'amends-demo-secret' };
const EXCHANGE = {
  ...CREDENTIALS,
  grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
  subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
  requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
  expiring: '1',
};
const ONLINE = 'urn:shopify:params:oauth:token-type:online-access-token';

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
});

afterAll(() => desk.close());

async function sessionToken(userId = 1003, shop = MUG_HOUSE): Promise<string> {
  return (await desk.post<{ sessionToken: string }>('/dev-store/apps/session-token', { shop, userId })).body
    .sessionToken;
}

function tokenRequest(body: object, shop = MUG_HOUSE): Promise<Answer<TokenAnswer>> {
  return desk.post<TokenAnswer>('/admin/oauth/access_token', body, { 'x-dev-store-shop': shop });
}

async function exchange(more: object = {}): Promise<Answer<TokenAnswer>> {
  return tokenRequest({ ...EXCHANGE, subject_token: await sessionToken(), ...more });
}

async function works(token: string, shop = MUG_HOUSE): Promise<number> {
  return (await desk.graphql('{ shop { name } }', {}, { token, shop })).status;
}

describe('token exchange', () => {
  it('offline and expiring: one hour, and a refresh token for 90 days', async () => {
    const { status, body } = await exchange();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      expires_in: 3600,
      refresh_token_expires_in: 7_776_000,
      scope: DEFAULT_SCOPES.join(','),
    });
    expect(await works(body.access_token)).toBe(200);
  });

  it('offline without expiring: no expiry, no refresh token', async () => {
    const { body } = await exchange({ expiring: '0' });
    expect([body.expires_in, body.refresh_token]).toEqual([undefined, undefined]);
  });

  it('online: 86399 s, with the person behind it', async () => {
    const { body } = await exchange({ requested_token_type: ONLINE, subject_token: await sessionToken(1001) });
    expect(body).toMatchObject({
      expires_in: 86_399,
      associated_user_scope: DEFAULT_SCOPES.join(','),
      associated_user: { id: 1001, first_name: 'Olga', last_name: 'Nováková', account_owner: true },
    });
  });

  it('a session token that is old, foreign or forged is invalid_subject_token', async () => {
    const real = await sessionToken();
    const [head = '', payload = ''] = real.split('.');
    const signed = (claims: object): string => {
      const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
      return `${head}.${body}.${createHmac('sha256', 'amends-demo-secret').update(`${head}.${body}`).digest('base64url')}`;
    };
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const bad = [
      `${head}.${payload}.AAAA`,
      signed({ ...claims, exp: 1 }),
      signed({ ...claims, aud: 'another-app' }),
      await sessionToken(2003, TOKYO_PAPER),
      'nonsense',
    ];
    for (const subject_token of bad) {
      const { status, body } = await exchange({ subject_token });
      expect([status, body.error]).toEqual([400, 'invalid_subject_token']);
    }
  });

  it('session tokens carry iss, dest, aud, sub, exp, nbf, iat, jti, sid and live a minute', async () => {
    const claims = JSON.parse(
      Buffer.from((await sessionToken()).split('.')[1] ?? '', 'base64url').toString(),
    ) as Record<string, number>;
    expect(claims).toMatchObject({
      iss: `https://${MUG_HOUSE}/admin`,
      dest: `https://${MUG_HOUSE}`,
      aud: 'amends-demo-key',
      sub: '1003',
    });
    expect(Object.keys(claims)).toEqual(expect.arrayContaining(['nbf', 'iat', 'jti', 'sid']));
    expect((claims['exp'] ?? 0) - (claims['iat'] ?? 0)).toBe(60);
  });

  it('another app or a wrong secret gets nothing', async () => {
    expect((await exchange({ client_id: 'x' })).body.error).toBe('application_cannot_be_found');
    expect((await exchange({ client_secret: 'x' })).body.error).toBe('invalid_client');
  });

  it('a lasting offline token can be exchanged for an expiring one', async () => {
    const { body: lasting } = await exchange({ expiring: '0' });
    const { body } = await exchange({
      subject_token: lasting.access_token,
      subject_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
    });
    expect(body.expires_in).toBe(3600);
  });
});

describe('refreshing', () => {
  const refresh = (refresh_token: string | undefined): Promise<Answer<TokenAnswer>> =>
    tokenRequest({ ...CREDENTIALS, grant_type: 'refresh_token', refresh_token });

  it('rotates: a new access token and a new refresh token each time', async () => {
    const { body: first } = await exchange();
    const { body: second } = await refresh(first.refresh_token);
    expect(second.expires_in).toBe(3600);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await works(second.access_token)).toBe(200);
  });

  it('the previous refresh token stays valid until the new one is first used', async () => {
    const { body: first } = await exchange();
    const { body: lost } = await refresh(first.refresh_token);
    const { status, body: again } = await refresh(first.refresh_token);
    expect(status).toBe(200);
    expect((await refresh(again.refresh_token)).status).toBe(200);
    expect((await refresh(first.refresh_token)).status).toBe(400);
    expect(lost.refresh_token).toBeDefined();
  });

  it('an unknown refresh token is refused', async () => {
    expect((await refresh('shprt_none')).status).toBe(400);
  });
});

describe('access tokens', () => {
  it('unknown, expired and revoked ones and those of another shop are 401 with Shopify’s sentence', async () => {
    const { body } = await exchange();
    const expected = { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' };
    expect(await works('shpat_none')).toBe(401);
    expect(await works(body.access_token, TOKYO_PAPER)).toBe(401);
    await desk.post('/dev-store/apps/expire-tokens', { shop: MUG_HOUSE });
    const answer = await desk.graphql('{ shop { name } }', {}, { token: body.access_token });
    expect([answer.status, answer.body]).toEqual([401, expected]);
    const { body: refreshed } = await tokenRequest({
      ...CREDENTIALS,
      grant_type: 'refresh_token',
      refresh_token: body.refresh_token,
    });
    expect(await works(refreshed.access_token)).toBe(200);
  });

  it('end with the app: uninstalled shops answer 401 and give no new ones', async () => {
    const token = await desk.accessToken(TOKYO_PAPER);
    await desk.post('/dev-store/apps/uninstall', { shop: TOKYO_PAPER });
    expect(await works(token, TOKYO_PAPER)).toBe(401);
    const again = await tokenRequest(
      { ...EXCHANGE, subject_token: await sessionToken(2001, TOKYO_PAPER) },
      TOKYO_PAPER,
    );
    expect(again.status).toBe(400);
    await desk.post('/dev-store/apps/install', { shop: TOKYO_PAPER });
    expect(await works(token, TOKYO_PAPER)).toBe(401);
    expect(await works(await desk.accessToken(TOKYO_PAPER), TOKYO_PAPER)).toBe(200);
  });

  it('never appear in the state', async () => {
    const { body } = await exchange();
    const state = await (await fetch(`${desk.base}/dev-store/state`)).text();
    expect(state).not.toContain(body.access_token);
    expect(state).not.toContain(body.refresh_token);
  });
});

describe('scopes', () => {
  let order: MadeOrder;
  let token: string;

  const grant = async (...scopes: string[]): Promise<void> => {
    await desk.post('/dev-store/apps/scopes', { shop: MUG_HOUSE, scopes });
  };
  const ask = (query: string): ReturnType<Desk['graphql']> => desk.graphql(query, { id: order.id }, { token });

  beforeAll(async () => {
    order = await desk.order();
    token = await desk.accessToken(MUG_HOUSE);
  });

  afterEach(() => grant(...DEFAULT_SCOPES));

  it('a missing one is ACCESS_DENIED with documentation and requiredAccess, the field null, HTTP 200', async () => {
    await grant('read_orders');
    const { status, body } = await ask('query Q($id: ID!) { order(id: $id) { id customer { id } } }');
    expect(status).toBe(200);
    expect(body.data).toEqual({ order: { id: order.id, customer: null } });
    expect(body.errors?.[0]).toMatchObject({
      message: 'Access denied for customer field. Required access: `read_customers` access scope.',
      path: ['order', 'customer'],
      extensions: {
        code: 'ACCESS_DENIED',
        requiredAccess: '`read_customers` access scope.',
        documentation: expect.any(String) as string,
      },
    });
  });

  it('a write scope grants the read', async () => {
    await grant('write_orders');
    expect((await ask('query Q($id: ID!) { order(id: $id) { id } }')).body.errors).toBeUndefined();
  });

  it('refundCreate needs the write scope of orders', async () => {
    await grant('read_orders');
    const query =
      'mutation M($id: ID!) { refundCreate(input: { orderId: $id }) @idempotent(key: "s") { userErrors { message } } }';
    const { body } = await ask(query);
    expect(body.errors?.[0]?.extensions?.code).toBe('ACCESS_DENIED');
    expect(body.data).toEqual({ refundCreate: null });
  });

  it('a node is behind the scope of its type', async () => {
    await grant('read_customers');
    expect((await ask('query Q($id: ID!) { node(id: $id) { id } }')).body.errors?.[0]?.extensions?.code).toBe(
      'ACCESS_DENIED',
    );
  });

  it('staff data needs read_users', async () => {
    const { body } = await ask(
      '{ currentStaffMember { id } shop { name } }'.replace('{', 'query Q($id: ID!) { order(id: $id) { id }'),
    );
    expect(body.errors?.[0]?.message).toMatch(/^Access denied for currentStaffMember field/);
  });

  it('without read_all_orders only the last 60 days can be seen', async () => {
    const old = await desk.order({ createdAt: new Date(Date.now() - 61 * 86_400_000).toISOString() });
    const see = async (): Promise<unknown> =>
      (await desk.graphql('query Q($id: ID!) { order(id: $id) { id } }', { id: old.id }, { token })).body.data;
    expect(await see()).toEqual({ order: { id: old.id } });
    await grant('read_orders');
    expect(await see()).toEqual({ order: null });
  });

  it('currentAppInstallation lists them', async () => {
    await grant('read_orders', 'read_customers');
    const { body } = await desk.graphql(
      '{ currentAppInstallation { accessScopes { handle } launchUrl } }',
      {},
      { token },
    );
    expect(body.data).toEqual({
      currentAppInstallation: {
        accessScopes: [{ handle: 'read_orders' }, { handle: 'read_customers' }],
        launchUrl: `https://${MUG_HOUSE}/admin/apps/amends`,
      },
    });
  });

  it('protected customer data needs approval, field by field', async () => {
    await desk.post(`/dev-store/shops/${MUG_HOUSE}`, { protectedCustomerData: false });
    const { body } = await ask('query Q($id: ID!) { order(id: $id) { name email shippingAddress { city zip } } }');
    await desk.post(`/dev-store/shops/${MUG_HOUSE}`, { protectedCustomerData: true });
    expect(body.data).toMatchObject({ order: { name: order.name, email: null, shippingAddress: { zip: null } } });
    expect(body.errors?.map((error) => error.extensions?.code)).toEqual(['ACCESS_DENIED', 'ACCESS_DENIED']);
  });
});
