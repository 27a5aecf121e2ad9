/**
 * `npm run theme:check [folder]`: Shopify's own check of the block for themes, as for an app (`theme-app-extension`).
 * Prints what it finds as JSON and ends with 1 when that is an error or a warning. It reads the rules that came with the
 * package, and asks nobody for newer ones.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** What Shopify's check found: its severities are numbers, 0 an error, 1 a warning, 2 a hint. */
export type ThemeFinding = { check: string; severity: 'error' | 'warning' | 'hint'; file: string; message: string };
export type ThemeChecked = { files: number; findings: ThemeFinding[] };

const severities = ['error', 'warning', 'hint'] as const;

async function checkTheme(folder: string): Promise<ThemeChecked> {
  const { themeCheckRun } = await import('@shopify/theme-check-node');
  // An absolute path: of a relative one it finds no file, and nothing wrong.
  const root = path.resolve(folder);
  const { theme, offenses } = await themeCheckRun(root, 'theme-check:theme-app-extension');
  const findings = offenses.map(({ check, severity, message, uri }) => ({
    check,
    severity: severities[severity],
    file: path.basename(uri),
    message,
  }));
  return { files: theme.length, findings };
}

const cache = fs.mkdtempSync(path.join(os.tmpdir(), 'amends-theme-check-'));
try {
  // It would fetch the newest rules into the folder for caches; from a folder that is none it fetches nothing.
  Object.assign(process.env, { HOME: cache, XDG_CACHE_HOME: cache, SHOPIFY_TLD_ROOT: path.join(cache, 'none') });
  const checked = await checkTheme(process.argv[2] ?? 'extensions/complaint-form');
  console.log(JSON.stringify(checked, null, 2));
  const bad = checked.findings.some(({ severity }) => severity !== 'hint');
  process.exitCode = bad || checked.files === 0 ? 1 : 0;
} finally {
  fs.rmSync(cache, { recursive: true, force: true });
}
