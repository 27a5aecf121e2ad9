import type { Session } from '@shopify/shopify-api';
import { HttpResponseError } from '@shopify/shopify-api';
import type { SessionStorage } from '@shopify/shopify-app-session-storage';
import type { Clock } from '#app/config/clock.ts';
import type { Logger } from '#app/config/logger.server.ts';
import type { ShopId } from '#app/domain/ids.ts';
import type { ShopifyApp } from '#app/shopify.server.ts';

/** The token has run out and Shopify could not be asked for a new one: nothing was sent, and it may work later. */
export class TokenUnavailableError extends Error {
  override name = 'TokenUnavailableError';
}

export type AccessTokens = {
  /**
   * The shop's offline token, renewed when it is about to run out.
   * Null when there is none, or none that Shopify would renew: somebody has to open the app in that shop.
   * @throws TokenUnavailableError when the token has run out and Shopify does not answer
   */
  readonly forShop: (shopId: ShopId) => Promise<string | null>;
  /**
   * Shopify did not take this token although it has not run out. Forgets every session of the shop, so that the next
   * person who opens the app brings new ones; unless the shop has another token by now, which the call just missed.
   */
  readonly refused: (shopId: ShopId, token: string) => Promise<void>;
};

export type AccessTokenOptions = {
  readonly shopify: Pick<ShopifyApp, 'refreshOfflineSession' | 'offlineSessionId'>;
  readonly sessions: SessionStorage;
  readonly clock: Clock;
  readonly log: Logger;
};

/** As early as Shopify's library does it (offline tokens live for an hour). */
const RENEW_BEFORE_MS = 5 * 60_000;

/** A call that is sent with the token must reach Shopify before the token runs out. */
const USABLE_FOR_MS = 30_000;

/** Offline tokens for the gateway: of simultaneous callers one renews, the others wait for it. */
export function createAccessTokens({ shopify, sessions, clock, log }: AccessTokenOptions): AccessTokens {
  const renewals = new Map<ShopId, Promise<string | null>>();
  const load = (shopId: ShopId) => sessions.loadSession(shopify.offlineSessionId(shopId));
  const lasts = (session: Session, ms: number) =>
    session.expires === undefined || session.expires.getTime() - clock.now().getTime() > ms;

  /** Looks once more before it asks: somebody may have read the old one and come here when the new one was there. */
  async function renew(shopId: ShopId): Promise<string | null> {
    const old = await load(shopId);
    if (old?.accessToken === undefined) return null;
    const { refreshToken } = old;
    if (lasts(old, RENEW_BEFORE_MS) || refreshToken === undefined) return old.accessToken;
    try {
      const renewed = await shopify.refreshOfflineSession(shopId, refreshToken);
      await sessions.storeSession(renewed);
      return renewed.accessToken ?? null;
    } catch (error) {
      // Another process may have renewed it meanwhile; once its token is used, ours is worthless.
      const current = await load(shopId);
      if (current?.accessToken !== undefined && current.accessToken !== old.accessToken) return current.accessToken;
      if (lasts(old, USABLE_FOR_MS)) return old.accessToken;
      if (isRefusal(error)) {
        log.warn({ shop: shopId, err: error }, 'Shopify no longer renews the token of this shop');
        await forget(shopId);
        return null;
      }
      throw new TokenUnavailableError('the access token has run out and could not be renewed', { cause: error });
    }
  }

  async function forget(shopId: ShopId): Promise<void> {
    const all = await sessions.findSessionsByShop(shopId);
    await sessions.deleteSessions(all.map(({ id }) => id));
  }

  return {
    refused: async (shopId, token) => {
      if ((await load(shopId))?.accessToken === token) await forget(shopId);
    },
    forShop: async (shopId) => {
      const session = await load(shopId);
      if (session?.accessToken === undefined) return null;
      if (lasts(session, RENEW_BEFORE_MS) || session.refreshToken === undefined) return session.accessToken;
      const running = renewals.get(shopId);
      if (running !== undefined) return running;
      const renewal = renew(shopId).finally(() => renewals.delete(shopId));
      renewals.set(shopId, renewal);
      return renewal;
    },
  };
}

function isRefusal(error: unknown): boolean {
  return error instanceof HttpResponseError && [400, 401, 403].includes((error as HttpResponseError).response.code);
}
