import { readFile } from 'node:fs/promises';
import type { TranspileOptions } from 'typescript';

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
  // Loaded on the first request only: the compiler is large, and many uses of the dev store never ask for a script.
  const { default: typescript } = await import('typescript');
  const options: TranspileOptions = {
    compilerOptions: { target: typescript.ScriptTarget.ES2022, module: typescript.ModuleKind.ESNext },
  };
  return `(() => {\n'use strict';\n${typescript.transpileModule(joined, options).outputText}\n})();\n`;
}
