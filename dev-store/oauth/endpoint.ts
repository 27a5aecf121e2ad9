import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { replyWithFault, send, type Reply } from '../faults/reply.ts';
import { strike } from '../faults/rules.ts';
import { readBody } from '../graphql/body.ts';
import type { DevStoreOptions } from '../options.ts';
import type { RequestLog } from '../request-log.ts';
import type { Store } from '../state/store.ts';
import type { AppInstall, StaffMember, Token } from '../state/types.ts';
import { readSessionToken } from './session-token.ts';
import {
  issueRefreshToken,
  issueToken,
  liveToken,
  OFFLINE_LIFETIME_S,
  ONLINE_LIFETIME_S,
  REFRESH_LIFETIME_S,
  spendRefreshToken,
} from './tokens.ts';

const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ONLINE = 'urn:shopify:params:oauth:token-type:online-access-token';
const OFFLINE = 'urn:shopify:params:oauth:token-type:offline-access-token';
const ID_TOKEN = 'urn:ietf:params:oauth:token-type:id_token';

const tokenRequest = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  grant_type: z.string(),
  subject_token: z.string().optional(),
  subject_token_type: z.string().optional(),
  requested_token_type: z.string().optional(),
  expiring: z.union([z.string(), z.number(), z.boolean()]).optional(),
  refresh_token: z.string().optional(),
});

type TokenRequest = z.infer<typeof tokenRequest>;

/** `POST /admin/oauth/access_token`: token exchange, refresh, and the move from a lasting to an expiring token [P]. */
export class TokenEndpoint {
  #store: Store;
  #options: DevStoreOptions;
  #log: RequestLog;

  constructor(store: Store, options: DevStoreOptions, log: RequestLog) {
    this.#store = store;
    this.#options = options;
    this.#log = log;
  }

  takes(url: string | undefined): boolean {
    return url !== undefined && /^\/admin\/oauth\/access_token(?:\?.*)?$/.test(url);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const entry = this.#log.begin(request);
    const header = request.headers['x-dev-store-shop'];
    const shop = typeof header === 'string' ? header : '';
    entry.shop = shop;
    entry.kind = 'token';
    const body = tokenRequest.safeParse(decode(await readBody(request), request.headers['content-type'] ?? ''));
    entry.operation = body.success ? nameOf(body.data) : 'access_token';
    const apply = (): Promise<Reply> =>
      Promise.resolve(body.success ? this.#grant(shop, body.data) : refuse('invalid_request'));
    const rule = strike(this.#store, shop, [entry.operation, 'access_token'], false);
    if (rule === null) {
      this.#log.end(entry, send(response, await apply()));
      return;
    }
    entry.fault = rule.kind;
    const status = await replyWithFault(rule, {
      request,
      response,
      apply,
      applyLater: () => undefined,
      throttled: () => refuse('too_many_requests', 429),
      revokeToken: () => refuse('invalid_request', 401),
    });
    this.#log.end(entry, status);
  }

  #grant(shop: string, body: TokenRequest): Reply {
    const install = this.#store.install(shop);
    if (body.client_id !== this.#options.apiKey || install === undefined) return refuse('application_cannot_be_found');
    if (body.client_secret !== this.#options.apiSecret) return refuse('invalid_client', 401);
    if (!install.installed) return refuse('app_not_installed');
    if (body.grant_type === 'refresh_token') return this.#refresh(install, body.refresh_token ?? '');
    if (body.grant_type !== TOKEN_EXCHANGE) return refuse('unsupported_grant_type');
    if (body.subject_token_type === OFFLINE) return this.#migrate(install, body.subject_token ?? '');
    if (body.subject_token_type !== ID_TOKEN) return refuse('invalid_request');
    const claims = readSessionToken(body.subject_token ?? '', this.#options, Date.now());
    if (claims?.dest !== `https://${shop}`) return refuse('invalid_subject_token');
    if (body.requested_token_type === ONLINE) return this.#online(install, Number(claims.sub));
    if (body.requested_token_type !== OFFLINE) return refuse('invalid_request');
    const expiring = ['1', 'true'].includes(String(body.expiring));
    return expiring
      ? this.#offline(install, null)
      : answer({ access_token: issueToken(this.#store, install, null, null).token, scope: scopeOf(install) });
  }

  #online(install: AppInstall, userId: number): Reply {
    const member = this.#store.staffMember(install.shop, userId);
    if (member === undefined) return refuse('invalid_subject_token');
    return answer({
      access_token: issueToken(this.#store, install, userId, ONLINE_LIFETIME_S).token,
      scope: scopeOf(install),
      expires_in: ONLINE_LIFETIME_S,
      associated_user_scope: scopeOf(install),
      associated_user: associatedUser(member),
    });
  }

  #offline(install: AppInstall, replaces: string | null): Reply {
    return answer({
      access_token: issueToken(this.#store, install, null, OFFLINE_LIFETIME_S).token,
      scope: scopeOf(install),
      expires_in: OFFLINE_LIFETIME_S,
      refresh_token: issueRefreshToken(this.#store, install.shop, replaces).token,
      refresh_token_expires_in: REFRESH_LIFETIME_S,
    });
  }

  /** Rotation: a new refresh token each time. What a spent one answers is not recorded; wording assumed. */
  #refresh(install: AppInstall, text: string): Reply {
    const used = spendRefreshToken(this.#store, install.shop, text);
    if (used === null) return refuse('invalid_request', 400, 'This request requires an active refresh_token');
    return this.#offline(install, used.token);
  }

  #migrate(install: AppInstall, text: string): Reply {
    const old: Token | null = liveToken(this.#store, install.shop, text);
    if (old?.kind !== 'offline' || old.expiresAt !== null) return refuse('invalid_subject_token');
    return this.#offline(install, null);
  }
}

function associatedUser(member: StaffMember): object {
  return {
    id: member.id,
    first_name: member.firstName,
    last_name: member.lastName,
    email: member.email,
    email_verified: true,
    account_owner: member.accountOwner,
    locale: member.locale,
    collaborator: false,
  };
}

function scopeOf(install: AppInstall): string {
  return install.scopes.join(',');
}

/** Name of a token request in logs and for fault rules. */
function nameOf(body: TokenRequest): string {
  if (body.grant_type === 'refresh_token') return 'refresh_token';
  return body.requested_token_type === ONLINE ? 'token_exchange_online' : 'token_exchange_offline';
}

function decode(text: string, type: string): unknown {
  if (type.includes('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function answer(body: object): Reply {
  return { status: 200, body: JSON.stringify(body) };
}

function refuse(error: string, status = 400, description: string = error.replaceAll('_', ' ')): Reply {
  return { status, body: JSON.stringify({ error, error_description: description }) };
}
