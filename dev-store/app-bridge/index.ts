import { bundleClassicScript } from './bundle.ts';

const FOLDER = new URL('./client/', import.meta.url);
/** Dependencies first. `shopify-types.ts` holds types alone and is not part of the script. */
const FILES = [
  'messages.ts',
  'missing.ts',
  'navigation.ts',
  'session.ts',
  'actions.ts',
  'bars.ts',
  'save-bar.ts',
  'modal.ts',
  'surfaces.ts',
  'main.ts',
];

let script: Promise<string> | null = null;

/** The stand-in for `https://cdn.shopify.com/shopifycloud/app-bridge.js`, made once per process. */
export function appBridgeScript(): Promise<string> {
  script ??= bundleClassicScript(FOLDER, FILES);
  return script;
}
