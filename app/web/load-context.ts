import type { LogFields, Logger } from '#app/config/logger.server.ts';
import type { ShopId } from '#app/domain/ids.ts';
import type { Amends } from '#app/main/compose.server.ts';
import type { ShopifyApp } from '#app/shopify.server.ts';

/** One HTTP request, as the server and the routes share it. */
export type Visit = {
  readonly requestId: string;
  /** Allows our inline scripts of this one answer. */
  readonly nonce: string;
  /** A request of Remix's client or of an extension for data, not for a page. */
  readonly wantsData: boolean;
  readonly log: Logger;
  /**
   * Aborted when the caller goes away before the answer is complete. For what waits long: the request's own signal is
   * forgotten by the garbage collector while nobody but the waiting itself holds the request.
   */
  readonly left: AbortSignal;
  /** The shop once it is certain, for the log and the frame policy. */
  shopId: ShopId | null;
  /** The content policy of a page that has one of its own; null = that of the app's screens. */
  policy: string | null;
  /** What the access log shall say besides. Never a person's data. */
  noted: LogFields;
  /** The library's answer to "who is this", kept for the parallel loaders of this request. */
  admin: ReturnType<ShopifyApp['authenticate']['admin']> | null;
};

declare module '@remix-run/node' {
  /** What every loader and action gets as `context`. Modules of server and bundle exist twice: nothing else is shared. */
  interface AppLoadContext {
    readonly amends: Amends;
    readonly visit: Visit;
  }
  interface Future {
    v3_singleFetch: true;
  }
}
