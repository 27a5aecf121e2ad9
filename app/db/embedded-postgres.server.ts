/**
 * A private PostgreSQL for people who have none: the binaries come inside npm packages, the data lives in one folder.
 * Several processes may ask for the same folder at once; they all get the one server.
 */
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { findBinaries, type Binaries } from './postgres-binaries.server.ts';
import { reachablePlace, serverUser, type ServerUser } from './postgres-user.server.ts';

const run = promisify(execFile);
const START_TIMEOUT_MS = 30_000;
/** Systems cut the path of a socket off at about 100 bytes. */
const LONGEST_SOCKET_FOLDER = 80;

export type EmbeddedPostgres = {
  /** Connection string of the owner of the data, a superuser of this private server. */
  readonly url: string;
  /** True when this call started the server, false when it was already running. */
  readonly started: boolean;
  /** Stops the server for everybody who uses it. Safe to call twice. */
  readonly stop: () => Promise<void>;
};

export type EmbeddedOptions = {
  /** false: no fsync; for tests, whose data may be lost with the machine. */
  readonly durable?: boolean;
  /** Folder with initdb, pg_ctl and postgres of another PostgreSQL (15 or newer); default: the ones in node_modules. */
  readonly binaries?: string | undefined;
  readonly maxConnections?: number;
  /** Named settings of the server on top of ours, `name=value`. */
  readonly settings?: readonly string[];
};

/**
 * Starts, or joins, the PostgreSQL whose data is in `folder`; makes the folder on first use.
 * Throws with the end of the server's log when it does not come up within 30 s.
 */
export async function embeddedPostgres(folder: string, options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  const user = await serverUser();
  const place = await reachablePlace(path.resolve(folder), findBinaries(options.binaries), user);
  const server = { ...place, data: path.join(place.folder, 'data'), user };
  await createData(server);
  const { port, started } = await startOrJoin(server, options);
  const password = fs.readFileSync(path.join(server.folder, 'password'), 'utf8').trim();
  const socket = fs.existsSync(path.join(server.folder, `.s.PGSQL.${String(port)}`)) ? `?host=${server.folder}` : '';
  return {
    url: `postgresql://amends:${password}@127.0.0.1:${String(port)}/amends${socket}`,
    started,
    stop: () => stop(server),
  };
}

/** The folder's server, if it runs, is stopped; nothing happens when there is none. */
export async function stopEmbeddedPostgres(folder: string, options: EmbeddedOptions = {}): Promise<void> {
  const user = await serverUser();
  const place = await reachablePlace(path.resolve(folder), findBinaries(options.binaries), user);
  await stop({ ...place, data: path.join(place.folder, 'data'), user });
}

type Server = {
  readonly folder: string;
  readonly data: string;
  readonly binaries: Binaries;
  readonly user: ServerUser;
};

