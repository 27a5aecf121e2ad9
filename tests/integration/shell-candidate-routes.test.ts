import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import { matchRoutes } from '@remix-run/react';
import { beforeAll, describe, expect, it } from 'vitest';
import { createCandidateRoutes } from '#app/main/candidate-routes.ts';

type Routes = ServerBuild['routes'];
type RouteObject = Parameters<typeof matchRoutes>[0][number];

describe('the routes that an address may lead to', () => {
  let routes: Routes;
  beforeAll(async () => {
    ({ routes } = (await import(pathToFileURL('build/server/index.js').href)) as ServerBuild);
  });

  it('are matched as all routes are, for every screen and for addresses that are none', () => {
    const candidates = createCandidateRoutes(routes);
    const paths = [...screensOf(routes), ...ODD];
    expect(paths.length).toBeGreaterThan(60);
    for (const path of paths) {
      // As a page, and as the data of one: Remix takes the ending off before it looks.
      expect([path, ...idsOf(candidates(path), path)]).toEqual([path, ...idsOf(routes, path)]);
      const data = path === '/' ? '/_root.data' : `${path}.data`;
      expect([data, ...idsOf(candidates(data), path)]).toEqual([data, ...idsOf(routes, path)]);
    }
  });

  it('are few for data, and for what has no screen', () => {
    const candidates = createCandidateRoutes(routes);
    const numbers = screensOf(routes).map((path) => Object.keys(candidates(`${path}.data`)).length);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(8);
    for (const path of ['/webhooks', '/webhooks/compliance', '/app/complaints/1/remedies', '/inbound/mail']) {
      expect(Object.keys(candidates(path)).length, path).toBeLessThanOrEqual(8);
    }
  });

  it('are all of them for a page, which is drawn with all at hand, and where an address cannot be read', () => {
    const candidates = createCandidateRoutes(routes);
    for (const path of ['/', '/app', '/app/complaints', '/app/complaints/1', '/nowhere', '/app/%E0%A4%A']) {
      expect(candidates(path), path).toBe(routes);
    }
  });

  it('are the same object for addresses of one kind, so that one handler serves them', () => {
    const candidates = createCandidateRoutes(routes);
    expect(candidates('/app/complaints/1/remedies')).toBe(candidates('/app/complaints/2/remedies.data'));
    expect(candidates('/nowhere/1.data')).toBe(candidates('/elsewhere/at/all.data'));
  });

  it('are known for every optional part: there is none in the addresses', () => {
    expect(Object.values(routes).filter(({ path }) => path?.includes('?'))).toEqual([]);
  });
});

const ODD = [
  '/APP/Complaints/1',
  '/app/complaints/',
  '//app//complaints',
  '/app/complaints/a%2Fb',
  '/app/%63omplaints/new',
  '/app/complaints/new/resolution',
  '/app/complaints/1/call/2',
  '/app/nothing/here',
  '/webhooks/compliance/more',
  '/auth/a/b/c',
  '/auth',
  '/.env',
  '/data',
];

/** An address of every route, with its ids filled in. */
function screensOf(routes: Routes): string[] {
  const pathOf = (id: string | undefined): string => {
    const route = id === undefined ? undefined : routes[id];
    return route ? `${pathOf(route.parentId)}/${route.path ?? ''}` : '';
  };
  return Object.keys(routes).map((id) =>
    pathOf(id).replaceAll(/\/+/g, '/').replaceAll(/:\w+/g, '1').replace('*', 'x/y'),
  );
}

/** What Remix itself makes of a path. */
function idsOf(routes: Routes, path: string): string[] {
  const below = (parentId: string | undefined): RouteObject[] =>
    Object.values(routes)
      .filter((route) => route.parentId === parentId)
      .map(({ id, path: own, index, caseSensitive }) => {
        const shared = { id, ...(own !== undefined && { path: own }), caseSensitive: caseSensitive ?? false };
        return index ? { ...shared, index } : { ...shared, children: below(id) };
      });
  return (matchRoutes(below(undefined), path) ?? []).map(({ route }) => route.id ?? '');
}
