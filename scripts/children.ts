import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** A process that a script started; its output goes to a log file. */
export type Child = {
  readonly name: string;
  readonly pid: number | undefined;
  readonly logFile: string;
  /** Resolves when the process has ended, with its code (null when a signal ended it). */
  readonly ended: Promise<number | null>;
  /** Asks it to stop, and ends it after `graceMs` if it has not. */
  readonly stop: (graceMs?: number) => Promise<void>;
};

export type ChildOptions = {
  readonly name: string;
  /** Arguments for the Node that runs this script. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logFolder: string;
};

/** Starts a process of this project on the same Node, in its own process group so that Ctrl-C leaves the order to us. */
export function startChild({ name, args, env, logFolder }: ChildOptions): Child {
  fs.mkdirSync(logFolder, { recursive: true });
  const logFile = path.join(logFolder, `${name}.log`);
  const log = fs.openSync(logFile, 'w');
  const child = spawn(process.execPath, ['--import', './scripts/end-with-parent.ts', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', log, log],
    detached: process.platform !== 'win32',
  });
  fs.closeSync(log);
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('exit', resolve));
  return { name, pid: child.pid, logFile, ended, stop: (graceMs = 20_000) => stop(child, ended, graceMs) };
}

async function stop(child: ChildProcess, ended: Promise<unknown>, graceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await ended;
  clearTimeout(force);
}

/** Waits until `url` answers with a success. Throws with the end of the log when the process ends, or time runs out. */
export async function untilReady(child: Child, url: string, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let over = false;
  void child.ended.then(
    () => (over = true),
    () => (over = true),
  );
  while (!(await succeeds(url))) {
    if (over) throw new Error(`${child.name} ended before it was ready:\n${lastLines(child.logFile)}`);
    if (Date.now() > deadline) throw new Error(`${child.name} did not get ready:\n${lastLines(child.logFile)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function succeeds(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.status < 400;
  } catch {
    return false;
  }
}

export function lastLines(file: string, count = 20): string {
  return fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}