/** The data is built aside and renamed when complete: two processes may race, and a killed one leaves no half. */
async function createData(server: Server): Promise<void> {
  if (fs.existsSync(path.join(server.data, 'PG_VERSION'))) return;
  const draft = `${server.folder}.init-${String(process.pid)}-${randomBytes(3).toString('hex')}`;
  fs.mkdirSync(path.dirname(draft), { recursive: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  const passwordFile = path.join(draft, 'password');
  fs.writeFileSync(passwordFile, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 });
  for (const made of [draft, passwordFile]) own(made, server.user);
  try {
    await initialise(server, draft, passwordFile);
    fs.renameSync(draft, server.folder);
  } catch (error) {
    // Somebody else was faster: theirs is as good as ours.
    if (!fs.existsSync(path.join(server.data, 'PG_VERSION'))) throw error;
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

/** Byte order for sorting, Unicode for upper and lower case: searching for "nováková" has to find "Nováková". */
async function initialise(server: Server, draft: string, passwordFile: string): Promise<void> {
  const data = path.join(draft, 'data');
  const common = ['-D', data, '-U', 'amends', '-E', 'UTF8', '--locale=C', '--auth=scram-sha-256'];
  let problem: unknown;
  for (const characters of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    try {
      await run(
        server.binaries.initdb,
        [...common, `--lc-ctype=${characters}`, `--pwfile=${passwordFile}`, '--no-sync', '--no-instructions'],
        { ...server.user, cwd: draft },
      );
      await createDatabase(server, draft, data);
      return;
    } catch (error) {
      problem = error;
      fs.rmSync(data, { recursive: true, force: true });
    }
  }
  throw new Error('the private PostgreSQL could not be set up', { cause: problem });
}

/** A database of our own name, made in single-user mode: the server need not run for it. */
async function createDatabase(server: Server, draft: string, data: string): Promise<void> {
  const single = run(server.binaries.postgres, ['--single', '-D', data, 'postgres'], { ...server.user, cwd: draft });
  single.child.stdin?.end('CREATE DATABASE amends;\n');
  await single;
}

async function startOrJoin(server: Server, options: EmbeddedOptions): Promise<{ port: number; started: boolean }> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const port = await runningPort(server);
    if (port !== undefined) return { port, started: false };
    forgetZombie(server);
    const chosen = await freePort();
    const code = await startServer(server, chosen, options);
    if (code === 0 && (await runningPort(server)) === chosen) return { port: chosen, started: true };
    if (Date.now() > deadline) {
      throw new Error(`the private PostgreSQL in ${server.folder} did not start:\n${lastLogLines(server)}`);
    }
    // Another process is starting it, or the dead one before is not cleaned up by the system yet.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function startServer(server: Server, port: number, options: EmbeddedOptions): Promise<number | null> {
  const settings = [
    `listen_addresses=127.0.0.1`,
    `unix_socket_directories=${mayHaveSocket(server) ? server.folder : ''}`,
    `max_connections=${String(options.maxConnections ?? 60)}`,
    `jit=off`,
    // Where five and more are at work at once, whoever commits waits 0.3 ms for the others: one write for several.
    `commit_delay=300`,
    ...(options.durable === false ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
    ...(options.settings ?? []),
  ].flatMap((setting) => ['-c', setting]);
  const args = ['-D', server.data, '-w', '-s', '-l', path.join(server.folder, 'postgres.log')];
  const child = spawn(
    server.binaries.pgCtl,
    [...args, '-o', ['-p', String(port), ...settings].join(' '), 'start'],
    // Its own process group: Ctrl-C in the terminal must not take the database away before the app has stopped.
    { ...server.user, cwd: server.folder, stdio: 'ignore', detached: true },
  );
  return new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve));
}

/** Spoken to by a socket in its folder, which costs a fraction of TCP; where there is such a thing and its path is short enough. */
const mayHaveSocket = ({ folder }: Server): boolean =>
  process.platform !== 'win32' && folder.length <= LONGEST_SOCKET_FOLDER;

/**
 * Alive means: the pid file says "ready" and its port answers. `pg_ctl status` is no help: it calls a killed server
 * running for as long as the system has not cleaned up its process.
 */
async function runningPort(server: Server): Promise<number | undefined> {
  const lines = pidFile(server);
  const port = Number(lines[3]);
  return lines[7]?.trim() === 'ready' && (await answers(port)) ? port : undefined;
}

/** postmaster.pid: pid, data folder, start time, port, socket folder, address, shared memory, status. */
function pidFile(server: Server): string[] {
  try {
    return fs.readFileSync(path.join(server.data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/**
 * In a container whose first process reaps nobody, a killed server stays a zombie for ever, and PostgreSQL believes
 * that it still runs. A zombie writes nothing any more, so its pid file may go; PostgreSQL itself still checks that
 * none of its other processes is attached to the shared memory.
 */
function forgetZombie(server: Server): void {
  const pid = Number(pidFile(server)[0]);
  if (process.platform !== 'linux' || !(pid > 0)) return;
  try {
    const afterName = fs
      .readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .split(') ')
      .at(-1);
    if (afterName?.startsWith('Z')) fs.rmSync(path.join(server.data, 'postmaster.pid'), { force: true });
  } catch {
    // No such process: PostgreSQL sees that too.
  }
}

async function stop(server: Server): Promise<void> {
  if ((await runningPort(server)) === undefined) return;
  // It may have ended meanwhile; that is what was asked for.
  await run(server.binaries.pgCtl, ['-D', server.data, '-m', 'fast', '-w', 'stop'], {
    ...server.user,
    cwd: server.folder,
  }).catch(() => undefined);
}

function own(made: string, { uid, gid }: ServerUser): void {
  if (uid !== undefined && gid !== undefined) fs.chownSync(made, uid, gid);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}

function lastLogLines(server: Server): string {
  try {
    return fs.readFileSync(path.join(server.folder, 'postgres.log'), 'utf8').split('\n').slice(-12).join('\n');
  } catch {
    return '(it wrote no log)';
  }
}
