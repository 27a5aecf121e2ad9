import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import type { TranspileOptions } from 'typescript';

const CACHE = new URL('../../.cache/dev-store/', import.meta.url);
/** Part of the cache key: to be changed with what `transpile` makes of the same sources. */
const FORM = 'function scope, ES2022';
const IMPORTS = /^import [\s\S]*?;\n/gm;
const EXPORT_KEYWORD = /^export (?=(async |abstract )?(const|let|function|class|type)\b)/gm;
const EXPORT_LISTS = /^export (type )?\{[\s\S]*?\};\n/gm;

/**
 * Makes one classic browser script of several TypeScript modules: a `<script>` that has to run before the page goes on
 * can't be a module. The files share one function scope, so no two of them may declare the same top-level name.
 *
 * @param folder the folder with the sources
 * @param files their names, dependencies first
 * @returns JavaScript; syntax of the sources is checked by the compiler like all other code
 */
export async function bundleClassicScript(folder: URL, files: readonly string[]): Promise<string> {
  const sources = await Promise.all(files.map((file) => readFile(new URL(file, folder), 'utf8')));
  const joined = sources
    .map((source) => source.replace(IMPORTS, '').replace(EXPORT_LISTS, '').replace(EXPORT_KEYWORD, ''))
    .join('\n');
  const key = createHash('sha256').update(FORM).update(joined).digest('hex').slice(0, 32);
  return cached(key, () => transpile(joined));
}

/**
 * What was made of the same sources before, on this machine: the compiler takes one to two seconds to load, which is time
 * that the first page of a demo would wait.
 */
async function cached(key: string, make: () => Promise<string>): Promise<string> {
  const file = new URL(`${key}.js`, CACHE);
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known !== null) return known;
  const made = await make();
  // Written aside and renamed: another process may be reading. A folder that can't be written only costs the time again.
  const aside = new URL(`${key}.${process.pid}.tmp`, CACHE);
  await mkdir(CACHE, { recursive: true })
    .then(() => writeFile(aside, made))
    .then(() => rename(aside, file))
    .catch(() => undefined);
  return made;
}

async function transpile(source: string): Promise<string> {
  const { default: typescript } = await import('typescript');
  const options: TranspileOptions = {
    compilerOptions: { target: typescript.ScriptTarget.ES2022, module: typescript.ModuleKind.ESNext },
  };
  return `(() => {\n'use strict';\n${typescript.transpileModule(source, options).outputText}\n})();\n`;
}
