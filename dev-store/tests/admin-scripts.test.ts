import vm from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDevStore, type DevStore } from '#dev-store/server.ts';

let devStore: DevStore;
let base: string;

beforeAll(async () => {
  devStore = createDevStore({ seed: 'empty', webhooks: false });
  base = await devStore.listen(0);
});

afterAll(() => devStore.close());

describe('the scripts that browsers get', () => {
  test.each(['/app-bridge.js', '/shopifycloud/app-bridge.js', '/admin-assets/admin.js'])(
    '%s is one classic script',
    async (path) => {
      const response = await fetch(new URL(path, base));
      expect(response.headers.get('content-type')).toContain('javascript');
      const source = await response.text();
      expect(() => new vm.Script(source)).not.toThrow();
      expect(source).not.toMatch(/^\s*(import|export)\b/m);
    },
  );

  test('the style sheet ends with the rules for phones', async () => {
    const sheet = await (await fetch(new URL('/admin-assets/admin.css', base))).text();
    expect(sheet.indexOf('@media (max-width: 768px)')).toBeGreaterThan(sheet.indexOf('.card {'));
  });
});
