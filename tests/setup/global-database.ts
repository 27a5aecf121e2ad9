import type { TestProject } from 'vitest/node';
import { startTestServer, type TestServer } from './private-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** One server for the whole run of a suite; see createTestDatabase(). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  project.provide('testServer', { adminUrl: server.adminUrl, template: server.template });
  return server.stop;
}
