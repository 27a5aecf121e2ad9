import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { DevStoreOptions } from '../options.ts';
import type { Store } from '../state/store.ts';

/** Claims of an App Bridge session token. Times are seconds of the wall clock: both sides judge them by their own. */
export type SessionClaims = {
  iss: string;
  dest: string;
  aud: string;
  sub: string;
  exp: number;
  nbf: number;
  iat: number;
  jti: string;
  sid: string;
};

const LIFETIME_S = 60;

/**
 * Makes the session token (JWT, HS256, signed with the client secret) that App Bridge hands to an embedded app.
 * It lives for about one minute.
 * @throws when the shop or the staff member is unknown
 */
export function mintSessionToken(
  store: Store,
  options: Pick<DevStoreOptions, 'apiKey' | 'apiSecret'>,
  who: { shop: string; userId: number; now?: number },
): string {
  if (store.staffMember(who.shop, who.userId) === undefined)
    throw new Error(`no staff member ${who.userId} in ${who.shop}`);
  const now = Math.floor((who.now ?? Date.now()) / 1000);
  const claims: SessionClaims = {
    iss: `https://${who.shop}/admin`,
    dest: `https://${who.shop}`,
    aud: options.apiKey,
    sub: String(who.userId),
    exp: now + LIFETIME_S,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: createHmac('sha256', options.apiSecret).update(`${who.shop}:${who.userId}`).digest('hex'),
  };
  const unsigned = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${unsigned}.${sign(unsigned, options.apiSecret)}`;
}

const CUSTOMER_LIFETIME_S = 300;

/**
 * Makes the session token that a customer account extension gets: without an issuer, the shop without its scheme, good for
 * five minutes [D: Session Token API]. `customer` null: somebody who has followed a link and is not signed in.
 */
export function mintCustomerToken(
  options: Pick<DevStoreOptions, 'apiKey' | 'apiSecret'>,
  { shop, customer }: { shop: string; customer: number | null },
): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    dest: shop,
    aud: options.apiKey,
    ...(customer !== null && { sub: `gid://shopify/Customer/${String(customer)}` }),
    exp: now + CUSTOMER_LIFETIME_S,
    nbf: now,
    iat: now,
    jti: randomUUID(),
  };
  const unsigned = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${unsigned}.${sign(unsigned, options.apiSecret)}`;
}

/**
 * Reads a session token.
 * @returns its claims, or null when the signature, the audience or the time does not hold
 */
export function readSessionToken(
  token: string,
  options: Pick<DevStoreOptions, 'apiKey' | 'apiSecret'>,
  now: number,
): SessionClaims | null {
  const [header, payload, signature, ...rest] = token.split('.');
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) return null;
  const expected = Buffer.from(sign(`${header}.${payload}`, options.apiSecret));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
  const claims = decode(payload);
  if (claims?.aud !== options.apiKey) return null;
  const seconds = now / 1000;
  return claims.exp > seconds && claims.nbf <= seconds + 10 ? claims : null;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string): SessionClaims | null {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as SessionClaims;
  } catch {
    return null;
  }
}

function sign(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url');
}
