/** The frame's place in the admin: address bar, navigation, tokens, and the ways out of it. */
import type { NavItem } from '../../app-bridge/protocol.ts';
import { adminConfig, asList, asText, askServer, make, need } from './dom.ts';
import { dropSaveBars, mayLeave } from './bars.ts';
import { showLoading, showToast } from './dialogs.ts';
import { appFrame, onFrame, onMainFrame, tellFrameSurely } from './wire.ts';

const SIGNED = ['embedded', 'hmac', 'host', 'id_token', 'locale', 'session', 'shop', 'timestamp'];
const APP_BASE = `/store/${adminConfig.handle}/apps/${adminConfig.appHandle}`;
const NAV_MEMORY = `app-nav-${adminConfig.shop}`;
/** How long App Bridge may take to say that it heard of a navigation, before the frame is loaded anew. */
const ANSWER_MS = 500;

let currentPath = '/app';

/** The admin's address of a path of the app, without what was signed for the frame. */
function toAdminPath(path: string): string {
  const url = new URL(path, adminConfig.appOrigin);
  for (const name of SIGNED) url.searchParams.delete(name);
  const below = url.pathname === '/app' || url.pathname.startsWith('/app/') ? url.pathname.slice(4) : url.pathname;
  return `${APP_BASE}${below === '/' ? '' : below}${url.search}${url.hash}`;
}

function isAppPath(path: string): boolean {
  return /^\/app(?=$|[/?#])/.test(path);
}

/** Marks the entry that the current path belongs to: the longest that it starts with. */
function markCurrent(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-app-nav] a')];
  const path = new URL(currentPath, adminConfig.appOrigin).pathname;
  const hits = links.filter((link) => {
    const own = new URL(link.dataset['appHref'] ?? '', adminConfig.appOrigin).pathname;
    return path === own || path.startsWith(`${own}/`);
  });
  const best = hits.sort((a, b) => (b.dataset['appHref'] ?? '').length - (a.dataset['appHref'] ?? '').length)[0];
  for (const link of links) {
    if (adminConfig.framed && link === best) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (adminConfig.framed) need('[data-app-home]').setAttribute('aria-current', best ? 'true' : 'page');
}

function drawNavItems(items: NavItem[]): void {
  const menu = need('[data-app-nav]');
  // Menus report themselves on every render of the app; links are only replaced when they changed.
  const look = JSON.stringify(items);
  if (menu.dataset['look'] === look) {
    markCurrent();
    return;
  }
  menu.dataset['look'] = look;
  menu.replaceChildren(
    ...items
      .filter((item) => !item.home)
      .map((item) => {
        const link = make('a', 'nav-link', item.label);
        link.href = toAdminPath(item.href);
        link.dataset['appHref'] = item.href;
        const entry = make('li');
        entry.append(link);
        return entry;
      }),
  );
  const home = items.find((item) => item.home);
  if (home) need('[data-app-home]').dataset['appHref'] = home.href;
  markCurrent();
}

function rememberNavItems(items: NavItem[]): void {
  sessionStorage.setItem(NAV_MEMORY, JSON.stringify(items));
}

function readItems(value: unknown): NavItem[] {
  return asList(value).map((item) => ({
    label: asText(item['label']),
    href: asText(item['href']),
    home: item['home'] === true,
  }));
}

/** Moves the app inside its frame; when nobody answers there (an error page, say), the frame is loaded anew. */
async function moveFrame(href: string): Promise<void> {
  if (!(await mayLeave())) return;
  closeDrawer();
  if (await tellFrameSurely('navigate', { href }, ANSWER_MS)) return;
  const { url } = await askServer('frame-url', { path: href });
  const frame = appFrame();
  if (frame) frame.src = asText(url);
}

/** On a phone the navigation is a drawer; choosing something closes it. */
export function closeDrawer(): void {
  document.body.classList.remove('drawer');
  document.querySelector('.menu-button')?.setAttribute('aria-expanded', 'false');
}

/** Clicks on links of the admin: the app's entries move the frame, all others ask before unsaved changes are lost. */
function interceptLinks(): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey) return;
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
    if (!link || !adminConfig.framed) return;
    const appHref = link.dataset['appHref'] ?? (link.dataset['appHome'] === undefined ? '' : '/app');
    event.preventDefault();
    if (appHref !== '') {
      void moveFrame(appHref);
      return;
    }
    void mayLeave().then((leave) => {
      if (leave) location.assign(link.href);
    });
  });
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset['leaves'] === undefined || !adminConfig.framed) return;
    const submitter = event.submitter;
    event.preventDefault();
    void mayLeave().then((leave) => {
      if (!leave) return;
      // `submit()` leaves the pressed button out, and it carries the choice.
      if (submitter instanceof HTMLButtonElement) {
        const choice = make('input');
        choice.type = 'hidden';
        choice.name = submitter.name;
        choice.value = submitter.value;
        form.append(choice);
      }
      form.submit();
    });
  });
}

async function leaveFrame(address: string, newTab: boolean): Promise<void> {
  const { path } = await askServer('admin-path', { url: address });
  const target = asText(path) === '' ? address : asText(path);
  if (!/^(\/|https?:)/.test(target)) {
    showToast('leave', `The dev store does not know the address ${address}`, {
      isError: true,
      duration: 8000,
      action: '',
    });
    return;
  }
  if (newTab) window.open(target, '_blank', 'noopener');
  else if (await mayLeave()) location.assign(target);
}

function mirrorLocation(path: string, title: string): void {
  if (!isAppPath(path)) return;
  currentPath = path;
  const address = toAdminPath(path);
  if (address !== `${location.pathname}${location.search}`) history.replaceState(null, '', address);
  document.title = `${title === '' ? adminConfig.appName : title} · ${adminConfig.appName}`;
  markCurrent();
}

/** Connects the frame with the admin around it. */
export function installFrame(): void {
  drawNavItems(readItems(JSON.parse(sessionStorage.getItem(NAV_MEMORY) ?? '[]')));
  interceptLinks();
  onMainFrame('ready', () => {
    // A new document in the frame: whatever the old one had unsaved is gone with it.
    dropSaveBars();
    document.body.classList.remove('dimmed');
    showLoading(false);
  });
  onFrame('id-token', async () => (await askServer('session-token'))['token']);
  onFrame('user', () => askServer('user'));
  onMainFrame('nav.items', (payload) => {
    const items = readItems(payload['items']);
    rememberNavItems(items);
    drawNavItems(items);
  });
  onMainFrame('location', (payload) => mirrorLocation(asText(payload['path']), asText(payload['title'])));
  onFrame('leave', (payload) => leaveFrame(asText(payload['url']), payload['newTab'] === true));
  const frame = appFrame();
  if (frame) {
    showLoading(true);
    frame.addEventListener('load', () => showLoading(false));
    // Only now: App Bridge asks for a token as soon as it runs, and somebody has to be listening.
    frame.src = frame.dataset['src'] ?? '';
  }
}
