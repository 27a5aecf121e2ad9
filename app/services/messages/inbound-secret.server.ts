import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ShopId } from '#app/domain/ids.ts';
import type { InboundMail } from '../context.ts';

/** What a shop's mail service signs with. Follows from the secret of the installation: it stands nowhere. */
export const inboundSecretOf = ({ secret }: InboundMail, shopId: ShopId): string =>
  createHmac('sha256', secret).update(`inbound-mail\n${shopId}`).digest('hex');

/** A delivery older than this is not taken any more, in ms. */
const freshMs = 5 * 60 * 1000;

export type SignedDelivery = { shopId: ShopId; timestamp: string; signature: string; body: Uint8Array };

/** Whether it was signed with the shop's secret, lately: HMAC-SHA256 over `<timestamp>.<shop>.` and the body, in hex. */
export function isSigned(inbound: InboundMail, { shopId, timestamp, signature, body }: SignedDelivery, now: Date) {
  const at = /^\d{10}$/.test(timestamp) ? Number(timestamp) * 1000 : Number.NaN;
  if (!(Math.abs(now.getTime() - at) <= freshMs)) return false;
  const mac = createHmac('sha256', inboundSecretOf(inbound, shopId)).update(`${timestamp}.${shopId}.`).update(body);
  const right = Buffer.from(mac.digest('hex'));
  const given = Buffer.from(signature);
  return right.length === given.length && timingSafeEqual(right, given);
}
