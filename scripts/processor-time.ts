import fs from 'node:fs';

/** One process as Linux describes it: its parent, and the processor time of itself and of its children that have ended. */
type Process = { readonly parent: number; readonly ownMs: number; readonly endedMs: number };

/** Linux counts in ticks of 10 ms. */
const TICK_MS = 10;

/**
 * Processor time, user and system, that a process has used so far, with the children that it has and has had, in ms.
 * 0 where the system does not tell (anywhere but on Linux).
 */
export function processorMs(pid: number | undefined): number {
  const self = pid === undefined ? null : read(String(pid));
  if (self === null) return 0;
  const children = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(read)
    .filter((each) => each?.parent === pid);
  return [self, ...children].reduce((sum, each) => sum + (each ? each.ownMs + each.endedMs : 0), 0);
}

function read(pid: string): Process | null {
  let stat: string;
  try {
    stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // It has ended, or there is no /proc.
    return null;
  }
  // The name, in brackets, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ms = (...places: number[]) => places.reduce((sum, place) => sum + Number(fields[place] ?? 0), 0) * TICK_MS;
  return { parent: Number(fields[1]), ownMs: ms(11, 12), endedMs: ms(13, 14) };
}
