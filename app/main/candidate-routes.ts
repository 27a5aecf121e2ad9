import type { ServerBuild } from '@remix-run/node';

type Routes = ServerBuild['routes'];

/**
 * Of all routes those that a path may lead to, with what they stand in: never fewer than Remix would match, rarely more.
 *
 * Remix builds a regular expression for every route and tries them one after the other, twice and more for each request;
 * with fifty routes that is a seventh of all the work of the process. Handed these, it has five to look at.
 */
export type CandidateRoutes = (path: string) => Routes;

/** @param routes all routes of the build. The same set of candidates is always the same object. */
export function createCandidateRoutes(routes: Routes): CandidateRoutes {
  const patterns = Object.keys(routes).map((id) => ({ id, segments: segmentsOf(fullPath(routes, id)) ?? [] }));
  const known = new Map<string, Routes>();
  return (path) => {
    const segments = segmentsOf(withoutData(path));
    // Of an address that cannot be decoded nothing can be said.
    if (segments === null) return routes;
    const found = patterns.filter((each) => mayMatch(each.segments, segments)).map(({ id }) => id);
    // A page is drawn with all routes at hand.
    if (!isData(path) && !answersItself(routes, found)) return routes;
    const key = found.join(' ');
    const candidates = known.get(key) ?? withParents(routes, found);
    known.set(key, candidates);
    return candidates;
  };
}

/** Whether what a path leads to are routes without a screen: webhooks, and what forms are sent to. */
function answersItself(routes: Routes, found: readonly string[]): boolean {
  const exact = found.filter((id) => !fullPath(routes, id).endsWith('*'));
  return exact.length > 0 && exact.every((id) => routes[id]?.module.default === undefined);
}

const isData = (path: string) => path.endsWith('.data');

/** What the browser asks for to fill a screen: its address with `.data` behind (`_root.data` for the root). */
const withoutData = (path: string) => path.replace(/^\/_root\.data$/, '/').replace(/\.data$/, '');

/** Lower case, as Remix compares; null for what cannot be decoded. */
function segmentsOf(path: string): string[] | null {
  try {
    return path
      .split('/')
      .filter((segment) => segment !== '')
      .map((segment) => decodeURIComponent(segment).toLowerCase());
  } catch {
    return null;
  }
}

function mayMatch(pattern: readonly string[], path: readonly string[]): boolean {
  const open = pattern.at(-1) === '*';
  const fixed = open ? pattern.slice(0, -1) : pattern;
  if (open ? path.length < fixed.length : path.length !== fixed.length) return false;
  return fixed.every((segment, index) => segment.startsWith(':') || segment === path[index]);
}

function fullPath(routes: Routes, id: string): string {
  const route = routes[id];
  if (!route) return '';
  const parent = route.parentId === undefined ? '' : fullPath(routes, route.parentId);
  return `${parent}/${route.path ?? ''}`;
}

function withParents(routes: Routes, ids: readonly string[]): Routes {
  const kept = new Set<string>();
  for (const id of ids) {
    for (let at: string | undefined = id; at !== undefined; at = routes[at]?.parentId) kept.add(at);
  }
  // In the order of the build, which decides between equals.
  return Object.fromEntries(Object.entries(routes).filter(([id]) => kept.has(id)));
}
