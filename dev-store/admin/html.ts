/** HTML as tagged templates that escape whatever is put into them, unless it is HTML already. */

/** Text that is safe to send as HTML. Only `html` makes it. */
export class SafeHtml {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What a template may hold: text and numbers are escaped, lists are joined, `null`, `undefined` and `false` are nothing. */
export type Fragment = SafeHtml | string | number | null | undefined | false | readonly Fragment[];

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** Escapes text for element content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? character);
}

function render(fragment: Fragment): string {
  if (fragment === null || fragment === undefined || fragment === false) return '';
  if (fragment instanceof SafeHtml) return fragment.text;
  if (typeof fragment === 'string' || typeof fragment === 'number') return escapeHtml(String(fragment));
  return fragment.map(render).join('');
}

/** Builds HTML: html`<p title="${anything}">${anything}</p>`. Attributes must be quoted in the template. */
export function html(strings: TemplateStringsArray, ...fragments: Fragment[]): SafeHtml {
  return new SafeHtml(strings.reduce((text, part, index) => text + render(fragments[index - 1]) + part));
}
