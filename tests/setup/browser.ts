import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type Frame,
  type FrameLocator,
  type Page,
  type Route,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { findChromium } from '#scripts/chromium.ts';
import { ANNA_AGENT, MUG_HOUSE, runApp, type RunningApp } from './running-app.ts';

// The robot's own name would be turned away: libraries answer 410 to what says HeadlessChrome.
export const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36';
/** Where the pictures of failed tests go. */
const FAILURES = path.join(os.tmpdir(), 'amends-e2e-failures');

export const DESK = { width: 1280, height: 900 };
export const PHONE = { width: 375, height: 740 };

/** One person in front of the admin, with Amends in its frame. */
export type Desk = {
  readonly page: Page;
  /** What is inside the frame. */
  readonly frame: FrameLocator;
  /** The frame as a document, to measure and to evaluate in. */
  readonly document: () => Frame;
  /** Opens an address of Amends ("/complaints") through the admin, and waits until its page is alive. */
  readonly open: (address: string) => Promise<void>;
  /** Waits until a page of Amends that was come to otherwise answers keys and clicks. */
  readonly alive: () => Promise<void>;
  /** For `page.route`: nothing comes back to the page. What the browser prints of it is no fault of the page. */
  readonly cutOff: (route: Route) => Promise<void>;
  /** Answers of 4xx and 5xx so far, as "404 /app/complaints/…". */
  readonly refusals: readonly string[];
};

export type Who = {
  shop?: string;
  user?: number;
  /** Address below the app ("/complaints"); null leaves the page empty. */
  at?: string | null;
  viewport?: { width: number; height: number };
  /** By default a person keeps her browser for the whole file, with what it has cached. */
  profile?: 'fresh';
};

export type BrowserTests = {
  readonly app: RunningApp;
  /** Opens the admin as a member of staff; by default the agent Anna, on Home. */
  readonly sitDown: (who?: Who) => Promise<Desk>;
};

/**
 * For a file of browser tests: one app and one browser for all of its tests, in which each person has a profile. After
 * each test, a script error, a console error or warning of the page, or a person's data in the app's log fail it.
 */
export function inBrowser(env: Record<string, string> = {}): BrowserTests {
  let app: RunningApp | undefined;
  let browser: Browser | undefined;
  let open: { page: Page; problems: string[] }[] = [];
  const contexts = new Map<number, BrowserContext>();

  beforeAll(async () => {
    [app, browser] = await Promise.all([runApp(env), launch()]);
  });
  afterEach(async ({ task }) => {
    const problems = open.flatMap((desk) => desk.problems);
    if (task.result?.state === 'fail')
      await Promise.all(open.map(({ page }, nth) => picture(page, `${task.name} ${String(nth)}`)));
    await Promise.all(open.map(({ page }) => page.close()));
    open = [];
    expect(problems, 'what the page printed').toEqual([]);
    if (app) await expectNobodyNamed(app);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  const running = (): RunningApp => {
    if (!app) throw new Error('the app runs from beforeAll on');
    return app;
  };
  return {
    get app() {
      return running();
    },
    sitDown: async ({ shop = MUG_HOUSE, user = ANNA_AGENT, at = '', viewport = DESK, profile } = {}) => {
      if (!browser) throw new Error('the browser runs from beforeAll on');
      const known = profile === 'fresh' ? undefined : contexts.get(user);
      const context = known ?? (await newProfile(browser));
      if (profile !== 'fresh') contexts.set(user, context);
      const page = await context.newPage();
      await page.setViewportSize(viewport);
      const problems: string[] = [];
      open.push({ page, problems });
      const desk = deskOf(page, running(), handleOf(shop), problems);
      if (at !== null) await desk.open(`${at}${at.includes('?') ? '&' : '?'}user=${String(user)}`);
      return desk;
    },
  };
}

/** Of one of our own style sheets; of a script, or of something from elsewhere, it would be a fault. */
const unusedYet =
  /^The resource http:\/\/127\.0\.0\.1:\d+\/assets\/[\w.$-]+\.css was preloaded using link preload but not used/;

export const handleOf = (shop: string): string => shop.replace(/^amends-|\.myshopify\.com$/g, '');

async function newProfile(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ userAgent: USER_AGENT, locale: 'en-GB' });
  context.setDefaultTimeout(15_000);
  return context;
}

export function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No Chromium: set CHROMIUM_PATH');
  // Nothing leaves the machine. A route that looks at each address would, too, but it also turns the browser's cache off:
  // every page would fetch and unpack all of its scripts and styles anew.
  const nowhere = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', nowhere] });
}

function deskOf(page: Page, app: RunningApp, handle: string, problems: string[]): Desk {
  const refusals: string[] = [];
  const cut = new Set<string>();
  page.on('pageerror', (error) => problems.push(`${error.name}: ${error.message}`));
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    // The browser's own words about an answer of 4xx or 5xx: those are in `refusals`, and often what is wanted.
    if (/^Failed to load resource: the server responded with a status/.test(message.text())) return;
    if (message.text() === 'Failed to load resource: net::ERR_FAILED' && cut.has(message.location().url)) return;
    // Remix fetches the styles of the next page ahead, and when its data take some seconds the browser remarks on it.
    if (unusedYet.test(message.text())) return;
    problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) refusals.push(`${String(response.status())} ${new URL(response.url()).pathname}`);
  });
  const document = (): Frame => {
    const found = page.frames().find((frame) => frame.url().startsWith(app.url));
    if (!found) throw new Error('Amends is not in its frame');
    return found;
  };
  const alive = async (): Promise<void> => {
    await page.frameLocator('#app-frame').getByRole('heading', { level: 1 }).waitFor();
    // React marks the elements it has taken over: from here on the page answers keys and clicks.
    await document().waitForFunction(() => {
      const heading = window.document.querySelector('h1');
      return heading !== null && Object.keys(heading).some((key) => key.startsWith('__reactFiber'));
    });
  };
  return {
    page,
    frame: page.frameLocator('#app-frame'),
    document,
    cutOff: (route) => {
      cut.add(route.request().url());
      return route.abort();
    },
    refusals,
    alive,
    open: async (address) => {
      await page.goto(`${app.admin}/store/${handle}/apps/amends${address}`);
      await alive();
    },
  };
}

async function picture(page: Page, name: string): Promise<void> {
  fs.mkdirSync(FAILURES, { recursive: true });
  const file = path.join(FAILURES, `${name.replaceAll(/[^\w ]/g, '').slice(0, 100)}.png`);
  await page.screenshot({ path: file, fullPage: true }).then(
    () => {
      console.log(`picture of the failure: ${file}`);
    },
    () => undefined,
  );
}

/** Whatever has happened: no customer, no address, no number and no token stands in the app's log. */
export async function expectNobodyNamed(app: RunningApp): Promise<void> {
  const log = app.log();
  const people = await app.customers();
  const forbidden = people.flatMap(({ firstName, lastName, email, phone }) => [
    ...(firstName !== null && lastName !== null ? [`${firstName} ${lastName}`, lastName] : []),
    ...(email !== null ? [email] : []),
    ...(phone !== null ? [phone, phone.replaceAll(' ', '')] : []),
  ]);
  expect(
    forbidden.filter((text) => log.includes(text)),
    'customers in the log',
  ).toEqual([]);
  expect(/[\w.+-]+@[\w-]+\.[\w.]+/.exec(log)?.[0], 'an e-mail address in the log').toBeUndefined();
  expect(/eyJ[\w-]{8,}\.[\w-]+|shp[a-z]{2,3}_\w+/.exec(log)?.[0], 'a token in the log').toBeUndefined();
}
