/** `<ui-nav-menu>`, `<s-app-nav>`, `<ui-title-bar>` and `<s-page>`: written in the app, drawn by the admin. */
import type { NavItem } from '../protocol.ts';
import { describeAction, hideContent, press, pressables, watch } from './actions.ts';
import { notify, onMessage } from './messages.ts';

function readNavItems(host: Element): NavItem[] {
  return [...host.querySelectorAll('a[href], s-link[href]')].map((link) => ({
    label: (link.textContent ?? '').trim(),
    href: link.getAttribute('href') ?? '',
    home: link.getAttribute('rel') === 'home',
  }));
}

class NavMenuElement extends HTMLElement {
  #stop = (): void => undefined;

  connectedCallback(): void {
    hideContent(this);
    this.#stop = watch(this, () => this.#report());
    this.#report();
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  #report(): void {
    const items = readNavItems(this);
    if (items.length > 0) notify('nav.items', { items });
  }
}

/** The newer spelling of the same menu. A class can carry one tag name only, hence the second class. */
class AppNavElement extends NavMenuElement {}

/** The bar that speaks for the page: the last one connected wins, as a route's bar replaces the layout's. */
let titleBars: HTMLElement[] = [];

function reportTitleBar(): void {
  const bar = titleBars.at(-1);
  if (!bar) {
    notify('title-bar', { title: '', actions: [] });
    return;
  }
  const title = bar.getAttribute('title') ?? bar.getAttribute('heading') ?? document.title;
  notify('title-bar', { title, actions: barActions(bar).map(describeAction) });
}

/** On `<s-page>` only slotted children are actions; the rest of it is the page itself. */
function barActions(bar: HTMLElement): HTMLElement[] {
  return bar.localName === 's-page' ? [...bar.querySelectorAll<HTMLElement>(':scope > [slot]')] : pressables(bar);
}

class TitleBarElement extends HTMLElement {
  #stop = (): void => undefined;

  connectedCallback(): void {
    if (this.localName === 'ui-title-bar') hideContent(this);
    // Inside a modal the bar is the modal's heading and footer: the modal reads it.
    if (this.closest('ui-modal')) return;
    titleBars = [...titleBars, this];
    this.#stop = watch(this, reportTitleBar);
    queueMicrotask(reportTitleBar);
  }

  disconnectedCallback(): void {
    this.#stop();
    titleBars = titleBars.filter((bar) => bar !== this);
    queueMicrotask(reportTitleBar);
  }
}

class PageElement extends TitleBarElement {}

/** Defines the elements and listens for presses in the admin's bar. */
export function installBars(): void {
  customElements.define('ui-nav-menu', NavMenuElement);
  customElements.define('s-app-nav', AppNavElement);
  customElements.define('ui-title-bar', TitleBarElement);
  customElements.define('s-page', PageElement);
  onMessage('title-bar.press', (payload) => {
    const bar = titleBars.at(-1);
    if (!bar) return;
    if (bar.localName === 's-page') barActions(bar)[Number(payload['index'])]?.click();
    else press(bar, Number(payload['index']));
  });
}
