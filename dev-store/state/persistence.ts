import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { initialState } from './initial.ts';
import type { Store } from './store.ts';
import type { DevStoreState } from './types.ts';

const QUIET_MS = 1000;
/** A snapshot may take at most one part in so many of the time. */
const SHARE = 20;
const REQUESTS_SAVED = 2000;

/** The last snapshot of a folder, or null. */
export function readSnapshot(dataDir: string): DevStoreState | null {
  const path = fileIn(dataDir);
  if (!existsSync(path)) return null;
  const state = JSON.parse(readFileSync(path, 'utf8')) as DevStoreState;
  // A snapshot from before a part of the state existed lacks it: that part begins empty.
  return state.version === 1 ? { ...initialState([], state.seed, Date.parse(state.seededAt)), ...state } : null;
}

/** Writes the state to a folder a moment after it changed, and when told to. */
export class Snapshots {
  #store: Store;
  #dataDir: string;
  #timer: NodeJS.Timeout | null = null;
  #lastTookMs = 0;

  constructor(store: Store, dataDir: string) {
    this.#store = store;
    this.#dataDir = dataDir;
    store.listen({
      changed: () => {
        this.#later();
      },
    });
  }

  /** Writes now; the old snapshot stays whole until the new one is. */
  write(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const startedAt = performance.now();
    const { state } = this.#store;
    const text = JSON.stringify({ ...state, requests: state.requests.slice(-REQUESTS_SAVED) });
    mkdirSync(this.#dataDir, { recursive: true });
    const draft = `${fileIn(this.#dataDir)}.${process.pid}`;
    writeFileSync(draft, text);
    renameSync(draft, fileIn(this.#dataDir));
    this.#lastTookMs = performance.now() - startedAt;
  }

  #later(): void {
    if (this.#timer !== null) return;
    this.#timer = setTimeout(
      () => {
        this.write();
      },
      Math.max(QUIET_MS, this.#lastTookMs * SHARE),
    );
    this.#timer.unref();
  }
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'state.json');
}
