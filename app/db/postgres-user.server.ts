import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { binariesIn, type Binaries } from './postgres-binaries.server.ts';

const run = promisify(execFile);

/** Where a server goes that cannot live beside the code; only root can write there. */
const SYSTEM_FOLDER = '/var/lib/amends';

/** Who runs the private server: empty for ourselves. */
export type ServerUser = { readonly uid?: number; readonly gid?: number };

/** PostgreSQL refuses to run as root, so root hands it to the first of these users that exists. */
export async function serverUser(): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    } catch {
      // Not on this system; try the next.
    }
  }
  throw new Error('running as root, and there is neither a user "postgres" nor "nobody" to run the database as');
}

export type Place = { readonly folder: string; readonly binaries: Binaries };

/**
 * Where data and programs may live so that the server's user can use them. That is where they were asked for, unless
 * root works in a folder that nobody else may enter (/root, or one made by `mktemp -d`): then both go to a system folder.
 */
export async function reachablePlace(folder: string, binaries: Binaries, user: ServerUser): Promise<Place> {
  if (user.uid === undefined) return { folder, binaries };
  const parent = existingParent(folder);
  return {
    folder: (await mayEnter(parent, user))
      ? folder
      : path.join(systemFolder(), shortHash(folder), path.basename(folder)),
    binaries: (await mayEnter(binaries.root, user)) ? binaries : copyBinaries(binaries),
  };
}

function existingParent(folder: string): string {
  let parent = path.dirname(folder);
  while (!fs.existsSync(parent)) parent = path.dirname(parent);
  return parent;
}

async function mayEnter(folder: string, user: ServerUser): Promise<boolean> {
  try {
    await run('sh', ['-c', 'test -x "$1"', 'sh', folder], { ...user, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}

function systemFolder(): string {
  fs.mkdirSync(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
  fs.chmodSync(SYSTEM_FOLDER, 0o755);
  return SYSTEM_FOLDER;
}

function copyBinaries(binaries: Binaries): Binaries {
  const version = fs.readFileSync(path.join(binaries.root, '..', 'package.json'), 'utf8');
  const target = path.join(systemFolder(), `programs-${shortHash(version)}`);
  if (!fs.existsSync(target)) {
    const draft = `${target}.${String(process.pid)}`;
    fs.cpSync(binaries.root, draft, { recursive: true, verbatimSymlinks: true });
    try {
      fs.renameSync(draft, target);
    } catch (error) {
      fs.rmSync(draft, { recursive: true, force: true });
      if (!fs.existsSync(target)) throw error;
    }
  }
  return binariesIn(target);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
