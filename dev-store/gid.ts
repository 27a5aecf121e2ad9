/** `gid://shopify/Order/1` from its parts. */
export function gid(type: string, id: number | string): string {
  return `gid://shopify/${type}/${id}`;
}

const GID = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d{1,15}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\?.*)?$/;

/**
 * Parts of a GID, or null when the text is none. A query part (`?inventory_item_id=1`) is ignored. Most have a number;
 * jobs have a UUID [W], which is the `key`, and -1 for a number.
 */
export function parseGid(text: string): { type: string; id: number; key: string } | null {
  const match = GID.exec(text);
  if (match === null) return null;
  const [, type = '', key = ''] = match;
  return { type, id: key.includes('-') ? -1 : Number(key), key };
}

/** Numeric id of a GID whatever its type, or -1. Types are checked before resolvers run. */
export function idOf(text: unknown): number {
  return typeof text === 'string' ? (parseGid(text)?.id ?? -1) : -1;
}
