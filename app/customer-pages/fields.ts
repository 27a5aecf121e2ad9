/** The pieces that forms for customers are made of. What is wrong stands above the form and beside its field. */
import { html, type Fragment, type Html } from './html.ts';

/** What is wrong, by the id of the field that it stands beside. */
export type Problems = Readonly<Record<string, string>>;

/** All that is wrong, with a way to each field. */
export const problemList = (title: string, problems: Problems): Html | null => {
  const all = Object.entries(problems);
  if (all.length === 0) return null;
  return html`<div class="problems" role="alert">
    <h2>${title}</h2>
    <ul>
      ${all.map(([id, text]) => html`<li><a href="#${id}">${text}</a></li>`)}
    </ul>
  </div>`;
};

const errorOf = (id: string, problems: Problems): Html | null =>
  problems[id] === undefined ? null : html`<p class="error" id="${id}-error">${problems[id]}</p>`;

type Field = { id: string; label: string; hint?: string; value: string; problems: Problems };

const described = ({ id, hint, problems }: Pick<Field, 'id' | 'hint' | 'problems'>): Html => {
  const by = [hint === undefined ? null : `${id}-hint`, problems[id] === undefined ? null : `${id}-error`];
  const ids = by.filter((one) => one !== null).join(' ');
  return html`${ids === '' ? null : html`aria-describedby="${ids}" `}${problems[id] === undefined ? null : html`aria-invalid="true" `}`;
};

/** One line of text. */
export function textField(field: Field & { type: 'text' | 'tel'; autocomplete: string; maxLength: number }): Html {
  const { id, label, hint, value, type, autocomplete, maxLength, problems } = field;
  return html`<div class="field">
    <label class="name" for="${id}">${label}</label>
    ${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`} ${errorOf(id, problems)}
    <input
      type="${type}"
      id="${id}"
      name="${id}"
      value="${value}"
      autocomplete="${autocomplete}"
      maxlength="${maxLength}"
      ${described(field)}
    />
  </div>`;
}

/** Several lines of text. */
export function textArea(field: Field): Html {
  const { id, label, hint, value, problems } = field;
  return html`<div class="field">
    <label class="name" for="${id}">${label}</label>
    ${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`} ${errorOf(id, problems)}
    <textarea id="${id}" name="${id}" rows="6" ${described(field)}>${value}</textarea>
  </div>`;
}

/** Things of which one or several are chosen; `title` is said to who cannot see that it is the page's. */
export function choices(
  { id, title, hint, problems }: { id: string; title: string; hint?: string; problems: Problems },
  options: Fragment,
): Html {
  return html`<fieldset id="${id}" ${described({ id, ...(hint !== undefined && { hint }), problems })}>
    <legend class="visually-hidden">${title}</legend>
    ${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`} ${errorOf(id, problems)} ${options}
  </fieldset>`;
}

export type Option = { value: string; label: string; more?: Fragment; chosen: boolean; after?: Fragment };

export const radio = (name: string, { value, label, more, chosen }: Option): Html =>
  html`<label class="choice"
    ><input type="radio" name="${name}" value="${value}" ${chosen && html`checked`} /><span
      >${label}${more && html`<small>${more}</small>`}</span
    ></label
  >`;

export const checkbox = (name: string, { value, label, more, chosen }: Option): Html =>
  html`<label class="choice"
    ><input type="checkbox" name="${name}" value="${value}" ${chosen && html`checked`} /><span
      >${label}${more && html`<small>${more}</small>`}</span
    ></label
  >`;

/** A form as it came: the first value of each name, and all of them. */
export type Typed = { one: (name: string) => string; all: (name: string) => string[] };

/** NUL, which no keyboard types and no database takes, is left out of what was typed. */
export const withoutNul = (text: string): string => text.replaceAll('\0', '');

/** Reads what express.urlencoded and readMultipart make of a form. */
export function typedIn(body: unknown): Typed {
  const values = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const all = (name: string): string[] =>
    [Object.hasOwn(values, name) ? values[name] : undefined]
      .flat()
      .filter((one) => typeof one === 'string')
      .map(withoutNul);
  return { one: (name) => all(name)[0] ?? '', all };
}
