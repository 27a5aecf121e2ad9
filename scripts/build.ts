import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** What the bundle is made of. */
const SOURCES = ['app', 'public', 'vite.config.ts', 'remix.config.js', 'package-lock.json'];
const MARKER = 'build/.made-from';

/** Builds server and client bundle when a source changed since the last complete build. Returns whether it built. */
export async function buildIfNeeded(): Promise<boolean> {
  const wanted = fingerprint();
  if (fs.existsSync('build/server/index.js') && fs.existsSync(MARKER) && fs.readFileSync(MARKER, 'utf8') === wanted) {
    return false;
  }
  fs.rmSync(MARKER, { force: true });
  await remixBuild();
  fs.writeFileSync(MARKER, wanted);
  return true;
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
