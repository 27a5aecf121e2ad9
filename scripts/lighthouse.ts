/**
 * `npm run lighthouse`: what the block costs a page of the shop. The dev store's contact page with the block and without it, in
 * turns, each as often as `--runs` says (5), by Lighthouse as a phone on a slow line. Prints the medians and how far
 * the performance score drops, and ends with 1 when that is more than `--most` points (2; Shopify allows 10, "Built for
 * Shopify" 2.2.1). Lighthouse is installed in a folder of its own, scripts/lighthouse, the first time.
 */
import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { z } from 'zod';
import { createDevStore } from '#dev-store/server.ts';
import { CHROMIUM_ADVICE, findChromium } from './chromium.ts';

const { values: flags } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, most: { type: 'string', default: '2' } },
});
const runs = Number(flags.runs);
const mostPoints = Number(flags.most);
const folder = path.join(import.meta.dirname, 'lighthouse');
const program = path.join(folder, 'node_modules/lighthouse/cli/index.js');

const figure = z.object({ numericValue: z.number() });
const shape = z.object({
  runtimeError: z.object({ code: z.string() }).optional(),
  categories: z.record(z.string(), z.object({ score: z.number() })),
  audits: z.object({
    'largest-contentful-paint': figure,
    'cumulative-layout-shift': figure,
    'total-blocking-time': figure,
    'total-byte-weight': figure,
  }),
});
/** One look at a page: scores of 100, LCP and blocking time in ms, shift as a number, weight in bytes. */
type Look = {
  performance: number;
  accessibility: number;
  lcp: number;
  shift: number;
  blocking: number;
  weight: number;
};

const chromium = findChromium();
if (chromium === undefined) throw new Error(CHROMIUM_ADVICE);
if (!fs.existsSync(program)) {
  console.log('· Installing Lighthouse');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', args, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
}
const store = createDevStore({ seed: 'empty', webhooks: false });
try {
  const base = `${await store.listen()}/storefront/mug-house/pages/contact`;
  const pages = { without: `${base}?block=off`, with: base };
  const looks: Record<keyof typeof pages, Look[]> = { without: [], with: [] };
  // Once each for nothing: the first is slower, whichever it is.
  for (const url of Object.values(pages)) await lookAt(url);
  for (let run = 1; run <= runs; run += 1) {
    // In turns, and each first as often as the other: what the machine does meanwhile falls on both.
    const order = run % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const);
    for (const which of order) {
      const look = await lookAt(pages[which]);
      looks[which].push(look);
      console.log(`${String(run)}. ${which.padEnd(8)}${written(look)}`);
    }
  }
  const [without, withBlock] = [medians(looks.without), medians(looks.with)];
  console.log(`median without ${written(without)}`);
  console.log(`median with    ${written(withBlock)}`);
  const drop = without.performance - withBlock.performance;
  console.log(`The block costs ${String(drop)} points of performance; ${String(mostPoints)} at most are allowed.`);
  if (drop > mostPoints || withBlock.accessibility < without.accessibility) process.exitCode = 1;
} finally {
  await store.close();
}

async function lookAt(url: string): Promise<Look> {
  const out = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'amends-lighthouse-')), 'report.json');
  const args = [
    program,
    url,
    '--quiet',
    '--output=json',
    `--output-path=${out}`,
    '--only-categories=performance,accessibility',
    '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic',
    '--no-enable-error-reporting',
  ];
  try {
    await promisify(execFile)(process.execPath, args, { env: { ...process.env, CHROME_PATH: chromium } });
    const { runtimeError, categories, audits } = shape.parse(JSON.parse(fs.readFileSync(out, 'utf8')));
    if (runtimeError) throw new Error(`Lighthouse could not look at ${url}: ${runtimeError.code}`);
    const score = (name: string): number => Math.round((categories[name]?.score ?? 0) * 100);
    return {
      performance: score('performance'),
      accessibility: score('accessibility'),
      lcp: audits['largest-contentful-paint'].numericValue,
      shift: audits['cumulative-layout-shift'].numericValue,
      blocking: audits['total-blocking-time'].numericValue,
      weight: audits['total-byte-weight'].numericValue,
    };
  } finally {
    fs.rmSync(path.dirname(out), { recursive: true, force: true });
  }
}

function medians(looks: readonly Look[]): Look {
  const middle = (name: keyof Look): number =>
    looks.map((look) => look[name]).sort((one, other) => one - other)[Math.floor(looks.length / 2)] ?? Number.NaN;
  return {
    performance: middle('performance'),
    accessibility: middle('accessibility'),
    lcp: middle('lcp'),
    shift: middle('shift'),
    blocking: middle('blocking'),
    weight: middle('weight'),
  };
}

function written({ performance, accessibility, lcp, shift, blocking, weight }: Look): string {
  const kilobytes = Math.round(weight / 100) / 10;
  return [
    `performance ${String(performance)}`,
    `accessibility ${String(accessibility)}`,
    `LCP ${String(Math.round(lcp))} ms`,
    `shift ${String(Math.round(shift * 1000) / 1000)}`,
    `blocking ${String(Math.round(blocking))} ms`,
    `${String(kilobytes)} kB`,
  ].join(' · ');
}
