import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, parse, validate } from 'graphql';
import type { IntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const documents = path.join(root, 'app/shopify/documents');
const schemaFile = path.join(root, '.cache/shopify/admin_2026-10.json.gz');

async function readSchema() {
  const parsed = JSON.parse(gunzipSync(await readFile(schemaFile)).toString('utf8')) as { data: IntrospectionQuery };
  return buildClientSchema(parsed.data);
}

describe('the GraphQL documents', () => {
  it('are all valid in Shopify’s Admin schema 2026-10', async () => {
    const files = (await readdir(documents)).filter((file) => file.endsWith('.graphql'));
    const texts = await Promise.all(files.map((file) => readFile(path.join(documents, file), 'utf8')));
    const errors = validate(await readSchema(), parse(texts.join('\n')));
    expect(files.length).toBeGreaterThan(5);
    expect(errors.map((error) => error.message)).toEqual([]);
  });

  it('are the only GraphQL in the app', async () => {
    const files = (await readdir(path.join(root, 'app'), { recursive: true })).filter(
      (file) => /\.tsx?$/.test(file) && !file.startsWith('types'),
    );
    const texts = await Promise.all(
      files.map(async (file) => ({ file, text: await readFile(path.join(root, 'app', file), 'utf8') })),
    );
    const inline = texts.filter(({ text }) =>
      /#graphql|\bgql`|(query|mutation) \w+\s*(\([^)]*\))?\s*\{\s*\n/.test(text),
    );
    expect(inline.map(({ file }) => file)).toEqual([]);
  });

  it('gave the committed types, and nobody changed those by hand', async () => {
    const checked = await promisify(execFile)(process.execPath, [path.join(root, 'scripts/codegen.ts'), '--check'], {
      cwd: root,
    });
    expect(checked.stderr).toBe('');
  });
});
