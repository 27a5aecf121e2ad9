/** The page around every admin page: top bar, navigation, and the switch of shop and person. */
import { html, type Fragment, type SafeHtml } from './html.ts';
import { APP_MARK, icon, type IconName } from './icons.ts';
import { fullName, handleOf, roleLabel, type Desk } from './shops.ts';
import type { DevStoreOptions } from '../options.ts';
import type { Store } from '../state/store.ts';

export type Section = 'home' | 'orders' | 'customers' | 'mailbox' | 'app' | 'settings';

export type PageParts = {
  desk: Desk;
  section: Section;
  title: string;
  content: Fragment;
  /** What is searched for, to be shown again in the search field. */
  query?: string;
  /** A page that is filled by the app's frame has no padding and no scrolling of its own. */
  framed?: boolean;
  /** Read by the admin's script. */
  clientConfig?: Record<string, unknown>;
};

function initials(desk: Desk): string {
  return `${desk.user.firstName.charAt(0)}${desk.user.lastName.charAt(0)}`;
}

function navLink(
  base: string,
  page: PageParts,
  section: Section,
  path: string,
  label: string,
  name: IconName,
): SafeHtml {
  const current = page.section === section;
  return html`<li>
    <a class="nav-link" href="${base}${path}" ${current ? html`aria-current="page"` : null}
      >${icon(name)}<span>${label}</span></a
    >
  </li>`;
}

function navigation(base: string, page: PageParts, options: DevStoreOptions): SafeHtml {
  const home = `${base}/apps/${options.appHandle}`;
  return html`<nav class="sidebar" id="sidebar" aria-label="Main">
    <ul>
      ${navLink(base, page, 'home', '', 'Home', 'home')} ${navLink(base, page, 'orders', '/orders', 'Orders', 'orders')}
      ${navLink(base, page, 'customers', '/customers', 'Customers', 'customers')}
    </ul>
    <h2 class="nav-heading" id="nav-apps">Apps</h2>
    <ul aria-labelledby="nav-apps">
      <li>
        <a class="nav-link" data-app-home href="${home}" ${page.section === 'app' ? html`aria-current="page"` : null}>
          ${APP_MARK}<span>${options.appName}</span>
        </a>
        <ul
          class="app-nav"
          data-app-nav
          aria-label="${options.appName}"
          ${page.section === 'app' ? null : html`hidden`}
        ></ul>
      </li>
    </ul>
    <ul class="sidebar-end">
      ${navLink(base, page, 'mailbox', '/mailbox', 'Mailbox', 'mail')}
      ${navLink(base, page, 'settings', '/settings/apps', 'Apps and installation', 'apps')}
      <li>
        <a class="nav-link" href="/dev-store/">${icon('dot')}<span>State of the dev store</span></a>
      </li>
    </ul>
  </nav>`;
}

function personButton(page: PageParts, person: Desk['user']): SafeHtml {
  const current = person.id === page.desk.user.id;
  return html`<button type="submit" name="user" value="${person.id}" ${current ? html`aria-current="true"` : null}>
    <span class="avatar" aria-hidden="true">${person.firstName.charAt(0)}${person.lastName.charAt(0)}</span>
    <span><b>${fullName(person)}</b><small>${roleLabel(person)}</small></span>
  </button>`;
}

/** Shop and person, as a form: it works before and without the script. */
function identitySwitch(page: PageParts, store: Store, options: DevStoreOptions): SafeHtml {
  const { desk } = page;
  const name = fullName(desk.user);
  return html`<button type="button" class="identity" popovertarget="who-am-i">
      <span class="sr-only">Who am I: </span>
      <span class="identity-text"><b>${desk.shop.name}</b><small>${name} · ${roleLabel(desk.user)}</small></span>
      <span class="avatar" aria-hidden="true">${initials(desk)}</span>
    </button>
    <div id="who-am-i" class="popover" popover role="dialog" aria-label="Who am I">
      <form method="post" action="/store/${desk.handle}/identity" data-leaves>
        <h2>Who am I?</h2>
        ${desk.shop.staff.map((person) => personButton(page, person))}
      </form>
      <h2>Which shop?</h2>
      <ul>
        ${store.state.shops.map(
          (shop) =>
            html`<li>
              <a
                href="/store/${handleOf(shop.domain)}${page.section === 'app' ? `/apps/${options.appHandle}` : ''}"
                ${shop === desk.shop ? html`aria-current="true"` : null}
              >
                ${icon('store')}<span><b>${shop.name}</b><small>${shop.domain} · ${shop.currency}</small></span>
              </a>
            </li>`,
        )}
      </ul>
    </div>`;
}

function topBar(base: string, page: PageParts, store: Store, options: DevStoreOptions): SafeHtml {
  return html`<header class="topbar">
    <button type="button" class="menu-button" aria-label="Menu" aria-expanded="false" aria-controls="sidebar">
      ${icon('menu')}
    </button>
    <a class="brand" href="${base}">${icon('bag')}<span>dev admin</span></a>
    <form class="search" role="search" action="${base}/orders">
      ${icon('search')}
      <input
        type="search"
        name="q"
        value="${page.query ?? ''}"
        placeholder="Search orders"
        aria-label="Search orders"
      />
    </form>
    <div class="save-bar" data-save-bar-slot role="region" aria-label="Unsaved changes" hidden></div>
    <div class="topbar-end">${identitySwitch(page, store, options)}</div>
  </header>`;
}

/** A whole document. */
export function renderPage(store: Store, options: DevStoreOptions, page: PageParts): string {
  const base = `/store/${page.desk.handle}`;
  const config = JSON.stringify({
    handle: page.desk.handle,
    shop: page.desk.shop.domain,
    user: page.desk.user.id,
    appHandle: options.appHandle,
    appName: options.appName,
    appOrigin: new URL(options.appUrl).origin,
    ...page.clientConfig,
  });
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} · ${page.desk.shop.name}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/admin-assets/admin.css" />
        <script src="/admin-assets/admin.js" defer></script>
      </head>
      <body data-config="${config}" class="${page.framed ? 'framed' : ''}">
        <a class="skip" href="#main">Skip to content</a>
        ${topBar(base, page, store, options)}
        <div class="shell">
          ${navigation(base, page, options)}
          <main id="main" tabindex="-1">${page.content}</main>
        </div>
        <div class="loading-bar" data-loading hidden></div>
        <div class="toasts" data-toasts role="status" aria-live="polite"></div>
      </body>
    </html>`.text;
}
