/**
 * `npm test [suite …]`: every suite, one after the other, and one last line over all of them: `N passed, N failed`.
 * A suite that crashes or holds no test counts as a failure.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { buildIfNeeded } from './build.ts';
import { CHROMIUM_ADVICE, findOrInstallChromium } from './chromium.ts';

const SUITES = ['unit', 'integration', 'contract', 'dev-store', 'e2e'] as const;
type Suite = (typeof SUITES)[number];
type Count = { passed: number; failed: number };

const resultSchema = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), numTotalTests: z.number() });
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'amends-results-'));

try {
  const total = await runAll(chosenSuites(process.argv.slice(2)));
  process.exitCode = total.failed === 0 ? 0 : 1;
  console.log(`${String(total.passed)} passed, ${String(total.failed)} failed`);
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

function chosenSuites(names: string[]): readonly Suite[] {
  const chosen = z.array(z.enum(SUITES)).safeParse(names.filter((name) => name !== '--'));
  if (!chosen.success) throw new Error(`suites: ${SUITES.join(', ')}`);
  return chosen.data.length === 0 ? SUITES : chosen.data;
}

async function runAll(suites: readonly Suite[]): Promise<Count> {
  const total: Count = { passed: 0, failed: 0 };
  const env: Record<string, string> = {};
  if (suites.includes('e2e')) {
    const problem = await prepareBrowserTests(env);
    if (problem !== undefined) {
      console.error(problem);
      return { passed: 0, failed: 1 };
    }
  }
  for (const suite of suites) {
    const { passed, failed } = await runSuite(suite, env);
    console.log(`${suite}: ${String(passed)} passed, ${String(failed)} failed\n`);
    total.passed += passed;
    total.failed += failed;
  }
  return total;
}

/** A Chromium and a build; what is wrong when either cannot be had. */
async function prepareBrowserTests(env: Record<string, string>): Promise<string | undefined> {
  const chromium = findOrInstallChromium();
  if (chromium === undefined) return CHROMIUM_ADVICE;
  env['CHROMIUM_PATH'] = chromium;
  try {
    await buildIfNeeded();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function runSuite(suite: Suite, env: Record<string, string>): Promise<Count> {
  const outputFile = path.join(folder, `${suite}.json`);
  const args = ['run', '--project', suite, '--reporter=default', '--reporter=json', `--outputFile.json=${outputFile}`];
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  return count(outputFile, code);
}

function count(outputFile: string, code: number | null): Count {
  const parsed = fs.existsSync(outputFile)
    ? resultSchema.safeParse(JSON.parse(fs.readFileSync(outputFile, 'utf8')))
    : undefined;
  if (parsed?.success !== true) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests, numTotalTests } = parsed.data;
  // vitest says no by its code also where no single test failed: a file that does not load, an error outside of tests.
  const failed = numFailedTests === 0 && (code !== 0 || numTotalTests === 0) ? 1 : numFailedTests;
  return { passed, failed };
}
