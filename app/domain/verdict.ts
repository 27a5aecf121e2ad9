export const verdicts = ['justified', 'partly', 'not_justified'] as const;
/** Whether a complaint is right. */
export type Verdict = (typeof verdicts)[number];

/** What a verdict rests on, besides its words: a file that came with it, or a fact as it was read then. */
export type Evidence = { kind: 'file'; id: string; name: string } | { kind: 'fact'; text: string };
