import { defineConfig } from 'vitest/config';

const database = ['./tests/setup/global-database.ts'];
const build = ['./tests/setup/global-build.ts'];
const quiet = ['./tests/setup/quiet-console.ts'];

/**
 * No module keeps anything, so files share a worker and load Shopify's schema, Prisma and the rest once. What waits for
 * PostgreSQL, timers and other processes leaves room for a third file on two processors; a browser does not.
 */
const shared = (files: number) => ({ isolate: false, maxWorkers: files });

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['app/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          setupFiles: quiet,
          ...shared(2),
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: [...database, ...build],
          ...shared(3),
          setupFiles: quiet,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          setupFiles: quiet,
          testTimeout: 30_000,
          ...shared(2),
        },
      },
      {
        test: {
          name: 'dev-store',
          include: ['dev-store/tests/**/*.test.ts'],
          ...shared(2),
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: database,
          ...shared(2),
          testTimeout: 60_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
});
