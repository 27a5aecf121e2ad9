/**
 * `npm test [suite …]`: every suite, one after the other, and one last line over all of them: `N passed, N failed`.
 * What failed is told again just before it, for whoever sees only the end of a long run.
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
type Count = { passed: number; failed: number; failures: string[] };

const resultSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numTotalTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});
/** Lines told of one failure at the end: its message and where it was thrown. */
const FAILURE_LINES = 14;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'amends-results-'));

try {
  const total = await runAll(chosenSuites(process.argv.slice(2)));
  process.exitCode = total.failed === 0 ? 0 : 1;
  for (const failure of total.failures) console.log(failure);
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
  const total: Count = { passed: 0, failed: 0, failures: [] };
  // A hundred processes are started of the same few hundred files: their types are taken out and they are compiled once.
  const env: Record<string, string> = { NODE_COMPILE_CACHE: path.resolve('.cache/compiled') };
  if (suites.includes('e2e')) {
    const problem = await prepareBrowserTests(env);
    if (problem !== undefined) {
      console.error(problem);
      return { passed: 0, failed: 1, failures: [] };
    }
  }
  for (const suite of suites) {
    const { passed, failed, failures } = await runSuite(suite, env);
    console.log(`${suite}: ${String(passed)} passed, ${String(failed)} failed\n`);
    total.passed += passed;
    total.failed += failed;
    total.failures.push(...failures);
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
  return count(suite, outputFile, code);
}

function count(suite: Suite, outputFile: string, code: number | null): Count {
  const parsed = fs.existsSync(outputFile)
    ? resultSchema.safeParse(JSON.parse(fs.readFileSync(outputFile, 'utf8')))
    : undefined;
  if (parsed?.success !== true) {
    return { passed: 0, failed: 1, failures: [`FAILED ${suite}: ended with ${String(code)} and left no result\n`] };
  }
  const { numPassedTests: passed, numFailedTests, numTotalTests, testResults } = parsed.data;
  const failures = testResults.flatMap((file) => failuresOf(suite, file));
  // vitest says no by its code also where no single test failed: a file that does not load, an error outside of tests.
  if (numFailedTests > 0 || (code === 0 && numTotalTests > 0)) return { passed, failed: numFailedTests, failures };
  return {
    passed,
    failed: 1,
    failures: [...failures, `FAILED ${suite}: ended with ${String(code)}, outside of a test\n`],
  };
}

type FileResult = z.infer<typeof resultSchema>['testResults'][number];

/** Each test of a file that failed, and the file itself where it did not load: name, then the first lines of why. */
function failuresOf(suite: Suite, { name, message, assertionResults }: FileResult): string[] {
  const place = `${suite} ${path.relative(process.cwd(), name)}`;
  const ofTests = assertionResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => told(`${place} > ${fullName}`, (failureMessages ?? []).join('\n')));
  return ofTests.length === 0 && message !== '' ? [told(place, message)] : ofTests;
}

function told(what: string, why: string): string {
  return [`FAILED ${what}`, ...why.split('\n').slice(0, FAILURE_LINES), ''].join('\n');
}
