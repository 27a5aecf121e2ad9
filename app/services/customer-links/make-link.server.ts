import { createHash, randomBytes } from 'node:crypto';
import { addLink } from '#app/db/customer-links.server.ts';
import type { LinkSubject } from '#app/db/customer-links.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { linkLivesMs, linkPath, linkTokenPrefix } from '#app/domain/customer-link.ts';
import type { LinkPurpose } from '#app/domain/customer-link.ts';
import type { ShopContext } from '../context.ts';

export type LinkTo = { purpose: LinkPurpose } & Partial<LinkSubject>;

export type DraftLink = {
  /** The whole address, with the secret in it: for a mail or a redirect, never for a log. */
  address: string;
  /** Makes it work. In the transaction of what carries it to her. */
  keep: (tx: Statements) => Promise<void>;
};

const secretBytes = 32;

/** What is kept of a link's secret. */
export const linkHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A link that nobody can open until it is kept: for a mail that may turn out not to be sent. */
export function draftLink(ctx: Pick<ShopContext, 'shopId' | 'clock' | 'customerAddress'>, to: LinkTo): DraftLink {
  const { shopId, clock } = ctx;
  const token = `${linkTokenPrefix}${randomBytes(secretBytes).toString('base64url')}`;
  return {
    address: ctx.customerAddress(linkPath(shopId, token)),
    keep: (tx) => {
      const createdAt = clock.now();
      const expiresAt = new Date(createdAt.getTime() + linkLivesMs[to.purpose]);
      const { complaintId = null, orderId = null, about = null } = to;
      const subject = { purpose: to.purpose, complaintId, orderId, about };
      return addLink(tx, shopId, { ...subject, id: newId(), tokenHash: linkHash(token), createdAt, expiresAt });
    },
  };
}

/** The address of a new link to a complaint or an order, for one purpose. */
export async function makeLink(
  tx: Statements,
  ctx: Pick<ShopContext, 'shopId' | 'clock' | 'customerAddress'>,
  to: LinkTo,
): Promise<string> {
  const link = draftLink(ctx, to);
  await link.keep(tx);
  return link.address;
}
