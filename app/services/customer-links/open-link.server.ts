import { forgetLinks, linkByHash } from '#app/db/customer-links.server.ts';
import type { LinkSubject, StoredLink } from '#app/db/customer-links.server.ts';
import type { Database } from '#app/db/database.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { Clock } from '#app/config/clock.ts';
import { parseLinkToken } from '#app/domain/customer-link.ts';
import type { LinkPurpose } from '#app/domain/customer-link.ts';
import type { ShopContext } from '../context.ts';
import { linkHash } from './make-link.server.ts';

export type OpenedLink = LinkSubject & { id: string };

/**
 * What a link opens, or null: wrong, of another shop, of another purpose, used, revoked or run out. Which of them is for
 * nobody to know. Opening uses nothing up (mail scanners open links): what happens once does so by `spendLink`, on a POST.
 */
export async function openLink(
  ctx: Pick<ShopContext, 'shopId' | 'clock' | 'db'>,
  token: unknown,
  purposes: readonly LinkPurpose[],
): Promise<OpenedLink | null> {
  const link = await linkByToken(ctx.db.statements(ctx.shopId), ctx, token);
  if (!link || !purposes.includes(link.purpose)) return null;
  const { id, purpose, complaintId, orderId, about, expiresAt, usedAt, revokedAt } = link;
  if (usedAt !== null || revokedAt !== null || expiresAt <= ctx.clock.now()) return null;
  return { id, purpose, complaintId, orderId, about };
}

/** The link as it is kept, even when it opens nothing any more. */
export async function linkByToken(
  client: Statements,
  { shopId }: Pick<ShopContext, 'shopId'>,
  token: unknown,
): Promise<StoredLink | null> {
  const secret = parseLinkToken(token);
  // Looked up in any case, so that the time tells nothing. By its SHA-256: nearly right leads nowhere near.
  const link = await linkByHash(client, shopId, linkHash(secret ?? 'none'));
  return secret === null ? null : link;
}

/** How long one is remembered that has run out: whoever opens it can still ask for a fresh one. */
const rememberedMs = 180 * 24 * 60 * 60 * 1000;
const mostPerSweep = 1000;

/** Removes links that ran out half a year ago, of any shop. Answers how many. */
export async function forgetOldLinks({ db, clock }: { db: Database; clock: Clock }): Promise<number> {
  const before = new Date(clock.now().getTime() - rememberedMs);
  return db.asSystem((client) => forgetLinks(client, before, mostPerSweep));
}
