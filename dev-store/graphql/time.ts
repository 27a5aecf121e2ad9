/** An instant as Shopify keeps it: whole seconds [W: `…38.621Z` comes back as `…38Z`]. Answers ISO 8601 in UTC. */
export function wholeSecond(time: string): string {
  return new Date(Math.floor(Date.parse(time) / 1000) * 1000).toISOString();
}

/** An instant as Shopify's `DateTime` writes it: UTC, without a fraction. */
export function wireTime(time: string): string {
  return `${wholeSecond(time).slice(0, 19)}Z`;
}

/** The same, where there may be none. */
export function wireTimeOrNull(time: string | null): string | null {
  return time === null ? null : wireTime(time);
}
