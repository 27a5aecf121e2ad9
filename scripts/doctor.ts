/**
 * `npm run doctor`: Shopify's own security check of the app (offline, no account). It must find nothing, and every part
 * that it could not check must be explained in docs/doctor-gaps.json: a new gap, or one that is gone, fails.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const ROOT = path.resolve(import.meta.dirname, '..');
const CLI = path.join(ROOT, 'node_modules/@shopify/cli/bin/run.js');
const EXPLAINED = path.join(ROOT, 'docs/doctor-gaps.json');
const LARGEST_REPORT_BYTES = 64 * 1024 * 1024;

const report = z.object({
  engine: z.object({ version: z.string() }),
  scan: z.object({
    issues: z.array(z.looseObject({})),
    scan: z.object({
      coverage_gaps: z.array(
        z.object({
          code: z.string(),
          check_id: z.string().optional(),
          file: z.string().optional(),
          message: z.string(),
        }),
      ),
    }),
  }),
});

const explanations = z.array(z.strictObject({ gap: z.string(), why: z.string().min(20) }));

export type DoctorResult = {
  readonly version: string;
  /** What it found wrong, in its own words. */
  readonly findings: readonly string[];
  /** Gaps that nobody has explained. */
  readonly unexplained: readonly string[];
  /** Explanations of gaps that are no longer there. */
  readonly outdated: readonly string[];
  readonly gaps: number;
};

/** Runs the check on this repository (about four seconds). */
export async function runDoctor(): Promise<DoctorResult> {
  const args = [CLI, 'app', 'doctor', '--json', '--skip-instructions', '--path', ROOT];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: ROOT,
    maxBuffer: LARGEST_REPORT_BYTES,
    env: { ...process.env, CI: '1', SHOPIFY_CLI_NO_ANALYTICS: '1', NO_COLOR: '1' },
  });
  const { engine, scan } = report.parse(JSON.parse(stdout));
  const found = new Set(scan.scan.coverage_gaps.map((gap) => [gap.code, gap.check_id ?? gap.file ?? ''].join(' ')));
  const explained = new Set(explanations.parse(JSON.parse(await readFile(EXPLAINED, 'utf8'))).map(({ gap }) => gap));
  return {
    version: engine.version,
    findings: scan.issues.map((issue) => JSON.stringify(issue)),
    unexplained: [...found].filter((gap) => !explained.has(gap)),
    outdated: [...explained].filter((gap) => !found.has(gap)),
    gaps: found.size,
  };
}

async function main(): Promise<void> {
  const { version, findings, unexplained, outdated, gaps } = await runDoctor();
  for (const finding of findings) console.error(`found: ${finding}`);
  for (const gap of unexplained) console.error(`not checked and not explained in docs/doctor-gaps.json: ${gap}`);
  for (const gap of outdated) console.error(`explained in docs/doctor-gaps.json, but no longer a gap: ${gap}`);
  const bad = findings.length + unexplained.length + outdated.length;
  console.log(
    `shopify app doctor ${version}: ${String(findings.length)} findings, ${String(gaps)} gaps, ${String(unexplained.length)} unexplained`,
  );
  process.exitCode = bad === 0 ? 0 : 1;
}

if (import.meta.main) await main();
