/**
 * Loaded with `--import` into the processes that a script starts, and by scripts that start others: when whoever started
 * them dies, also by kill -9, they are told to stop as if by Ctrl-C instead of keeping ports and connections.
 */
import fs from 'node:fs';

const startedBy = process.ppid;
// npm starts a script by a shell, which outlives it: so npm itself is watched too, where the system tells.
const npm = process.env['npm_lifecycle_event'] === undefined ? null : parentOf(startedBy);

setInterval(() => {
  const isAlone = process.ppid !== startedBy || (npm !== null && parentOf(startedBy) !== npm);
  if (isAlone) process.kill(process.pid, 'SIGTERM');
}, 1_000).unref();

/** As Linux tells it; null elsewhere, or when there is no such process. */
function parentOf(pid: number): number | null {
  try {
    const stat = fs.readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The name, in brackets, may hold anything.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}
