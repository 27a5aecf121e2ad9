/**
 * A block of the app's theme extension, rendered from its own files as Shopify's storefront does it [D: Configure theme app
 * extensions]: Liquid with the tags, filters and objects that a block gets, settings by the defaults of its schema.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Liquid, TagToken, type TopLevelToken } from 'liquidjs';
import { z } from 'zod';
import { SafeHtml } from '../admin/html.ts';
import type { Customer, Order, Shop } from '../state/types.ts';

const folder = new URL('../../extensions/complaint-form/', import.meta.url);
const STANDARD_LOCALE = 'en';

const SchemaShape = z.object({
  settings: z.array(z.object({ id: z.string().optional(), default: z.string().optional() })),
});
type Words = { [key: string]: string | Words };
const WordsShape: z.ZodType<Words> = z.lazy(() => z.record(z.string(), z.union([z.string(), WordsShape])));

/** What a page of the shop knows that a block may read. */
export type BlockPage = {
  shop: Shop;
  /** The page's language as the theme has it, `pt-BR`. */
  locale: string;
  customer: Customer | null;
  /** Only on the page of an order. */
  order: Order | null;
  /** What the merchant has set in the theme editor. */
  settings?: Record<string, string>;
};

/** The block "Report a problem", and what a page that holds it says of its style in its policy. */
export async function reportBlock(page: BlockPage): Promise<{ content: SafeHtml; styleSource: string }> {
  const [source, words] = await Promise.all([read('blocks/report-a-problem.liquid'), wordsOf(page.locale)]);
  const engine = engineWith(words);
  const text = String(
    await engine.parseAndRender(source, {
      block: {
        id: 'block-1',
        settings: { ...defaultSettings(source), ...page.settings },
        shopify_attributes: 'data-block-handle="report-a-problem"',
      },
      request: { locale: { iso_code: page.locale } },
      shop: { name: page.shop.name },
      customer: page.customer && { email: page.customer.email, first_name: page.customer.firstName },
      order: page.order && { name: page.order.name },
    }),
  );
  const style = /<style>([^]*?)<\/style>/.exec(text)?.[1] ?? '';
  return {
    content: new SafeHtml(text),
    styleSource: `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  };
}

/** Strict in filters, which Shopify refuses when it does not know them; an object that a page lacks is empty, as there. */
function engineWith(words: readonly Words[]): Liquid {
  const engine = new Liquid({ strictFilters: true });
  engine.registerFilter('t', (key: string) => translation(words, key));
  engine.registerTag('schema', {
    parse: (_tag: TagToken, rest: TopLevelToken[]) => {
      while (rest.length > 0) {
        const token = rest.shift();
        if (token instanceof TagToken && token.name === 'endschema') return;
      }
      throw new Error('{% schema %} has no end');
    },
    render: () => '',
  });
  return engine;
}

function translation(words: readonly Words[], key: string): string {
  for (const one of words) {
    let found: string | Words | undefined = one;
    for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined;
    if (typeof found === 'string') return found;
  }
  return `Translation missing: ${key}`;
}

/** Those of the page's language, then English: a locale without a file is shown in the extension's own language. */
async function wordsOf(locale: string): Promise<Words[]> {
  const standard = WordsShape.parse(JSON.parse(await read(`locales/${STANDARD_LOCALE}.default.json`)));
  if (!/^[a-z]{2}(-[A-Z]{2})?$/.test(locale) || locale === STANDARD_LOCALE) return [standard];
  const own = await read(`locales/${locale}.json`).catch(() => null);
  return own === null ? [standard] : [WordsShape.parse(JSON.parse(own)), standard];
}

function defaultSettings(source: string): Record<string, string> {
  const schema = /{%-?\s*schema\s*-?%}([^]*?){%-?\s*endschema/.exec(source)?.[1] ?? '';
  const { settings } = SchemaShape.parse(JSON.parse(schema));
  return Object.fromEntries(settings.flatMap(({ id, default: value = '' }) => (id === undefined ? [] : [[id, value]])));
}

const read = (name: string): Promise<string> => readFile(new URL(name, folder), 'utf8');
