/**
 * The place that a UI extension runs in: what Shopify gives it as `shopify`, and nothing that its target does not have. The
 * page around (`around.ts`) hears of presses, heights and ways out.
 */
import { defineElements } from './elements.ts';
import { dress } from './piece.ts';

type Config = {
  /** Of the extension. */
  handle: string;
  apiVersion: string;
  target: string;
  language: string;
  appUrl: string;
  order: { id: string; name: string };
  /** Where its tokens come from. */
  tokens: string;
  /** Of an account: whether she has signed in, or followed a link. */
  signedIn: boolean;
};

type Run = (...args: unknown[]) => unknown;

const config = JSON.parse(document.documentElement.dataset['config'] ?? '{}') as Config;
const isAdmin = config.target.startsWith('admin.');

const tellAround = (kind: string, more: Record<string, unknown> = {}): void => {
  parent.postMessage({ from: 'ui-extension', kind, ...more }, location.origin);
};

const fetchOfHost = window.fetch.bind(window);

async function freshToken(): Promise<string> {
  const answer = (await (await fetchOfHost(config.tokens)).json()) as { token: string };
  return answer.token;
}

/** A signal that never changes here. */
const signal = (value: unknown) => ({ value, current: value, subscribe: () => () => undefined });

function translator(texts: Record<string, unknown>) {
  return (key: string, values: Record<string, string | number> = {}): string => {
    const found = key
      .split('.')
      .reduce<unknown>(
        (at, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined),
        texts,
      );
    if (typeof found !== 'string') throw new Error(`No translation of ${key}`);
    return found.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(values[name] ?? ''));
  };
}

const navigate = (url: string | URL): void => tellAround('navigate', { url: String(url) });
const close = (): void => tellAround('close');

/** What every target has, and what this one has besides. */
function apiOf(translate: ReturnType<typeof translator>): Record<string, unknown> {
  const language = signal({ isoCode: config.language });
  const standard = {
    extension: { target: config.target, apiVersion: config.apiVersion },
    i18n: { translate },
    setSignals: () => undefined,
  };
  switch (config.target) {
    case 'admin.order-details.action.render':
      return { ...standard, auth: { idToken: freshToken }, data: { selected: [{ id: config.order.id }] }, close };
    case 'admin.order-details.block.render':
      return {
        ...standard,
        ...{ auth: { idToken: freshToken }, data: { selected: [{ id: config.order.id }] }, navigation: { navigate } },
      };
    case 'customer-account.order.action.menu-item.render':
      return { ...standard, ...ofAccount(language), orderId: config.order.id };
    case 'customer-account.order.action.render':
      return { ...standard, ...ofAccount(language), orderId: config.order.id, close };
    case 'customer-account.order-status.block.render':
      return {
        ...{ ...standard, ...ofAccount(language), order: signal(config.order) },
        authenticationState: signal(config.signedIn ? 'fully_authenticated' : 'pre_authenticated'),
      };
    default:
      throw new Error(`The dev store has no place ${config.target}`);
  }
}

const ofAccount = (language: unknown) => ({
  localization: { language, extensionLanguage: language },
  sessionToken: { get: freshToken },
  storage,
});

/** Kept in the browser, an app's own, and JSON of whatever is given; what is not there is null. */
const kept = (key: string): string => `ui-extension ${config.handle} ${key}`;
const storage = {
  read: (key: string): Promise<unknown> =>
    Promise.resolve().then(() => JSON.parse(localStorage.getItem(kept(key)) ?? 'null') as unknown),
  write: (key: string, data: unknown): Promise<void> =>
    Promise.resolve().then(() => localStorage.setItem(kept(key), JSON.stringify(data))),
  delete: (key: string): Promise<void> => Promise.resolve().then(() => localStorage.removeItem(kept(key))),
};

/** In the admin, requests to the app's own address carry the token of whoever is signed in, and may leave the address out. */
function signRequests(): void {
  window.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, config.appUrl);
    const headers = new Headers(init?.headers);
    if (url.origin === new URL(config.appUrl).origin) headers.set('Authorization', `Bearer ${await freshToken()}`);
    return fetchOfHost(url, { ...init, headers });
  };
}

/** Links lead out of the frame, also those with protocols of Shopify's own (`app:`, `extension:`). */
function interceptLinks(): void {
  document.addEventListener('click', (event) => {
    const link = event.composedPath().find((one): one is HTMLAnchorElement => one instanceof HTMLAnchorElement);
    if (!link?.hasAttribute('href')) return;
    event.preventDefault();
    navigate(link.getAttribute('href') ?? '');
  });
}

async function start(): Promise<void> {
  const own = `/ui-extensions/${config.handle}`;
  const [css, texts] = await Promise.all([
    fetchOfHost('/ui-extensions/elements.css').then((answer) => answer.text()),
    fetchOfHost(`${own}/locale.json?lang=${config.language}`).then(
      (answer) => answer.json() as Promise<Record<string, unknown>>,
    ),
  ]);
  dress(css);
  defineElements();
  interceptLinks();
  if (isAdmin) signRequests();
  // The admin's extensions have no navigation of their own but the API's; in an account it is a global.
  else Object.defineProperty(window, 'navigation', { value: { navigate }, configurable: true });
  let run: Run | null = null;
  const extend = (target: string, module: Run): void => {
    if (target === config.target) run = module;
  };
  Object.defineProperty(window, 'shopify', { value: { ...apiOf(translator(texts)), extend } });
  await load(`${own}.js`);
  await (run as Run | null)?.();
  if (config.target.endsWith('.menu-item.render'))
    document.body.addEventListener('click', () => tellAround('pressed', { target: config.target }));
  new ResizeObserver(() => tellAround('height', { height: document.documentElement.offsetHeight })).observe(
    document.documentElement,
  );
}

function load(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`${address} could not be loaded`)));
    script.src = address;
    document.head.append(script);
  });
}

void start();
