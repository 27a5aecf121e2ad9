import { defineConfig } from 'vitest/config';

const database = ['./tests/setup/global-database.ts'];
const build = ['./tests/setup/global-build.ts'];
const quiet = ['./tests/setup/quiet-console.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: { name: 'unit', include: ['app/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'], setupFiles: quiet },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: [...database, ...build],
          setupFiles: quiet,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: { name: 'contract', include: ['tests/contract/**/*.test.ts'], setupFiles: quiet, testTimeout: 30_000 },
      },
      {
        test: {
          name: 'dev-store',
          include: ['dev-store/tests/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: database,
          testTimeout: 60_000,
          hookTimeout: 90_000,
          // One browser, one machine: what is measured and clicked must not depend on a neighbour.
          fileParallelism: false,
        },
      },
    ],
  },
});
