import { parseShopId } from '#app/domain/ids.ts';

/**
 * What the library leaves unchecked in a session token that is signed for us: that `iss` and `dest` name the same shop,
 * and that it is a myshopify domain, letter for letter. A text that is no token at all is left to the library.
 */
export function tokenNamesOneShop(token: string): boolean {
  const claims = readClaims(token);
  if (claims === null) return true;
  const dest = hostOf(claims['dest']);
  return dest !== null && parseShopId(dest) !== null && hostOf(claims['iss']) === dest;
}

function readClaims(token: string): Record<string, unknown> | null {
  const [, payload] = token.split('.');
  if (payload === undefined) return null;
  try {
    const claims: unknown = JSON.parse(new TextDecoder().decode(fromBase64Url(payload)));
    return typeof claims === 'object' && claims !== null ? Object.fromEntries(Object.entries(claims)) : null;
  } catch {
    return null;
  }
}

function fromBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
}

function hostOf(address: unknown): string | null {
  if (typeof address !== 'string') return null;
  try {
    const { protocol, host } = new URL(address);
    return protocol === 'https:' ? host : null;
  } catch {
    return null;
  }
}
