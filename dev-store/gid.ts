/** `gid://shopify/Order/1` from its parts. */
export function gid(type: string, id: number | string): string {
  return `gid://shopify/${type}/${id}`;
}

/** Parts of a GID, or null when the text is none. A query part (`?inventory_item_id=1`) is ignored. */
export function parseGid(text: string): { type: string; id: number } | null {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d{1,15})(?:\?.*)?$/.exec(text);
  if (match === null) return null;
  const [, type = '', id = ''] = match;
  return { type, id: Number(id) };
}

/** Numeric id of a GID whatever its type, or -1. Types are checked before resolvers run. */
export function idOf(text: unknown): number {
  return typeof text === 'string' ? (parseGid(text)?.id ?? -1) : -1;
}
