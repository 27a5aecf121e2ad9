/** An e-mail address that may be put into an envelope: RFC 5321's plain form, no quotes, no comments, no lists. */
declare const brand: unique symbol;
export type MailAddress = string & { readonly [brand]: 'MailAddress' };

const mostCharacters = 254;
const mostBeforeAt = 64;
const atom = String.raw`[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+`;
const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?`;
const plain = new RegExp(String.raw`^(${atom}(?:\.${atom})*)@${label}(?:\.${label})+$`, 'u');

/** The address, or null when the text is none. Spaces around it are let go; its letters stay as they are. */
export function parseMailAddress(text: string | null): MailAddress | null {
  const address = text?.trim() ?? '';
  const beforeAt = plain.exec(address)?.[1];
  if (beforeAt === undefined || beforeAt.length > mostBeforeAt || address.length > mostCharacters) return null;
  return address as MailAddress;
}

/** One line for a header: what would end it, and everything else that cannot be seen, becomes a space. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
