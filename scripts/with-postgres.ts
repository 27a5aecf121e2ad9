/**
 * Runs a command with DATABASE_URL naming a private server made of an installed PostgreSQL, by default Debian's 15:
 *
 *     node scripts/with-postgres.ts node scripts/test.ts
 *
 * PG_BINDIR names the folder of another version's programs (initdb, pg_ctl, postgres).
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { embeddedPostgres } from '#app/db/embedded-postgres.server.ts';

const binaries = process.env['PG_BINDIR'] ?? '/usr/lib/postgresql/15/bin';
const [program, ...args] = process.argv.slice(2);

if (program === undefined || !fs.existsSync(path.join(binaries, 'postgres'))) {
  console.error(
    program === undefined
      ? 'usage: node scripts/with-postgres.ts <command> [arguments]'
      : `No PostgreSQL in ${binaries}: install it (Debian: apt-get install postgresql-15), or name another in PG_BINDIR.`,
  );
  process.exit(1);
}

const folder = path.join(os.tmpdir(), `amends-postgres-${randomBytes(4).toString('hex')}`);
const server = await embeddedPostgres(folder, { durable: false, binaries, maxConnections: 200 });
// Ctrl-C reaches the command by itself; the server is stopped when that has ended.
process.on('SIGINT', () => undefined);
try {
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, DATABASE_URL: server.url } });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.exitCode = await new Promise<number>((resolve, reject) =>
    child.on('error', reject).on('exit', (code) => {
      resolve(code ?? 1);
    }),
  );
} finally {
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}
