import type { DifferenceView } from '#app/services/difference-views.ts';

export const views = ['open', 'noted', 'resolved'] as const satisfies DifferenceView[];

const longestCursor = 400;

/** Reads the address; what it cannot read it leaves out. */
export function readQuery(params: URLSearchParams): { view: DifferenceView; after?: string; before?: string } {
  const view = views.find((each) => each === params.get('view')) ?? 'open';
  const after = params.get('after')?.slice(0, longestCursor);
  const before = params.get('before')?.slice(0, longestCursor);
  return { view, ...(after ? { after } : before ? { before } : {}) };
}
