/** Addresses: the frame's is mirrored in the admin's address bar, and the admin's menu moves the frame. */
import { adminOrigin, isEmbedded, notify, onMessage } from './messages.ts';

/** Matches what leads into the admin: `shopify://admin/orders/1`, `shopify:admin/orders/1`, `https://admin.shopify.com/…`. */
const REMOTE_ADDRESS = /^(shopify:\/*admin(\/|$)|https:\/\/admin\.shopify\.com\/)/i;

/** Sends the whole admin (not the frame) to an address; the admin turns Shopify's addresses into its own. */
export function openRemotely(url: string, target = '_top'): void {
  notify('leave', {
    url: REMOTE_ADDRESS.test(url) ? url : new URL(url, location.href).href,
    newTab: target === '_blank',
  });
}

/** Tells the admin where the frame is, for its address bar, its menu and its title. */
export function reportLocation(): void {
  notify('location', { path: `${location.pathname}${location.search}`, title: document.title });
}

function mirrorHistory(): void {
  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);
  history.pushState = (...state) => {
    push(...state);
    reportLocation();
  };
  history.replaceState = (...state) => {
    replace(...state);
    reportLocation();
  };
  window.addEventListener('popstate', reportLocation);
  window.addEventListener('DOMContentLoaded', reportLocation);
}

/**
 * Moves the app to a path the way the real script does: a `shopify:navigate` event on an element with that `href`, for
 * which the app's router (`AppProvider` of shopify-app-remix) listens on the window.
 */
export function navigateApp(href: string): void {
  const links = document.querySelectorAll<HTMLAnchorElement>(
    'ui-nav-menu a[href], s-app-nav a[href], s-app-nav s-link[href]',
  );
  const existing = [...links].find((link) => link.getAttribute('href') === href);
  const anchor = existing ?? document.body.appendChild(document.createElement('a'));
  if (!existing) anchor.setAttribute('href', href);
  anchor.dispatchEvent(new CustomEvent('shopify:navigate', { bubbles: true, cancelable: true }));
  if (!existing) anchor.remove();
}

/** `<a href="shopify://admin/…">` and `<a href="https://…" target="_top">` leave the frame by way of the admin. */
function interceptRemoteLinks(): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || !(event.target instanceof Element)) return;
    const anchor = event.target.closest('a[href]');
    const href = anchor?.getAttribute('href') ?? '';
    if (!REMOTE_ADDRESS.test(href)) return;
    event.preventDefault();
    const newTab = event.metaKey || event.ctrlKey || anchor?.getAttribute('target') === '_blank';
    openRemotely(href, newTab ? '_blank' : '_top');
  });
}

function patchOpen(): void {
  const plainOpen = window.open.bind(window);
  window.open = (url, target, features) => {
    const address = String(url ?? '');
    if (isEmbedded && (REMOTE_ADDRESS.test(address) || target === '_top' || target === '_parent')) {
      openRemotely(address, target);
      return null;
    }
    return plainOpen(url, target, features);
  };
}

/** Outside the admin an embedded app makes no sense: the real script goes there, and so does this one. */
function redirectIntoAdmin(): void {
  const shop = new URLSearchParams(location.search).get('shop');
  if (shop === null) return;
  location.replace(
    `${adminOrigin}/dev-admin/into?shop=${encodeURIComponent(shop)}&path=${encodeURIComponent(location.pathname)}`,
  );
}

/** Installs all of the above. */
export function installNavigation(): void {
  if (!isEmbedded) {
    redirectIntoAdmin();
    return;
  }
  mirrorHistory();
  patchOpen();
  interceptRemoteLinks();
  onMessage('navigate', (payload) => navigateApp(String(payload['href'])));
}
