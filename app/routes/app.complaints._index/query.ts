import { complaintStates, reasons } from '#app/domain/complaint/complaint.ts';
import type { ComplaintState, Reason } from '#app/domain/complaint/complaint.ts';

/** What the address of the list says. The address is the view: it can be kept, sent and gone back to. */
export type ListQuery = {
  state?: ComplaintState;
  reason?: Reason;
  assignee?: string;
  due?: 'today' | 'overdue' | 'unanswered';
  text?: string;
  after?: string;
  before?: string;
};

const dues = ['today', 'overdue', 'unanswered'] as const;
const longestSearch = 200;
const longestCursor = 400;

/** Reads the address; what it cannot read it leaves out. */
export function readQuery(params: URLSearchParams): ListQuery {
  const query: ListQuery = {};
  const oneOf = <Word extends string>(name: string, words: readonly Word[]): Word | undefined =>
    words.find((word) => word === params.get(name));
  const state = oneOf('state', complaintStates);
  const reason = oneOf('reason', reasons);
  const due = oneOf('due', dues);
  const assignee = params.get('assignee');
  const text = params.get('q')?.trim().slice(0, longestSearch);
  const after = params.get('after')?.slice(0, longestCursor);
  const before = params.get('before')?.slice(0, longestCursor);
  if (state) query.state = state;
  if (reason) query.reason = reason;
  if (due) query.due = due;
  if (assignee && /^(me|\d{1,19})$/.test(assignee)) query.assignee = assignee;
  if (text) query.text = text;
  if (after) query.after = after;
  else if (before) query.before = before;
  return query;
}

const viewParams = ['state', 'assignee', 'due'] as const;

export const savedViews = {
  mine: 'assignee=me&state=open',
  overdue: 'due=overdue',
  dueToday: 'due=today',
  unanswered: 'due=unanswered',
  waiting: 'state=waiting_for_customer',
  all: '',
} as const;
export type SavedView = keyof typeof savedViews;
export const savedViewNames = [
  'mine',
  'overdue',
  'dueToday',
  'unanswered',
  'waiting',
  'all',
] as const satisfies SavedView[];

/** The saved view that the address shows, whatever is searched in it; null when its filters fit none. */
export function viewOf(params: URLSearchParams): SavedView | null {
  return (
    savedViewNames.find((name) => {
      const view = new URLSearchParams(savedViews[name]);
      return viewParams.every((param) => (params.get(param) ?? '') === (view.get(param) ?? ''));
    }) ?? null
  );
}

const filterParams = ['state', 'reason', 'assignee', 'due', 'q'] as const;

/** What narrows the list, and nothing of what Shopify adds to a first address (tokens, signatures), nor of paging. */
export function filtersOf(params: URLSearchParams): URLSearchParams {
  const filters = new URLSearchParams();
  for (const name of filterParams) {
    const value = params.get(name);
    if (value) filters.set(name, value);
  }
  return filters;
}

/** The address of a view, with a change made: '' takes a filter away. Always back on the first page. */
export function withFilter(
  params: URLSearchParams,
  name: (typeof filterParams)[number],
  value: string,
): URLSearchParams {
  const next = filtersOf(params);
  if (value === '') next.delete(name);
  else next.set(name, value);
  return next;
}

/** Whether anything narrows the list. */
export function isNarrowed(query: ListQuery): boolean {
  return Boolean(query.state ?? query.reason ?? query.assignee ?? query.due ?? query.text);
}
