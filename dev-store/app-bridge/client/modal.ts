/**
 * `<ui-modal>` and `shopify.modal`. With `src` the admin opens a dialog with a frame of its own. With children the dialog is
 * drawn in this frame's top layer, around the app's own elements, while the admin dims everything around the frame:
 * the real script moves the children into another frame, which an event handler of the app can't tell apart.
 */
import { describeAction, flag, press, pressables } from './actions.ts';
import { nextId, notify, onMessage } from './messages.ts';

const DIALOG_CSS = `
  :host { display: contents }
  dialog { border: 0; padding: 0; border-radius: 16px; width: min(620px, calc(100vw - 32px)); max-height: calc(100vh - 48px);
    flex-direction: column; color: #303030; box-shadow: 0 20px 20px -8px rgb(26 26 26 / .28);
    font: 450 13px/20px Inter, -apple-system, "Segoe UI", Roboto, sans-serif }
  dialog[open] { display: flex }
  dialog[data-variant=small] { width: min(380px, calc(100vw - 32px)) }
  dialog[data-variant=large] { width: min(980px, calc(100vw - 32px)) }
  dialog[data-variant=max] { width: 100vw; height: 100vh; max-width: 100vw; max-height: 100vh; border-radius: 0 }
  dialog::backdrop { background: rgb(0 0 0 / .5) }
  header, footer { display: flex; gap: 8px; align-items: center; padding: 12px 16px }
  header { background: #f3f3f3; border-bottom: 1px solid #e3e3e3 }
  h2 { flex: 1; margin: 0; font: inherit; font-size: 14px; font-weight: 650 }
  section { overflow: auto; flex: 1; min-height: 40px }
  footer { justify-content: flex-end; border-top: 1px solid #e3e3e3 }
  footer:empty { display: none }
  button { font: inherit; font-weight: 600; border: 0; border-radius: 8px; padding: 6px 12px; cursor: pointer; background: #fff;
    color: #303030; box-shadow: 0 0 0 1px #d4d4d4 inset }
  button:focus-visible { outline: 2px solid #005bd3; outline-offset: 2px }
  button.primary { background: #303030; color: #fff; box-shadow: none }
  button.critical { background: #c70a24; color: #fff; box-shadow: none }
  button:disabled { background: #ececec; color: #737373; cursor: default }
  button.close { box-shadow: none; background: none; padding: 4px 8px; font-size: 16px }
`;

class ModalElement extends HTMLElement {
  readonly #modalId = nextId('modal');
  #dialog: HTMLDialogElement | null = null;
  #stop = (): void => undefined;
  #openInAdmin = false;

