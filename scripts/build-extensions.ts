/** Builds the UI extensions as Shopify's command line does, without network or account, and says how large they are. */
import { mkdir, writeFile } from 'node:fs/promises';
import { bundleExtension, compressedBytes, MOST_COMPRESSED_BYTES } from '#dev-store/ui-extensions/bundle.ts';
import { uiExtensions } from '#dev-store/ui-extensions/manifest.ts';

const appUrl = process.env['SHOPIFY_APP_URL'] ?? 'https://amends.example.com';

for (const extension of await uiExtensions()) {
  const script = await bundleExtension(extension, appUrl);
  const folder = new URL('dist/', extension.folder);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL(`${extension.handle}.js`, folder), script);
  const compressed = compressedBytes(script);
  const kB = (bytes: number) => `${String(Math.round(bytes / 102.4) / 10)} kB`;
  console.log(
    `${extension.handle}: ${kB(script.length)}, compressed ${kB(compressed)} of ${kB(MOST_COMPRESSED_BYTES)}`,
  );
  if (compressed > MOST_COMPRESSED_BYTES) process.exitCode = 1;
}
