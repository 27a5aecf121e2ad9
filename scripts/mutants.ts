/** Plants bugs in copies of the sources, one at a time, and lets the random runs look for each. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mutants, type Mutant } from '#tests/faults/mutants.ts';
import { startRunServer } from '#tests/faults/server.ts';

const sources = ['app', 'dev-store', 'tests', 'scripts', 'prisma', 'package.json', 'tsconfig.json'];

export type MutantsOptions = { seed: number; runs: number; processes: number };

/** Prints each bug as it is caught, or not. Answers whether all were. Throws when one no longer fits the sources. */
export async function catchMutants({ seed, runs, processes }: MutantsOptions): Promise<boolean> {
  const root = process.cwd();
  for (const mutant of mutants) plant(root, mutant);
  const server = await startRunServer();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'amends-mutants-'));
  const waiting = mutants.values();
  const missed: string[] = [];
  const work = async (index: number): Promise<void> => {
    const copy = path.join(folder, String(index));
    for (const name of sources) fs.cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
    for (const name of ['node_modules', '.cache']) fs.symlinkSync(path.join(root, name), path.join(copy, name));
    for (const mutant of waiting) {
      const { file, text } = plant(root, mutant);
      fs.writeFileSync(path.join(copy, file), text);
      const caught = await isCaught(copy, server.adminUrl, seed, runs);
      fs.copyFileSync(path.join(root, file), path.join(copy, file));
      console.log(
        `${caught === null ? 'NOT CAUGHT' : 'caught'}: ${mutant.name}${caught === null ? '' : ` (${caught})`}`,
      );
      if (caught === null) missed.push(mutant.name);
    }
  };
  try {
    await Promise.all(Array.from({ length: processes }, (_, index) => work(index)));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
    await server.stop();
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

/** The first thing that did not hold; null when everything did. */
async function isCaught(copy: string, databaseUrl: string, seed: number, runs: number): Promise<string | null> {
  const args = ['--runs', String(runs), '--seed', String(seed), '--processes', '1', '--first'];
  const child = spawn(process.execPath, ['scripts/test-faults.ts', ...args], {
    cwd: copy,
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0) return null;
  // A run that did not hold says so; anything else (it does not start at all) is no proof.
  const held = /^run \d+: (.*)$/m.exec(said)?.[1];
  if (held === undefined) throw new Error(`the runs could not be played:\n${said.slice(-2_000)}`);
  return held.slice(0, 120);
}
