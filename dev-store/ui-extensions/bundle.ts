import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import type { UiExtension } from './manifest.ts';

/** What of esbuild's is used here. */
type Esbuild = {
  build: (options: object) => Promise<{ outputFiles: { text: string }[] }>;
};

/** The esbuild that Shopify's own command line bundles with: of its version, wherever npm has put it. */
function shopifysEsbuild(): Esbuild {
  const cli = createRequire(import.meta.url).resolve('@shopify/cli/package.json');
  return createRequire(cli)('esbuild') as Esbuild;
}

/**
 * Bundles an extension as `shopify app build` does (options of `@shopify/cli` 4.8.2): one script for all of its targets, each
 * registered by `shopify.extend`.
 * @param appUrl what `process.env.SHOPIFY_APP_URL` stands for in it
 */
export async function bundleExtension({ folder, targets }: UiExtension, appUrl: string): Promise<string> {
  const contents = targets
    .map(
      ({ target, module }, nth) =>
        `import Target_${String(nth)} from '${module}';shopify.extend('${target}', (...args) => Target_${String(nth)}(...args));`,
    )
    .join('\n');
  const { outputFiles } = await shopifysEsbuild().build({
    stdin: { contents, resolveDir: fileURLToPath(folder), loader: 'tsx' },
    bundle: true,
    write: false,
    minify: true,
    target: 'es6',
    jsx: 'automatic',
    legalComments: 'none',
    logLevel: 'silent',
    loader: { '.esnext': 'ts', '.js': 'jsx' },
    resolveExtensions: ['.tsx', '.ts', '.js', '.json', '.esnext', '.mjs', '.ejs'],
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.SHOPIFY_APP_URL': JSON.stringify(appUrl) },
  });
  const [script] = outputFiles;
  if (!script) throw new Error('esbuild has made nothing');
  return script.text;
}

/** Shopify refuses more than this of one extension, compressed [D: Optimize bundle size]. */
export const MOST_COMPRESSED_BYTES = 64 * 1024;

/** How large a script is once compressed, as Shopify's command line says it: Brotli at its best. */
export const compressedBytes = (script: string): number =>
  brotliCompressSync(script, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).byteLength;
