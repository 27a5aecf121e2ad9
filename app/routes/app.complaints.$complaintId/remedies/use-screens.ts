import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { screenLoaders, screensAtOnce } from './registry.tsx';
import type { RemedyScreens } from './registry.tsx';

type Loaded = { readonly screens: Partial<RemedyScreens>; readonly failed: readonly RemedyKind[] };

const atOnce: Loaded = { screens: screensAtOnce, failed: [] };

// Only ever filled in the browser: on the server every page begins with what comes at once.
let loaded = atOnce;
const listeners = new Set<() => void>();

function turn(next: Loaded): void {
  loaded = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Fetches the screen of a kind before it is needed. Asking again after a failure tries again. */
export function loadScreen(kind: RemedyKind): void {
  if (loaded.screens[kind]) return;
  screenLoaders[kind]().then(
    (screen) => turn({ screens: { ...loaded.screens, [kind]: screen }, failed: without(kind) }),
    () => turn({ ...loaded, failed: [...without(kind), kind] }),
  );
}

const without = (kind: RemedyKind) => loaded.failed.filter((each) => each !== kind);

/** The screens that are there. `of` answers null for one that is not (yet); those of `wanted` are fetched. */
export type Screens = {
  of: <K extends RemedyKind>(kind: K) => RemedyScreens[K] | null;
  failed: (kind: RemedyKind) => boolean;
};

export function useScreens(wanted: readonly RemedyKind[]): Screens {
  const { screens, failed } = useSyncExternalStore(
    subscribe,
    () => loaded,
    () => atOnce,
  );
  const kinds = [...new Set(wanted)].sort().join();
  useEffect(() => {
    for (const kind of wanted) loadScreen(kind);
    // The kinds by their names: the list is another one each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [kinds]);
  return useMemo(
    () => ({
      of: <K extends RemedyKind>(kind: K): RemedyScreens[K] | null => screens[kind] ?? null,
      failed: (kind) => failed.includes(kind),
    }),
    [screens, failed],
  );
}
