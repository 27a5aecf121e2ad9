/** `npm run migrate`: brings the database in DATABASE_URL (or the embedded one) up to date; before a new version starts. */
import { openDatabase } from '#app/db/database-url.server.ts';
import { migrate } from '#app/db/migrate.server.ts';
import { queues } from '#app/jobs/queues.ts';

const { url, release } = await openDatabase(process.env['DATABASE_URL']);
try {
  const applied = await migrate(url, queues);
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`);
} finally {
  await release();
}
