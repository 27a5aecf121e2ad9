/** Attacks in a page: put where people's words stand, and looked for in what the page has made of them. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { attacks } from '#tests/data/xss.ts';

/** All of them in one text, which says where it was put. */
export const at = (place: string): string => `${place}: ${attacks.join(' ')}`;

/** All of them, in texts that a form takes. */
export function inTextsOf(longest: number): string[] {
  const texts: string[] = [];
  for (const attack of attacks) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + attack.length <= longest) texts[texts.length - 1] = `${last} ${attack}`;
    else texts.push(attack);
  }
  return texts;
}

/** Hears of everything that attacks run, load or lead to in a page, and in all of its frames. */
export function listenTo(page: Page): string[] {
  const ran: string[] = [];
  page.on('dialog', (dialog) => {
    ran.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { hostname, pathname } = new URL(request.url());
    if (hostname === 'evil.example' || pathname.endsWith('/x')) ran.push(request.url());
  });
  return ran;
}

/**
 * Holds that nothing below an element was made of words, also inside of web components, and that these stand there: each
 * whole, in one piece of text or in one field.
 */
export async function expectText(root: Locator, whole: readonly string[], about = ''): Promise<void> {
  const { made, texts } = await root.evaluate(lookInto);
  expect(made, about).toEqual([]);
  const shown = texts.map(asOneLine);
  const missing = whole.filter((text) => !shown.some((one) => one.includes(asOneLine(text))));
  expect(missing, `${about} shows all of it`).toEqual([]);
}

const asOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Runs in the page. */
function lookInto(root: Node): { made: string[]; texts: string[] } {
  const texts: string[] = [];
  const made: string[] = [];
  const never = ['base', 'iframe', 'object', 'embed', 'math', 'mglyph', 'video', 'details', 'meta[http-equiv=refresh]'];
  const addresses = ['href', 'src', 'action', 'formaction', 'data', 'poster', 'xlink:href'];
  const leadsAway = (value: string): boolean => {
    if (!URL.canParse(value, 'https://here.example')) return false;
    const { protocol, hostname, pathname } = new URL(value, 'https://here.example');
    const runs = protocol === 'javascript:' || (protocol === 'data:' && pathname.startsWith('text/'));
    return runs || hostname === 'evil.example';
  };
  const isOurs = (element: Element): boolean => element instanceof HTMLScriptElement && element.nonce !== '';
  const look = (element: Element): void => {
    const tag = element.tagName.toLowerCase();
    if (never.some((selector) => element.matches(selector))) made.push(`<${tag}>`);
    if (
      ['script', 'style', 'svg'].includes(tag) &&
      !isOurs(element) &&
      /alert\(1\)|evil/.test(element.textContent ?? '')
    )
      made.push(`<${tag}> of words`);
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on') || name === 'autofocus') made.push(`<${tag} ${name}>`);
      if (addresses.includes(name) && leadsAway(value)) made.push(`<${tag} ${name}="${value}">`);
    }
    if ('value' in element && typeof element.value === 'string') texts.push(element.value);
  };
  const walk = (node: Node): void => {
    if (node instanceof Element) {
      look(node);
      if (['SCRIPT', 'STYLE'].includes(node.tagName)) return;
      if (node.shadowRoot) walk(node.shadowRoot);
    } else if (node instanceof Text) texts.push(node.data);
    node.childNodes.forEach(walk);
  };
  walk(root);
  return { made, texts };
}
