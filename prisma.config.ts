// Prisma's command line without its native engines, which it would otherwise download.
import { defineConfig } from 'prisma/config';
import { EMBEDDED_URL, openDatabase } from './app/db/database-url.server.ts';
import { schemaEngineAdapter } from './app/db/schema-engine-adapter.server.ts';

// schema.prisma wants the variable to exist; the adapter below knows the address.
process.env['DATABASE_URL'] ??= EMBEDDED_URL;
// The command line only checks that these files exist before it leaves out the download.
process.env['PRISMA_QUERY_ENGINE_LIBRARY'] ??= process.execPath;
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;
process.env['CHECKPOINT_DISABLE'] ??= '1';
process.env['PRISMA_HIDE_UPDATE_MESSAGE'] ??= '1';

// The engine leaves its lock timers (10 s and 60 s) armed; they must not keep the command open after its work.
const ENGINE_TIMERS_MS: readonly unknown[] = [10_000, 60_000];
globalThis.setTimeout = new Proxy(globalThis.setTimeout, {
  apply: (target, self, args: Parameters<typeof setTimeout>) => {
    const timer = Reflect.apply(target, self, args);
    return ENGINE_TIMERS_MS.includes(args[1]) ? timer.unref() : timer;
  },
});

export default defineConfig({
  schema: './prisma/schema.prisma',
  migrations: { path: './prisma/migrations' },
  experimental: { adapter: true },
  engine: 'js',
  // A function down to the connection: `prisma generate` makes the adapter too, and must start no database.
  adapter: () =>
    Promise.resolve(schemaEngineAdapter(async () => (await openDatabase(process.env['DATABASE_URL'])).url)),
});
