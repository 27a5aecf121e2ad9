import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { languages } from '#app/domain/language.ts';
import { bundleExtension, compressedBytes, MOST_COMPRESSED_BYTES } from '#dev-store/ui-extensions/bundle.ts';
import { localeOf, uiExtensions } from '#dev-store/ui-extensions/manifest.ts';

const extensions = await uiExtensions();
const appUrl = 'https://amends.shop.example';

/** Every text of a catalogue, by its path; a path is what the code asks for. */
function textsOf(catalogue: unknown, path = ''): [string, string][] {
  if (typeof catalogue === 'string') return [[path, catalogue]];
  return Object.entries(catalogue as Record<string, unknown>).flatMap(([name, part]) =>
    textsOf(part, path === '' ? name : `${path}.${name}`),
  );
}
const placeholders = (text: string): string[] => [...text.matchAll(/\{\{\w+\}\}/g)].map(([one]) => one).sort();

it('are shown at the places that Shopify has for them', () => {
  expect(extensions.map(({ handle, targets }) => [handle, targets.map(({ target }) => target)])).toEqual([
    ['complaints-on-order', ['admin.order-details.block.render']],
    [
      'customer-account',
      [
        'customer-account.order.action.menu-item.render',
        'customer-account.order.action.render',
        'customer-account.order-status.block.render',
      ],
    ],
    ['log-complaint-on-order', ['admin.order-details.action.render']],
  ]);
});

describe.each(extensions)('$handle', (extension) => {
  it('is of the version whose types it is compiled with', async () => {
    const types = await readFile('node_modules/@shopify/ui-extensions/package.json', 'utf8');
    const [year = '', month = ''] = (JSON.parse(types) as { version: string }).version.split('.');
    expect(extension.apiVersion).toBe(`${year}-${month.padStart(2, '0')}`);
  });

  it('is built as small as Shopify takes it, with all of its places in one script', async () => {
    const script = await bundleExtension(extension, appUrl);
    expect(compressedBytes(script)).toBeLessThanOrEqual(MOST_COMPRESSED_BYTES);
    for (const { target } of extension.targets) expect(script).toContain(target);
  });

  it('asks nothing but the app, whose address is known when it is built', async () => {
    const script = await bundleExtension(extension, appUrl);
    const addresses = [...script.matchAll(/https?:\/\/[^"'`\s\\]+/g)].map(([one]) => new URL(one).origin);
    // Preact names the namespaces of SVG and MathML, which are no addresses.
    const asked = addresses.filter((origin) => origin !== 'http://www.w3.org');
    expect(new Set(asked)).toEqual(new Set(extension.handle === 'customer-account' ? [appUrl] : []));
    expect(script).not.toContain('process.env');
  });

  it('touches nothing of its place while it loads: the script runs wherever one of its targets is shown', async () => {
    const script = await bundleExtension(extension, appUrl);
    const touched: string[] = [];
    const registered: string[] = [];
    const shopify = new Proxy(
      { extend: (target: string) => registered.push(target), setSignals: () => undefined },
      {
        get: (all, name) => {
          if (!(name in all)) touched.push(String(name));
          return Reflect.get(all, name) as unknown;
        },
      },
    );
    Reflect.set(globalThis, 'shopify', shopify);
    // As a classic script, which is what Shopify makes of it.
    (0, eval)(script);
    Reflect.deleteProperty(globalThis, 'shopify');
    expect(touched).toEqual([]);
    expect(registered).toEqual(extension.targets.map(({ target }) => target));
  });
});

describe('the customer account extension', () => {
  const extension = extensions.find(({ handle }) => handle === 'customer-account');

  it('has every text in every language, with the same blanks', async () => {
    if (!extension) throw new Error('it is gone');
    const english = new Map(textsOf(JSON.parse(await localeOf(extension, 'en'))));
    for (const language of languages) {
      const texts = textsOf(JSON.parse(await localeOf(extension, language)));
      expect(texts.map(([path]) => path).sort(), language).toEqual([...english.keys()].sort());
      for (const [path, text] of texts) {
        expect(placeholders(text), `${language} ${path}`).toEqual(placeholders(english.get(path) ?? ''));
        if (language !== 'en') expect(text, `${language} ${path}`).not.toBe(english.get(path));
      }
    }
  });
});

it.each(extensions)('$handle asks for no text that there is not', async (extension) => {
  const known = new Set(textsOf(JSON.parse(await localeOf(extension, 'en'))).map(([path]) => path));
  const files = await readdir(new URL('src/', extension.folder));
  const sources = await Promise.all(files.map((file) => readFile(new URL(`src/${file}`, extension.folder), 'utf8')));
  const asked = sources.flatMap((source) =>
    [...source.matchAll(/\b(?:say|translate)\('([\w.]+)'/g)].map(([, path = '']) => path),
  );
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((path) => !known.has(path))).toEqual([]);
});
