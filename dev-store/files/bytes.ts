import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DevStoreOptions } from '../options.ts';
import type { Store } from '../state/store.ts';

/** Bytes of stores that keep nothing on disk. */
const inMemory = new WeakMap<Store, Map<string, Buffer>>();

/** Keeps what was uploaded under a key of ours: beside the snapshot, or in memory where there is none. */
export function keepBytes(store: Store, options: DevStoreOptions, key: string, bytes: Buffer): void {
  if (options.dataDir === null) {
    const kept = inMemory.get(store) ?? new Map<string, Buffer>();
    inMemory.set(store, kept.set(key, bytes));
    return;
  }
  const path = pathOf(options.dataDir, key);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}

/** What was uploaded under a key, or null. */
export function readBytes(store: Store, options: DevStoreOptions, key: string): Buffer | null {
  if (options.dataDir === null) return inMemory.get(store)?.get(key) ?? null;
  try {
    return readFileSync(pathOf(options.dataDir, key));
  } catch {
    return null;
  }
}

/** Keys are made here and carry a file name from outside: nothing in them may leave the folder. */
function pathOf(dataDir: string, key: string): string {
  return join(dataDir, 'uploads', encodeURIComponent(key));
}
