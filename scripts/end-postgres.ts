/**
 * Waits until whoever started it has ended or closes its input, then stops the private PostgreSQL in the folder named
 * and removes the folder. Started by postgres-of-this-process.ts.
 */
import fs from 'node:fs';
import { stopEmbeddedPostgres } from '#app/db/embedded-postgres.server.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node scripts/end-postgres.ts <folder>');
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.stdin.resume().on('close', () => {
  void stopEmbeddedPostgres(folder).finally(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });
});
