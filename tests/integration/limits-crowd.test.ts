import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);

it('of many who ask at the same moment, in two processes, exactly as many are given as the limit lets', async () => {
  // The whole of it is `npm run test:limits`.
  const args = ['scripts/test-limits.ts', '--clients', '64', '--rounds', '4', '--limit', '150', '--seeds', '0'];
  const { stdout } = await run(process.execPath, args);
  expect(stdout).toContain('256 × 1 against 150: 150 given, at most 150 held');
}, 90_000);
