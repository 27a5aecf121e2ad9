import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDevStoreFetch, OutsideHostError } from '#dev-store/preload-fetch.ts';

type Seen = { method: string; url: string; headers: IncomingMessage['headers']; body: string; socket: number };

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const sockets = new Map<object, number>();
let server: Server;
let base: string;
let redirected: typeof fetch;

/** Answers every request with what it saw; `/slow` never answers. */
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/slow') return;
    const chunks: Buffer[] = [];
    const { socket } = request;
    if (!sockets.has(socket)) sockets.set(socket, sockets.size);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const seen: Seen = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
        socket: sockets.get(socket) ?? -1,
      };
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(seen));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  redirected = createDevStoreFetch(globalThis.fetch, () => base);
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function seen(response: Response): Promise<Seen> {
  return (await response.json()) as Seen;
}

describe("the preload's fetch", () => {
  test("sends a shop's request to the dev store with path, query, method, headers and body", async () => {
    const request = await seen(
      await redirected('https://amends-mug-house.myshopify.com/admin/api/2026-10/graphql.json?x=1', {
        method: 'POST',
        headers: { 'X-Shopify-Access-Token': 'secret', 'Content-Type': 'application/json' },
        body: '{"query":"{ shop { name } }"}',
      }),
    );
    expect(request.method).toBe('POST');
    expect(request.url).toBe('/admin/api/2026-10/graphql.json?x=1');
    expect(request.headers['x-dev-store-shop']).toBe('amends-mug-house.myshopify.com');
    expect(request.headers['x-shopify-access-token']).toBe('secret');
    expect(request.body).toBe('{"query":"{ shop { name } }"}');
  });

  test('does the same for Request objects, with and without a second argument', async () => {
    const make = (): Request =>
      new Request('https://a.myshopify.com/admin', { method: 'PUT', body: 'čaj', headers: { 'X-A': '1' } });
    const plain = await seen(await redirected(make()));
    expect(plain).toMatchObject({ method: 'PUT', url: '/admin', body: 'čaj' });
    expect(plain.headers).toMatchObject({ 'x-a': '1', 'x-dev-store-shop': 'a.myshopify.com' });
    const overridden = await seen(await redirected(make(), { headers: { 'X-B': '2' } }));
    expect(overridden).toMatchObject({ method: 'PUT', body: 'čaj' });
    expect(overridden.headers).toMatchObject({ 'x-b': '2', 'x-dev-store-shop': 'a.myshopify.com' });
  });

  test('keeps the abort signal of either form', async () => {
    const controller = new AbortController();
    const answers = [
      redirected('https://a.myshopify.com/slow', { signal: controller.signal }),
      redirected(new Request('https://a.myshopify.com/slow', { signal: controller.signal })),
    ];
    controller.abort(new Error('enough'));
    for (const answer of answers) await expect(answer).rejects.toThrow();
  });

  test('reuses its connections instead of opening one a request', async () => {
    const used = new Set<number>();
    for (let round = 0; round < 20; round += 1) {
      const shop = round % 2 === 0 ? 'a' : 'b';
      used.add((await seen(await redirected(`https://${shop}.myshopify.com/x`))).socket);
    }
    expect(used.size).toBeLessThanOrEqual(5);
  });

  test('lets requests to this machine pass as they are', async () => {
    const request = await seen(await redirected(`${base}/healthz`));
    expect(request.url).toBe('/healthz');
    expect(request.headers['x-dev-store-shop']).toBeUndefined();
  });

  test.each([
    'https://example.com/',
    'https://cdn.shopify.com/shopifycloud/app-bridge.js',
    'https://myshopify.com/',
    'https://a.b.myshopify.com/',
    'https://evilmyshopify.com/',
    'https://a.myshopify.com.evil.example/',
    'https://a.myshopify.com:8443/admin',
    'http://a.myshopify.com/admin',
    'https://localhost.evil.example/',
    'http://10.0.0.1/',
  ])('refuses %s', async (url) => {
    await expect(redirected(url)).rejects.toThrow(OutsideHostError);
    await expect(redirected(new Request(url))).rejects.toThrow(/Refused to fetch/);
  });
});

test("loaded by --import, it is the fetch of Shopify's library and of graphql-request", async () => {
  const program = `
    import '@shopify/shopify-api/adapters/node';
    import { shopifyApi, ApiVersion, Session } from '@shopify/shopify-api';
    import { GraphQLClient } from 'graphql-request';
    const shop = 'amends-mug-house.myshopify.com';
    const fetched = [];
    const url = 'https://' + shop + '/admin/api/2026-10/graphql.json';
    const raw = await new GraphQLClient(url).rawRequest('{ shop { name } }').catch((error) => error.response);
    fetched.push(raw.headers?.get?.('x-shop') ?? null);
    const api = shopifyApi({ apiKey: 'k', apiSecretKey: 's', apiVersion: ApiVersion.October26, hostName: 'localhost', isEmbeddedApp: true, logger: { level: 0, log: () => undefined } });
    const session = new Session({ id: 'x', shop, state: '', isOnline: false, accessToken: 't' });
    const answer = await new api.clients.Graphql({ session }).request('{ shop { name } }');
    fetched.push(answer.headers?.['X-Shop']?.[0] ?? answer.headers?.['x-shop']?.[0] ?? null);
    const outside = await fetch('https://example.com').catch((error) => error.name);
    process.stdout.write(JSON.stringify([...fetched, outside]));
  `;
  const echo = createServer((request, response) => {
    request.resume();
    response
      .setHeader('Content-Type', 'application/json')
      .setHeader('X-Shop', request.headers['x-dev-store-shop'] ?? '');
    response.end('{"data":{"shop":{"name":"Mug House"}}}');
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', './dev-store/preload.ts', '--input-type=module', '--eval', program],
    { cwd: ROOT, env: { ...process.env, DEV_STORE_URL: `http://127.0.0.1:${(echo.address() as AddressInfo).port}` } },
  );
  echo.closeAllConnections();
  echo.close();
  const shop = 'amends-mug-house.myshopify.com';
  expect(JSON.parse(stdout)).toEqual([shop, shop, 'OutsideHostError']);
});