  connectedCallback(): void {
    // Without a slot until it is shown: a modal's children are not part of the page.
    if (!this.shadowRoot) this.attachShadow({ mode: 'open' });
    modals.set(this.#modalId, this);
  }

  disconnectedCallback(): void {
    void this.hide();
    modals.delete(this.#modalId);
  }

  get src(): string {
    return this.getAttribute('src') ?? '';
  }
  set src(value: string) {
    this.setAttribute('src', value);
  }
  get variant(): string {
    return this.getAttribute('variant') ?? 'base';
  }
  set variant(value: string) {
    this.setAttribute('variant', value);
  }

  show(): Promise<void> {
    if (this.#dialog || this.#openInAdmin) return Promise.resolve();
    if (this.src) this.#showInAdmin();
    else this.#showHere();
    this.dispatchEvent(new CustomEvent('show'));
    return Promise.resolve();
  }

  hide(): Promise<void> {
    if (!this.#dialog && !this.#openInAdmin) return Promise.resolve();
    if (this.#openInAdmin) {
      this.#openInAdmin = false;
      notify('modal.close', { id: this.#modalId });
    }
    if (this.#dialog) {
      this.#stop();
      this.#dialog.close();
      this.#dialog = null;
      this.shadowRoot?.replaceChildren();
      notify('dim', { on: false });
    }
    this.dispatchEvent(new CustomEvent('hide'));
    return Promise.resolve();
  }

  toggle(): Promise<void> {
    return this.#dialog || this.#openInAdmin ? this.hide() : this.show();
  }

  pressAction(index: number): void {
    const bar = this.querySelector('ui-title-bar');
    if (bar) press(bar, index);
  }

  #title(): string {
    return this.querySelector('ui-title-bar')?.getAttribute('title') ?? document.title;
  }

  #showInAdmin(): void {
    const bar = this.querySelector<HTMLElement>('ui-title-bar');
    this.#openInAdmin = true;
    notify('modal.open', {
      id: this.#modalId,
      src: new URL(this.src, location.href).href,
      title: this.#title(),
      variant: this.variant,
      actions: bar ? pressables(bar).map(describeAction) : [],
    });
  }

  #showHere(): void {
    const style = document.createElement('style');
    style.textContent = DIALOG_CSS;
    const dialog = document.createElement('dialog');
    dialog.dataset['variant'] = this.variant;
    const content = document.createElement('section');
    content.append(document.createElement('slot'));
    const render = (): void => {
      dialog.setAttribute('aria-label', this.#title());
      dialog.replaceChildren(this.#header(), content, this.#footer());
    };
    render();
    this.#stop = watchTitleBar(this, render);
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      void this.hide();
    });
    this.shadowRoot?.replaceChildren(style, dialog);
    this.#dialog = dialog;
    notify('dim', { on: true });
    dialog.showModal();
  }

  #header(): HTMLElement {
    const header = document.createElement('header');
    const heading = document.createElement('h2');
    heading.textContent = this.#title();
    const close = document.createElement('button');
    close.className = 'close';
    close.type = 'button';
    close.textContent = '✕';
    close.setAttribute('aria-label', 'Close');
    close.addEventListener('click', () => void this.hide());
    header.append(heading, close);
    return header;
  }

  #footer(): HTMLElement {
    const footer = document.createElement('footer');
    const bar = this.querySelector<HTMLElement>('ui-title-bar');
    const actions = bar ? pressables(bar) : [];
    // Secondary first, primary at the end: Shopify's order, whatever the order in the markup.
    const ordered = [...actions].sort((a, b) => Number(flagPrimary(a)) - Number(flagPrimary(b)));
    for (const action of ordered) {
      const item = describeAction(action);
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = item.label;
      button.disabled = item.disabled || item.loading;
      if (item.variant === 'primary') button.className = 'primary';
      if (item.critical) button.className = 'critical';
      button.addEventListener('click', () => action.click());
      footer.append(button);
    }
    return footer;
  }
}

function flagPrimary(element: HTMLElement): boolean {
  return flag(element, 'variant') && describeAction(element).variant === 'primary';
}

/** Redraws heading and footer when the app changes its title bar (a button gets enabled, say). */
function watchTitleBar(modal: HTMLElement, changed: () => void): () => void {
  const observer = new MutationObserver((records) => {
    if (records.some((each) => each.target instanceof Node && barOf(each.target) !== null)) changed();
  });
  observer.observe(modal, { subtree: true, childList: true, attributes: true, characterData: true });
  return () => observer.disconnect();
}

function barOf(node: Node): Element | null {
  return (node instanceof Element ? node : node.parentElement)?.closest('ui-title-bar') ?? null;
}

const modals = new Map<string, ModalElement>();

function modalById(id: string): ModalElement {
  const element = document.getElementById(id);
  if (!(element instanceof ModalElement)) throw new Error(`App Bridge: no <ui-modal id="${id}"> in the page.`);
  return element;
}

/** `shopify.modal` */
export const modalApi = {
  show: (id: string): Promise<void> => modalById(id).show(),
  hide: (id: string): Promise<void> => modalById(id).hide(),
  toggle: (id: string): Promise<void> => modalById(id).toggle(),
};

/** Defines the element and listens to the admin's dialog. */
export function installModal(): void {
  customElements.define('ui-modal', ModalElement);
  onMessage('modal.press', (payload) => modals.get(String(payload['id']))?.pressAction(Number(payload['index'])));
  onMessage('modal.closed', (payload) => void modals.get(String(payload['id']))?.hide());
}
