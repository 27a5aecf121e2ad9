import { useCallback, useEffect, useRef, useState } from 'react';
import { useEffectBeforeChanges } from './use-effect-before-changes.ts';

/** What a form holds, kept through reloads. */
export type Kept<Value> = {
  value: Value;
  set: (next: (before: Value) => Value) => void;
  /** What stands there was typed before the page was loaded. */
  broughtBack: boolean;
  /** Back to how the form began; nothing is kept any more. */
  startOver: () => void;
  /** It has been sent, or was given up: the next time the form begins anew. What stands there stays. */
  forget: () => void;
};

/**
 * State of a form that outlives its page: a reload, a lost session, an error page. It stays in this tab, in this browser
 * (`sessionStorage`), until it is sent or the tab is closed.
 *
 * @param key names the form, what it is about and whose it is
 * @param first how it begins, also on the server
 * @param read what was kept, if it still fits; null begins anew
 */
export function useKept<Value>(
  key: string,
  first: () => Value,
  read: (kept: Record<string, unknown>) => Value | null,
): Kept<Value> {
  const [value, setValue] = useState(first);
  const [broughtBack, setBroughtBack] = useState(false);
  /** What the server began with, and what has been sent, is not worth keeping. */
  const worthKeeping = useRef(false);
  const fitting = useRef(read);

  useEffectBeforeChanges(() => {
    const kept = load(key);
    const found = kept && fitting.current(kept);
    if (!found) return;
    setValue(found);
    setBroughtBack(true);
  }, [key]);

  useEffect(() => {
    if (worthKeeping.current) save(key, value);
  }, [key, value]);

  const set = useCallback((next: (before: Value) => Value) => {
    worthKeeping.current = true;
    setValue(next);
  }, []);
  const forget = useCallback(() => {
    worthKeeping.current = false;
    setBroughtBack(false);
    drop(key);
  }, [key]);
  const startOver = () => {
    forget();
    setValue(first());
  };
  return { value, set, broughtBack, startOver, forget };
}

const nameOf = (key: string): string => `amends.draft.${key}`;

// A browser may be set to keep nothing for a page in a frame; the form works without.

function load(key: string): Record<string, unknown> | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(nameOf(key)) ?? 'null');
    return typeof kept === 'object' && kept !== null ? { ...kept } : null;
  } catch {
    return null;
  }
}

function save(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(nameOf(key), JSON.stringify(value));
  } catch {
    // Full, or forbidden.
  }
}

function drop(key: string): void {
  try {
    sessionStorage.removeItem(nameOf(key));
  } catch {
    // Forbidden: then nothing was kept either.
  }
}
