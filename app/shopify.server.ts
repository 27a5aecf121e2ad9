import '@shopify/shopify-app-remix/adapters/node';
import { InvalidJwtError, LogSeverity, shopifyApi, type Session } from '@shopify/shopify-api';
import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime';
import { ApiVersion, AppDistribution, shopifyApp } from '@shopify/shopify-app-remix/server';
import type { SessionStorage } from '@shopify/shopify-app-session-storage';
import type { Env } from '#app/config/env.server.ts';
import type { Logger } from '#app/config/logger.server.ts';

export type ShopifyOptions = {
  readonly env: Pick<Env, 'SHOPIFY_API_KEY' | 'SHOPIFY_API_SECRET' | 'SHOPIFY_APP_URL' | 'SHOPIFY_TIMEOUT_MS'>;
  readonly sessionStorage: SessionStorage;
  readonly log: Logger;
  /** Called after tokens were exchanged: a shop that installed the app just now, or a member of staff after a day. */
  readonly onAuthenticated: (session: Session) => Promise<void>;
};

export type ShopifyApp = ReturnType<typeof createShopify>;

/** Shopify's library, set up for this app. Made once, in the composition root; routes get it by their load context. */
export function createShopify({ env, sessionStorage, log, onAuthenticated }: ShopifyOptions) {
  limitWaiting(env.SHOPIFY_TIMEOUT_MS);
  const appUrl = new URL(env.SHOPIFY_APP_URL);
  const shared = {
    apiKey: env.SHOPIFY_API_KEY,
    apiSecretKey: env.SHOPIFY_API_SECRET,
    apiVersion: ApiVersion.October26,
    userAgentPrefix: 'Amends',
    logger: intoOurs(log),
  };
  // No `scopes`: Shopify manages the installation, so those of shopify.app.toml count.
  const embedded = {
    ...shared,
    appUrl: appUrl.origin,
    distribution: AppDistribution.AppStore,
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  } as const;
  const app = shopifyApp({
    ...embedded,
    sessionStorage,
    useOnlineTokens: true,
    hooks: { afterAuth: ({ session }) => onAuthenticated(session) },
  });
  // With sessions at hand, the library refreshes the shop's token before it hands a webhook over. A shop that has
  // uninstalled the app has no token to refresh: its `shop/redact`, two days later, would be answered with 500.
  const forWebhooks = shopifyApp({ ...embedded, sessionStorage: noSessions });
  const api = shopifyApi({
    ...shared,
    hostName: appUrl.host,
    hostScheme: appUrl.protocol === 'http:' ? 'http' : 'https',
    isEmbeddedApp: true,
  });
  return {
    authenticate: { admin: app.authenticate.admin, webhook: forWebhooks.authenticate.webhook },
    /** Trades a refresh token for a new offline session (not stored). Throws the library's HttpResponseError. */
    refreshOfflineSession: async (shopId: string, refreshToken: string): Promise<Session> =>
      (await api.auth.refreshToken({ shop: shopId, refreshToken })).session,
    /**
     * What a session token says that Shopify has signed for us (HS256, our audience, in its time by 10 s more or less); null
     * for any other text. Of whom it speaks is for the caller to read.
     */
    tokenClaims: async (token: string): Promise<unknown> => {
      try {
        return await api.session.decodeSessionToken(token);
      } catch (problem) {
        if (problem instanceof InvalidJwtError) return null;
        throw problem;
      }
    },
    offlineSessionId: (shopId: string) => api.session.getOfflineId(shopId),
  };
}

/** The library waits for Shopify as long as the socket lives; a person in front of a blank page does not. */
function limitWaiting(timeoutMs: number): void {
  setAbstractFetchFunc((input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) }));
}

function intoOurs(log: Logger) {
  const library = log.child({ part: 'shopify-library' });
  return {
    level: LogSeverity.Warning,
    timestamps: false,
    log: (severity: LogSeverity, message: string) => {
      if (severity === LogSeverity.Error) library.error({}, message);
      else library.warn({}, message);
      return Promise.resolve();
    },
  };
}

const noSessions: SessionStorage = {
  storeSession: () => Promise.resolve(false),
  loadSession: () => Promise.resolve(undefined),
  deleteSession: () => Promise.resolve(false),
  deleteSessions: () => Promise.resolve(false),
  findSessionsByShop: () => Promise.resolve([]),
};
