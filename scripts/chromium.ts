import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

// The shell without a window is made for tests and takes a third less time over them.
const SHELL = 'chromium-headless-shell';
const NAMES = [
  SHELL,
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
];
const FIXED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

export const CHROMIUM_ADVICE =
  'No Chromium found for the browser tests: install Chrome or Chromium, or name one in CHROMIUM_PATH.';

/** Path of a Chromium or Chrome: CHROMIUM_PATH, one in PATH, or one in the usual place. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return fs.existsSync(named) ? named : undefined;
  const folders = (env['PATH'] ?? '').split(path.delimiter);
  const inPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...inPath, ...FIXED].find((file) => fs.existsSync(file));
}

/** The same; as root on Debian it is installed when there is none. */
export function findOrInstallChromium(): string | undefined {
  const found = findChromium();
  if (found !== undefined || (process.env['CHROMIUM_PATH'] ?? '') !== '') return found;
  if (process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) return undefined;
  console.log('· Installing Chromium');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]): boolean => {
    const { status, stderr } = spawnSync('apt-get', ['-qq', ...args], { env, encoding: 'utf8' });
    if (status !== 0) console.error(stderr.trim().split('\n').slice(-3).join('\n'));
    return status === 0;
  };
  const install = (name: string): boolean => apt('install', '-y', '--no-install-recommends', name);
  // Older Debians have the browser alone.
  if (apt('update') && !install(SHELL)) install('chromium');
  return findChromium();
}
