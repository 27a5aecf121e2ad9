/**
 * `npm run doctor`: Shopify's own security check of the app (offline, no account). It must find nothing, and every part
 * that it could not check must be explained in docs/doctor-gaps.json: a new gap, or one that is gone, fails. Says as well
 * whether e-mail is on, and with SMTP_URL set whether that server answers and takes the password (no mail is sent).
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { readSender, readSmtpUrl } from '#app/config/mail-settings.ts';
import { greet } from '#app/mail/smtp.server.ts';

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

const GREETING_TIMEOUT_MS = 10_000;

export type MailStanding = { readonly good: boolean; readonly says: string };

/** Whether mails can go out as these variables have it. */
export async function mailStanding(env: Readonly<Record<string, string | undefined>>): Promise<MailStanding> {
  const { SMTP_URL: url = '', MAIL_FROM: sender = '' } = env;
  if (url === '') return { good: true, says: 'off: SMTP_URL is not set, nobody is told anything by e-mail' };
  const [address, from] = [readSmtpUrl(url), readSender(sender)];
  if (!address) return { good: false, says: 'SMTP_URL is no address of a mail server' };
  if (!from) return { good: false, says: 'MAIL_FROM is no sender' };
  const problem = await greet({ address, from, timeoutMs: GREETING_TIMEOUT_MS });
  const server = `${address.host}:${String(address.port)}`;
  if (problem !== null) return { good: false, says: `${server} does not work: ${problem}` };
  return { good: true, says: `${server} answers${address.auth ? ' and takes the password' : ''}` };
}

async function main(): Promise<void> {
  const { version, findings, unexplained, outdated, gaps } = await runDoctor();
  for (const finding of findings) console.error(`found: ${finding}`);
  for (const gap of unexplained) console.error(`not checked and not explained in docs/doctor-gaps.json: ${gap}`);
  for (const gap of outdated) console.error(`explained in docs/doctor-gaps.json, but no longer a gap: ${gap}`);
  const mail = await mailStanding(process.env);
  console.log(`e-mail: ${mail.says}`);
  const bad = findings.length + unexplained.length + outdated.length;
  console.log(
    `shopify app doctor ${version}: ${String(findings.length)} findings, ${String(gaps)} gaps, ${String(unexplained.length)} unexplained`,
  );
  process.exitCode = bad === 0 && mail.good ? 0 : 1;
}

if (import.meta.main) await main();
