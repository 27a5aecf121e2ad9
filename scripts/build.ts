import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** What the bundle is made of. */
const SOURCES = ['app', 'public', 'vite.config.ts', 'remix.config.js', 'package-lock.json'];
const MARKER = 'build/.made-from';
const LOCK = '.cache/build.lock';

/**
 * Builds server and client bundle when a source changed since the last complete build. Returns whether it built.
 * Of several processes that want a build at once one makes it, and the others wait for it.
 */
export async function buildIfNeeded(): Promise<boolean> {
  if (isCurrent(fingerprint())) return false;
  return alone(async () => {
    const wanted = fingerprint();
    if (isCurrent(wanted)) return false;
    fs.rmSync(MARKER, { force: true });
    await remixBuild();
    fs.writeFileSync(MARKER, wanted);
    return true;
  });
}

function isCurrent(wanted: string): boolean {
  return fs.existsSync('build/server/index.js') && fs.existsSync(MARKER) && fs.readFileSync(MARKER, 'utf8') === wanted;
}

/** The lock holds the number of the process that builds; one that has died holds nothing. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  fs.mkdirSync(path.dirname(LOCK), { recursive: true });
  while (!takeLock()) await new Promise((resolve) => setTimeout(resolve, 200));
  try {
    return await work();
  } finally {
    fs.rmSync(LOCK, { force: true });
  }
}

function takeLock(): boolean {
  // Written aside and linked: whoever finds the lock finds the number in it.
  const own = `${LOCK}.${String(process.pid)}`;
  fs.writeFileSync(own, String(process.pid));
  try {
    fs.linkSync(own, LOCK);
    return true;
  } catch {
    if (!isAlive(holder())) fs.rmSync(LOCK, { force: true });
    return false;
  } finally {
    fs.rmSync(own, { force: true });
  }
}

/** The process that has the lock; ourselves when it was given back this moment. */
function holder(): number {
  try {
    return Number(fs.readFileSync(LOCK, 'utf8'));
  } catch {
    return process.pid;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function fingerprint(): string {
  const files = SOURCES.filter((source) => fs.existsSync(source))
    .flatMap(filesUnder)
    .sort();
  const facts = files.map((file) => {
    const { mtimeMs, size } = fs.statSync(file);
    return `${file} ${String(mtimeMs)} ${String(size)}`;
  });
  return createHash('sha256').update(facts.join('\n')).digest('hex');
}

function filesUnder(source: string): string[] {
  if (!fs.statSync(source).isDirectory()) return [source];
  return fs
    .readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

async function remixBuild(): Promise<void> {
  const child = spawn(
    process.execPath,
    ['node_modules/@remix-run/dev/dist/cli.js', 'vite:build', '--logLevel', 'warn'],
    { env: { ...process.env, NODE_ENV: 'production' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`the build failed:\n${Buffer.concat(said).toString('utf8').trim()}`);
}
