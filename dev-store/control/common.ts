import type { Request, Response } from 'express';
import { z } from 'zod';
import { idOf } from '../gid.ts';
import type { DevStoreOptions } from '../options.ts';
import type { Scheduler } from '../scheduler.ts';
import type { Store } from '../state/store.ts';
import type { AppInstall, Order } from '../state/types.ts';
import type { WebhookQueue } from '../webhooks/queue.ts';

/** What the control API works on. */
export type Parts = { store: Store; options: DevStoreOptions; webhooks: WebhookQueue; scheduler: Scheduler };

/** A request that asks for something that does not exist or makes no sense. */
export class BadRequest extends Error {}

/** The install of the shop that a body names. */
export function installOf(store: Store, body: unknown): AppInstall {
  const { shop } = z.object({ shop: z.string() }).parse(body);
  const install = store.install(shop);
  if (install === undefined) throw new BadRequest(`no shop ${shop}`);
  return install;
}

export function orderOf(store: Store, id: string): Order {
  const order = store.orderById(numberOf(id));
  if (order === undefined) throw new BadRequest(`no order ${id}`);
  return order;
}

/** Legacy id or (URL-encoded) GID. */
export function numberOf(id: string): number {
  return /^\d+$/.test(id) ? Number(id) : idOf(id);
}

/** A handler that waits for its work. */
export function answer(
  work: (request: Request) => Promise<object>,
): (request: Request, response: Response, next: (error: unknown) => void) => void {
  return (request, response, next) => {
    work(request).then((body) => response.json(body), next);
  };
}
