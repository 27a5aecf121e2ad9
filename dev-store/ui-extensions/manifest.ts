import { readdir, readFile } from 'node:fs/promises';

/** An extension as its `shopify.extension.toml` describes it; several may share a folder. */
export type UiExtension = {
  handle: string;
  /** Its folder, with a slash at its end. */
  folder: URL;
  apiVersion: string;
  /** Modules by where they are shown. */
  targets: { target: string; module: string }[];
};

const EXTENSIONS = new URL('../../extensions/', import.meta.url);

/** Every UI extension of the app. */
export async function uiExtensions(): Promise<UiExtension[]> {
  const folders = await readdir(EXTENSIONS, { withFileTypes: true });
  const found = await Promise.all(
    folders.filter((one) => one.isDirectory()).map(({ name }) => inFolder(new URL(`${name}/`, EXTENSIONS))),
  );
  return found.flat().sort((a, b) => a.handle.localeCompare(b.handle));
}

async function inFolder(folder: URL): Promise<UiExtension[]> {
  const toml = await readFile(new URL('shopify.extension.toml', folder), 'utf8').catch(() => '');
  const [head = '', ...tables] = toml.split(/^\[\[extensions\]\]$/m);
  return tables
    .filter((table) => valueOf(table, 'type') === 'ui_extension')
    .map((table) => ({
      handle: valueOf(table, 'handle'),
      folder,
      apiVersion: valueOf(head, 'api_version'),
      targets: table
        .split(/^\[\[extensions\.targeting\]\]$/m)
        .slice(1)
        .map((part) => ({ target: valueOf(part, 'target'), module: valueOf(part, 'module') })),
    }));
}

/** As far as these files need TOML: `key = "text"`, the first of its name. */
function valueOf(toml: string, key: string): string {
  const value = new RegExp(`^${key} = "([^"]*)"`, 'm').exec(toml)?.[1];
  if (value === undefined) throw new Error(`an extension without ${key}`);
  return value;
}

/** An extension's own words in a language, else in the one that it falls back to. */
export async function localeOf({ folder }: UiExtension, language: string): Promise<string> {
  const name = /^[a-z]{2}$/.test(language) ? `${language}.json` : 'en.default.json';
  const read = (file: string) => readFile(new URL(`locales/${file}`, folder), 'utf8');
  return read(name).catch(() => read('en.default.json'));
}
