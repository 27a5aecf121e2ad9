/** Plants bugs in copies of the sources, one at a time, and lets the random runs look for each. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mutants, type Mutant } from '#tests/faults/mutants.ts';
import { play } from '#tests/faults/processes.ts';
import { startRunServer } from '#tests/faults/server.ts';
import type { TestServer } from '#tests/setup/private-postgres.ts';

const sources = ['app', 'dev-store', 'tests', 'scripts', 'prisma', 'package.json', 'tsconfig.json'];

export type MutantsOptions = { seed: number; runs: number; processes: number };

/** Prints each bug as it is caught, or not. Answers whether all were. Throws when one no longer fits the sources. */
export async function catchMutants(options: MutantsOptions): Promise<boolean> {
  const root = process.cwd();
  for (const mutant of mutants) plant(root, mutant);
  const { stop, ...server } = await startRunServer();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'amends-mutants-'));
  process.once('exit', () => {
    fs.rmSync(folder, { recursive: true, force: true });
  });
  const waiting = mutants.values();
  const missed: string[] = [];
  const work = async (index: number): Promise<void> => {
    const copy = path.join(folder, String(index));
    for (const name of sources) fs.cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
    for (const name of ['node_modules', '.cache']) fs.symlinkSync(path.join(root, name), path.join(copy, name));
    for (const mutant of waiting) {
      const { file, text } = plant(root, mutant);
      fs.writeFileSync(path.join(copy, file), text);
      const caught = await isCaught(copy, server, options);
      fs.copyFileSync(path.join(root, file), path.join(copy, file));
      console.log(
        `${caught === null ? 'NOT CAUGHT' : 'caught'}: ${mutant.name}${caught === null ? '' : ` (${caught})`}`,
      );
      if (caught === null) missed.push(mutant.name);
    }
  };
  try {
    await Promise.all(Array.from({ length: options.processes }, (_, index) => work(index)));
  } finally {
    await stop();
  }
  console.log(`${String(mutants.length - missed.length)} of ${String(mutants.length)} caught`);
  return missed.length === 0;
}

/** The file with the bug in it. */
function plant(root: string, { name, file, find, replace }: Mutant): { file: string; text: string } {
  const [before, after, ...more] = fs.readFileSync(path.join(root, file), 'utf8').split(find);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`"${name}" does not fit ${file} any more: its text must stand there exactly once`);
  return { file, text: before + replace + after };
}

/** The first thing that did not hold; null when everything did. Throws when the runs could not be played at all. */
async function isCaught(copy: string, server: TestServer, { seed, runs }: MutantsOptions): Promise<string | null> {
  const numbers = Array.from({ length: runs }, (_, index) => index + 1);
  const results = await play({ server, seed, runs: numbers, lanes: 2, first: true }, undefined, copy);
  const [first] = results.flatMap(({ run, violations }) => violations.map((what) => `run ${String(run)}: ${what}`));
  return first === undefined ? null : first.slice(0, 120);
}
