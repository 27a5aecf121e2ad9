/**
 * Where an answer to a mail about a complaint goes: the shop's inbound address with the complaint's number and a seal behind a
 * plus (RFC 5233's subaddress), `replies+c1042.4jk2…@in.example.com`. The seal is made and checked by whoever knows the secret.
 */
import { parseMailAddress, type MailAddress } from './address.ts';

export type ReplyToken = { number: number; seal: string };

/** The address, or null where the inbound address is too long for one. */
export function replyAddress(inbound: MailAddress, { number, seal }: ReplyToken): MailAddress | null {
  const at = inbound.lastIndexOf('@');
  return parseMailAddress(`${inbound.slice(0, at)}+c${String(number)}.${seal}${inbound.slice(at)}`);
}

const token = /\+c(\d{1,9})\.([a-z2-7]{20})@/i;

/** What an address says of the complaint; null when it says nothing. Mail servers may have changed the case of its letters. */
export function replyTokenIn(address: string): ReplyToken | null {
  const [, number, seal] = token.exec(address) ?? [];
  return number === undefined || seal === undefined ? null : { number: Number(number), seal: seal.toLowerCase() };
}
