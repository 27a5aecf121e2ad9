import { createHash, createHmac } from 'node:crypto';
import type { RemedyId, ShopId } from '#app/domain/ids.ts';

// 32 characters, so that each takes five bits evenly: no l, o, 0, 1, which are misread. Shopify takes a–z and 0–9.
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
const codeLength = 16;

/**
 * The code of a remedy's gift card: always the same for the same remedy, so that Shopify refuses a second card. Whoever
 * has the code can spend the card, and the remedy's id is shown in notes and addresses: so it takes a secret to derive
 * it. 80 bits.
 * @param secret never leaves the server
 */
export function giftCardCode(secret: string, shopId: ShopId, remedyId: RemedyId): string {
  const bytes = createHmac('sha256', secret).update(`gift card ${shopId} ${remedyId}`).digest();
  return Array.from(bytes.subarray(0, codeLength), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
}

/** What may be kept of a code: enough to know whether the secret still gives the same one, useless for spending. */
export const codePrint = (code: string): string => createHash('sha256').update(code).digest('hex').slice(0, 16);
