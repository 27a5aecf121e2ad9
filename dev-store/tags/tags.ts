/**
 * Tags as Shopify keeps them: commas separate, edges are trimmed, a tag that is there in another case is not added again,
 * the list is sorted without regard to case [W].
 */
export function normalTags(tags: readonly string[]): string[] {
  return addTags([], tags);
}

/** A list with more tags on it. */
export function addTags(have: readonly string[], more: readonly string[]): string[] {
  const byName = new Map<string, string>();
  for (const tag of [...have, ...split(more)]) {
    const name = tag.toLowerCase();
    if (!byName.has(name)) byName.set(name, tag);
  }
  return [...byName.values()].sort((a, b) => compare(a.toLowerCase(), b.toLowerCase()));
}

/** A list without these tags; another case is another tag here [W]. */
export function removeTags(have: readonly string[], less: readonly string[]): string[] {
  const gone = new Set(split(less));
  return have.filter((tag) => !gone.has(tag));
}

function split(tags: readonly string[]): string[] {
  return tags
    .flatMap((tag) => tag.split(','))
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
