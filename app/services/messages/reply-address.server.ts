import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import type { MailAddress } from '#app/domain/mail/address.ts';
import { replyAddress } from '#app/domain/mail/reply-address.ts';
import type { InboundMail } from '../context.ts';

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';
const sealLetters = 20;

/** Where the customer of this complaint answers to; null where no mail comes in. Nobody can make one for another complaint. */
export const replyAddressOf = (
  inbound: InboundMail | null,
  shopId: ShopId,
  complaint: { id: ComplaintId; number: number },
): MailAddress | null =>
  inbound &&
  replyAddress(inbound.address, { number: complaint.number, seal: sealOf(inbound.secret, shopId, complaint.id) });

/** Whether a seal is that of this complaint of this shop. */
export function isSealOf(seal: string, { secret }: InboundMail, shopId: ShopId, complaintId: ComplaintId): boolean {
  const right = Buffer.from(sealOf(secret, shopId, complaintId));
  const given = Buffer.from(seal);
  return right.length === given.length && timingSafeEqual(right, given);
}

/** 100 bits, in letters that survive every mail server. */
function sealOf(secret: string, shopId: ShopId, complaintId: ComplaintId): string {
  const digest = createHmac('sha256', secret).update(`reply-address\n${shopId}\n${complaintId}`).digest();
  let bits = BigInt(`0x${digest.subarray(0, 13).toString('hex')}`) >> 4n;
  let letters = '';
  for (let place = 0; place < sealLetters; place += 1, bits >>= 5n) letters += base32.charAt(Number(bits & 31n));
  return letters;
}
