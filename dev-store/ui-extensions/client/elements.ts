/**
 * Stand-ins for the web components that Shopify draws UI extensions with (`s-…`): the few that ours use, with the properties,
 * slots and events that they use of them. How the real ones look is Shopify's; what can be read, typed and pressed is here.
 */

import { define, put, said, slot, type Piece } from './piece.ts';

/** A box around what is in it, that takes its looks from its properties. */
function box(tag: string, properties: readonly string[], inner: keyof HTMLElementTagNameMap = 'div'): void {
  define(tag, properties, (piece, root) => {
    const element = put(root, inner);
    slot(element);
    return () => {
      element.className = [tag, ...properties.map((name) => `${name}-${said(piece.given[name]) || 'none'}`)].join(' ');
    };
  });
}

function withHeading(tag: string, level: 'h2' | 'h3'): void {
  define(tag, ['heading', 'loading', 'tone'], (piece, root) => {
    const outer = put(root, 'section', tag);
    const heading = put(outer, level);
    slot(outer);
    const footer = put(outer, 'footer');
    slot(footer, 'secondary-actions');
    slot(footer, 'primary-action');
    return () => {
      heading.textContent = said(piece.given['heading']);
      heading.hidden = heading.textContent === '';
      outer.setAttribute('aria-busy', String(piece.given['loading'] === true));
      outer.className = `${tag} tone-${said(piece.given['tone']) || 'none'}`;
      if (tag === 's-banner') outer.setAttribute('role', piece.given['tone'] === 'critical' ? 'alert' : 'status');
      footer.hidden = !tag.endsWith('-action');
    };
  });
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A label, a control and what is wrong with it; `change` and `input` are heard at the piece, as of the real ones. */
function field(
  tag: string,
  properties: readonly string[],
  make: () => Control,
  update: (p: Piece, c: Control) => void,
) {
  define(tag, ['label', 'value', 'error', 'name', ...properties], (piece, root) => {
    const outer = put(root, 'div', 'field');
    const label = put(outer, 'label');
    const control = make();
    control.id = 'control';
    label.htmlFor = 'control';
    outer.append(control);
    const error = put(outer, 'p', 'error');
    error.id = 'error';
    control.addEventListener('input', () => {
      piece.given['value'] = control.value;
    });
    control.addEventListener('change', () => {
      piece.given['value'] = control.value;
      // It does not leave the shadow by itself.
      piece.dispatchEvent(new Event('change', { bubbles: true }));
    });
    return () => {
      label.textContent = said(piece.given['label']);
      update(piece, control);
      if (control.value !== said(piece.given['value'])) control.value = said(piece.given['value']);
      tellError(error, control, said(piece.given['error']));
    };
  });
}

function tellError(place: HTMLElement, control: HTMLElement, error: string): void {
  place.textContent = error;
  place.hidden = error === '';
  if (error === '') control.removeAttribute('aria-invalid');
  else control.setAttribute('aria-invalid', 'true');
  control.setAttribute('aria-describedby', 'error');
}

function fillOptions(piece: Piece, select: Control): void {
  const placeholder = document.createElement('option');
  placeholder.value = '';
  placeholder.textContent = said(piece.given['placeholder']);
  const options = [...piece.querySelectorAll<Piece>('s-option')].map((one) => {
    const option = document.createElement('option');
    option.value = said(one.given['value']);
    option.textContent = one.textContent;
    return option;
  });
  select.replaceChildren(placeholder, ...options);
  select.value = said(piece.given['value']);
}

function defineSelect(): void {
  field(
    's-select',
    ['placeholder'],
    () => document.createElement('select'),
    (piece, select) => {
      const known = select.querySelectorAll('option').length - 1;
      if (known !== piece.querySelectorAll('s-option').length) fillOptions(piece, select);
    },
  );
  // Options come after their select, and may change.
  define('s-option', ['value'], (piece) => () => {
    const select = piece.closest<Piece & { update: () => void }>('s-select');
    const control = select?.shadowRoot?.querySelector('select');
    if (select && control) fillOptions(select, control);
  });
}

function defineChoices(): void {
  define('s-choice-list', ['label', 'values', 'multiple', 'error', 'name'], (piece, root) => {
    const set = put(root, 'fieldset', 'field');
    const legend = put(set, 'legend');
    slot(set);
    const error = put(set, 'p', 'error');
    error.id = 'error';
    piece.addEventListener('choose', (event) => {
      const { value, checked } = (event as CustomEvent<{ value: string; checked: boolean }>).detail;
      const before = (piece.given['values'] as string[] | undefined) ?? [];
      const others = piece.given['multiple'] === true ? before.filter((one) => one !== value) : [];
      piece.given['values'] = checked ? [...others, value] : others;
      piece.dispatchEvent(new Event('change', { bubbles: true }));
    });
    return () => {
      legend.textContent = said(piece.given['label']);
      tellError(error, set, said(piece.given['error']));
      for (const one of piece.querySelectorAll<HTMLElement & { update: () => void }>('s-choice')) one.update();
    };
  });
  define('s-choice', ['value'], (piece, root) => {
    const label = put(root, 'label', 'choice');
    const input = put(label, 'input');
    slot(put(label, 'span'));
    input.addEventListener('change', (event) => {
      event.stopPropagation();
      const detail = { value: said(piece.given['value']), checked: input.checked };
      piece.dispatchEvent(new CustomEvent('choose', { bubbles: true, detail }));
    });
    return () => {
      const list = piece.closest<Piece>('s-choice-list');
      input.type = list?.given['multiple'] === true ? 'checkbox' : 'radio';
      const chosen = (list?.given['values'] as string[] | undefined) ?? [];
      input.checked = chosen.includes(said(piece.given['value']));
    };
  });
}

function defineCheckbox(): void {
  define('s-checkbox', ['label', 'checked', 'error', 'name'], (piece, root) => {
    const outer = put(root, 'div', 'field');
    const label = put(outer, 'label', 'choice');
    const input = put(label, 'input');
    input.type = 'checkbox';
    const text = put(label, 'span');
    const error = put(outer, 'p', 'error');
    error.id = 'error';
    input.addEventListener('change', () => {
      piece.given['checked'] = input.checked;
      piece.dispatchEvent(new Event('change', { bubbles: true }));
    });
    return () => {
      text.textContent = said(piece.given['label']);
      input.checked = piece.given['checked'] === true;
      tellError(error, input, said(piece.given['error']));
    };
  });
}

/** A button, or a link that looks like one. */
function defineButtons(): void {
  define('s-button', ['variant', 'loading', 'disabled', 'href', 'tone'], (piece, root) => {
    const button = put(root, 'button');
    button.type = 'button';
    slot(button);
    const link = put(root, 'a');
    slot(link);
    return () => {
      const { variant, loading, disabled, href } = piece.given;
      const isLink = said(href) !== '';
      button.className = link.className = `button ${said(variant)}`;
      button.disabled = loading === true || disabled === true;
      button.setAttribute('aria-busy', String(loading === true));
      button.hidden = isLink;
      link.hidden = !isLink;
      link.href = said(href);
      // One slot shows what is inside: that of the one that is seen.
      const [first, second] = isLink ? [link, button] : [button, link];
      if (first.firstChild === null) first.append(...second.childNodes);
    };
  });
  define('s-link', ['href'], (piece, root) => {
    const link = put(root, 'a');
    slot(link);
    return () => {
      link.href = said(piece.given['href']);
    };
  });
}

export function defineElements(): void {
  box('s-stack', ['direction', 'gap', 'alignItems']);
  box('s-box', ['padding', 'border', 'borderRadius']);
  box('s-text', ['color', 'type', 'tone'], 'span');
  box('s-paragraph', ['color'], 'p');
  box('s-heading', [], 'h3');
  box('s-badge', ['tone'], 'span');
  withHeading('s-section', 'h2');
  withHeading('s-banner', 'h3');
  withHeading('s-admin-block', 'h2');
  withHeading('s-admin-action', 'h2');
  withHeading('s-customer-account-action', 'h2');
  define('s-spinner', ['accessibilityLabel'], (piece, root) => {
    const spinner = put(root, 'div', 'spinner');
    spinner.setAttribute('role', 'status');
    return () => {
      spinner.textContent = said(piece.given['accessibilityLabel']);
    };
  });
  field(
    's-text-area',
    ['rows', 'maxLength'],
    () => document.createElement('textarea'),
    (piece, area) => area.setAttribute('rows', said(piece.given['rows']) || '3'),
  );
  field(
    's-number-field',
    ['min', 'max'],
    () => Object.assign(document.createElement('input'), { type: 'number' }),
    (piece, input) => {
      for (const name of ['min', 'max']) input.setAttribute(name, said(piece.given[name]));
    },
  );
  defineSelect();
  defineChoices();
  defineCheckbox();
  defineButtons();
}
