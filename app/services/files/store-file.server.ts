import * as rows from '#app/db/attachments.server.ts';
import type { TakenFile } from '#app/db/attachments.server.ts';
import { grantedScopes } from '#app/db/shops.server.ts';
import { nameAtShopify } from '#app/domain/files/attachment.ts';
import type { FileAtShopify } from '#app/domain/files/calls.ts';
import type { AttachmentId } from '#app/domain/ids.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import type { ShopContext } from '../context.ts';

type Ctx = Pick<ShopContext, 'shopId' | 'clock' | 'db' | 'gateway' | 'timing' | 'log'>;

const secondMs = 1000;
const hourMs = 60 * 60 * secondMs;
/** Longer than an upload takes. */
const leaseMs = 150 * secondMs;
/** With one of them Shopify lets an app make files. */
const makesFiles = new Set(['write_files', 'write_images', 'write_themes']);

/**
 * Does what is next with one file of a complaint, if it is due and nobody else has it in hand: gives it to Shopify, sees
 * whether Shopify is done with it, deletes it there, or drops it with the draft that nothing came of. Safe to call at any
 * time, any number of times, from any process: a file gets to Shopify once, since it is looked for by its name first.
 */
export async function storeFile(ctx: Ctx, id: AttachmentId): Promise<void> {
  const client = ctx.db.statements(ctx.shopId);
  const now = ctx.clock.now();
  const file = await rows.takeFile(client, ctx.shopId, id, now, new Date(now.getTime() + leaseMs));
  if (!file) return;
  if (file.state === 'received' && file.complaintId === null) return rows.dropDraftFile(client, ctx.shopId, id);
  const scopes = await grantedScopes(client, ctx.shopId);
  // Without the permission it stays with us. Whether there is one now is looked at once a day.
  if (!scopes.some((scope) => makesFiles.has(scope))) return putOff(ctx, file, 24 * hourMs, 'no permission');
  return file.state === 'forgetting' ? forget(ctx, file) : store(ctx, file);
}

/** What Shopify has of it: by its id, or by its name where it may have been made without our hearing of it. */
async function look(ctx: Ctx, { id, type, shopifyId, createSentAt }: TakenFile) {
  if (shopifyId !== null) return ctx.gateway.files.read(shopifyId);
  return createSentAt === null ? null : ctx.gateway.files.find(nameAtShopify(id, type));
}

/** Whether Shopify may still be about to make it, or its search not yet know of it. */
const isFresh = (ctx: Ctx, { createSentAt }: TakenFile): boolean =>
  createSentAt !== null && ctx.clock.now().getTime() - createSentAt.getTime() < ctx.timing.quarantineMs;

async function store(ctx: Ctx, file: TakenFile): Promise<void> {
  const seen = await look(ctx, file);
  if (seen && !seen.ok) return tryLater(ctx, file, seen.error);
  if (seen?.value) return settle(ctx, file, seen.value);
  if (isFresh(ctx, file)) return putOff(ctx, file, 30 * secondMs, 'looking for it at Shopify');
  const wanted = { name: nameAtShopify(file.id, file.type), type: file.type, bytes: file.bytes };
  const { shopId, clock, gateway } = ctx;
  const client = ctx.db.statements(shopId);
  const uploaded = await gateway.files.upload(wanted, rows.readBytes(client, shopId, file.id, 0, file.bytes));
  if (!uploaded.ok) return tryLater(ctx, file, uploaded.error);
  if (!(await rows.markCreateSent(client, shopId, file.id, clock.now()))) return;
  const end = await gateway.files.create(wanted, uploaded.value);
  switch (end.kind) {
    case 'made':
      return settle(ctx, file, end.file);
    case 'refused':
      ctx.log.warn({ file: file.id, why: end.why }, 'Shopify does not take a file; it stays with us');
      return rows.markRefused(client, shopId, file.id, end.why);
    case 'there':
      return putOff(ctx, file, secondMs, null);
    case 'not_now':
    case 'unknown':
      return putOff(ctx, file, waitAfter(file), end.why);
  }
}

async function settle(ctx: Ctx, file: TakenFile, { id, status, url, why }: FileAtShopify): Promise<void> {
  const { shopId, db } = ctx;
  const client = db.statements(shopId);
  if (file.shopifyId === null) await rows.noteShopifyId(client, shopId, file.id, id);
  if (status === 'failed') {
    ctx.log.warn({ file: file.id, why }, 'Shopify could not make a file; it stays with us');
    return rows.markRefused(client, shopId, file.id, why ?? '');
  }
  if (url === null) return putOff(ctx, file, waitAfter(file), null);
  await db.atomically(shopId, (tx) => rows.markStored(tx, shopId, file.id, url));
}

async function forget(ctx: Ctx, file: TakenFile): Promise<void> {
  const seen = await look(ctx, file);
  if (seen && !seen.ok) return tryLater(ctx, file, seen.error);
  const found = file.shopifyId ?? seen?.value?.id ?? null;
  if (found === null && isFresh(ctx, file)) return putOff(ctx, file, 30 * secondMs, 'looking for it at Shopify');
  const removed = found === null ? null : await ctx.gateway.files.remove(found);
  if (removed && !removed.ok) return tryLater(ctx, file, removed.error);
  await rows.markForgotten(ctx.db.statements(ctx.shopId), ctx.shopId, file.id);
}

/** 2 s, 4 s, 8 s … an hour. */
const waitAfter = ({ attempts }: TakenFile): number => Math.min(2 ** Math.min(attempts, 20) * secondMs, hourMs);

function tryLater(ctx: Ctx, file: TakenFile, problem: ReadProblem): Promise<void> {
  const lacksRight = problem.kind === 'missing_scope' || problem.kind === 'uninstalled';
  const detail = problem.kind === 'unavailable' ? problem.detail : problem.kind;
  ctx.log.warn({ file: file.id, attempts: file.attempts, why: detail }, 'a file could not be stored yet');
  return putOff(ctx, file, lacksRight ? 24 * hourMs : waitAfter(file), detail);
}

function putOff({ shopId, clock, db }: Ctx, { id }: TakenFile, ms: number, why: string | null): Promise<void> {
  const until = new Date(clock.now().getTime() + ms);
  return rows.putOff(db.statements(shopId), shopId, id, until, why?.slice(0, 300) ?? null);
}
