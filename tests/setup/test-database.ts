import { inject } from 'vitest';
import { copyTemplate, type TestDatabase } from './private-postgres.ts';

/**
 * A migrated, empty database of one's own, for suites that have the server (integration, e2e).
 * Make it in `beforeAll`, drop it in `afterAll`.
 */
export function createTestDatabase(): Promise<TestDatabase> {
  return copyTemplate(inject('testServer'));
}
