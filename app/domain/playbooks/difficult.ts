/** What kind of talk it is. For staff alone: the customer never reads it, and no export to her holds it. */
export const difficultTypes = ['does_not_know', 'knows_everything', 'rude', 'offended'] as const;
export type DifficultType = (typeof difficultTypes)[number];
