/** HTML as tagged templates: whatever is put into one is escaped, unless such a template made it. */

/** Text that is safe to send as HTML. Only `html` makes it. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What a template may hold: text and numbers are escaped, lists joined; null, undefined and false are nothing. */
export type Fragment = Html | string | number | null | undefined | false | readonly Fragment[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function render(fragment: Fragment): string {
  if (fragment === null || fragment === undefined || fragment === false) return '';
  if (fragment instanceof Html) return fragment.text;
  if (typeof fragment === 'object') return fragment.map(render).join('');
  return String(fragment).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

type Place = 'safe' | 'in a tag' | 'unsafe';

const places = new WeakMap<TemplateStringsArray, readonly Place[]>();

/** Where each fragment of a template stands. */
function placesOf(strings: TemplateStringsArray): readonly Place[] {
  const known = places.get(strings);
  if (known) return known;
  const found = strings.slice(0, -1).map((_, index) => endOf(strings.slice(0, index + 1).join('x')));
  places.set(strings, found);
  return found;
}

/**
 * What stands at the end of a piece of HTML. Escaping does not help where an attribute has no quotes, in the name of a tag,
 * in a script and in a style. One look at each sign: a template that is written oddly costs no more than another.
 */
function endOf(html: string): Place {
  let [inTag, quote, tag] = [false, '', ''];
  for (let at = 0; at < html.length; at += 1) {
    const sign = html.charAt(at);
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (inTag && (sign === '"' || sign === "'")) quote = sign;
    else if (inTag && sign === '>') inTag = false;
    else if (!inTag && sign === '<')
      [inTag, tag] = [true, /^\/?[\w-]*/.exec(html.slice(at + 1, at + 30))?.[0].toLowerCase() ?? ''];
  }
  if (quote !== '') return 'safe';
  if (!inTag) return tag === 'script' || tag === 'style' ? 'unsafe' : 'safe';
  return /\s$/.test(html) && !/=\s+$/.test(html) ? 'in a tag' : 'unsafe';
}

/**
 * Builds HTML: html`<p title="${anything}">${anything}</p>`. Between the attributes of a tag only other templates may stand,
 * html`<input ${chosen && html`checked`} />`.
 * @throws when something is put where escaping cannot make it safe
 */
export function html(strings: TemplateStringsArray, ...fragments: Fragment[]): Html {
  for (const [index, place] of placesOf(strings).entries()) {
    const fragment = fragments[index];
    const isText = typeof fragment === 'string' || typeof fragment === 'number' || Array.isArray(fragment);
    if (place === 'unsafe' || (place === 'in a tag' && isText))
      throw new Error(`nothing may be put behind: ${(strings[index] ?? '').slice(-40)}`);
  }
  return new Html(strings.reduce((text, part, index) => text + render(fragments[index - 1]) + part));
}
