import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

/** What a line that crosses from one room into another is told; empty where it may. */
async function refusalsOf(filePath: string, line: string): Promise<string[]> {
  const eslint = new ESLint({
    overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
    ruleFilter: ({ ruleId }) => ruleId === 'no-restricted-imports',
  });
  const [result] = await eslint.lintText(`${line}\n`, { filePath });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const into = (address: string) => `import '${address}';`;

describe('the table of who may import whom', () => {
  it.each([
    ['app/domain/money.ts', '#app/db/new-id.server.ts'],
    ['app/domain/money.ts', 'zod'],
    ['app/services/context.ts', '#app/routes/app.tsx'],
    ['app/services/context.ts', '#app/shopify/gid.ts'],
    ['app/shopify/gid.ts', '#app/services/context.ts'],
    ['app/customer-pages/html.ts', '#app/db/new-id.server.ts'],
    ['app/routes/app.tsx', '#app/db/new-id.server.ts'],
    ['app/components/calm.tsx', '#app/web/reader.server.ts'],
    ['app/main/web.server.ts', '#dev-store/server.ts'],
    ['dev-store/server.ts', '#app/domain/money.ts'],
  ])('keeps %s from %s', async (file, address) => {
    expect(await refusalsOf(file, into(address))).toEqual(['no-restricted-imports']);
  });

  it.each([
    ['app/domain/money.ts', '#app/domain/result.ts'],
    ['app/domain/limits/decide.ts', '#app/domain/remedy/kinds.ts'],
    ['app/services/context.ts', '#app/db/new-id.server.ts'],
  ])('lets %s have %s', async (file, address) => {
    expect(await refusalsOf(file, into(address))).toEqual([]);
  });
});
