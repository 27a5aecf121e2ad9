import { randomBytes } from 'node:crypto';
import type { Store } from '../state/store.ts';
import type { AppInstall, RefreshToken, Token } from '../state/types.ts';

export const ONLINE_LIFETIME_S = 86_399;
export const OFFLINE_LIFETIME_S = 3600;
export const REFRESH_LIFETIME_S = 7_776_000;

/** The token of this text if it opens this shop right now: known, not revoked, not expired, app installed. */
export function liveToken(store: Store, shop: string, text: string | null): Token | null {
  const token = text === null ? undefined : store.token(text);
  if (token?.shop !== shop || token.revoked) return null;
  if (token.expiresAt !== null && Date.parse(token.expiresAt) <= Date.now()) return null;
  return store.install(shop)?.installed === true ? token : null;
}

/** Makes an access token with the scopes the shop has granted. @param lifetimeS null never expires */
export function issueToken(store: Store, install: AppInstall, userId: number | null, lifetimeS: number | null): Token {
  const token: Token = {
    token: `${userId === null ? 'shpat' : 'shpua'}_${randomBytes(16).toString('hex')}`,
    shop: install.shop,
    kind: userId === null ? 'offline' : 'online',
    userId,
    scopes: [...install.scopes],
    createdAt: new Date().toISOString(),
    expiresAt: lifetimeS === null ? null : later(lifetimeS),
    revoked: false,
  };
  store.addToken(token);
  return token;
}

/** Makes a refresh token. @param replaces the one it was made from, which stays usable until this one is used */
export function issueRefreshToken(store: Store, shop: string, replaces: string | null): RefreshToken {
  const token: RefreshToken = {
    token: `shprt_${randomBytes(16).toString('hex')}`,
    shop,
    expiresAt: later(REFRESH_LIFETIME_S),
    replaces,
    spent: false,
  };
  store.state.refreshTokens.push(token);
  store.touch();
  return token;
}

/** A usable refresh token of this shop; using it ends the one it replaced [D2: since 2026-08-28]. */
export function spendRefreshToken(store: Store, shop: string, text: string): RefreshToken | null {
  const found = store.state.refreshTokens.find((one) => one.token === text && one.shop === shop);
  if (found === undefined || found.spent || Date.parse(found.expiresAt) <= Date.now()) return null;
  const before = store.state.refreshTokens.find((one) => one.token === found.replaces);
  if (before !== undefined) before.spent = true;
  store.touch();
  return found;
}

export function revokeToken(store: Store, token: Token): void {
  token.revoked = true;
  store.touch();
}

/** Ends everything an app could use in a shop. */
export function revokeAll(store: Store, shop: string): void {
  for (const token of store.state.tokens) if (token.shop === shop) token.revoked = true;
  for (const token of store.state.refreshTokens) if (token.shop === shop) token.spent = true;
  store.touch();
}

/** Makes the access tokens of a shop look expired; refresh tokens stay. */
export function expireTokens(store: Store, shop: string): void {
  for (const token of store.state.tokens) if (token.shop === shop) token.expiresAt = new Date(0).toISOString();
  store.touch();
}

function later(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}
