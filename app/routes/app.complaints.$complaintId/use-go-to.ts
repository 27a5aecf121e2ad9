import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** Moves the focus to the first element that fits, once the change that was just made stands on the page. */
export function useGoTo(within: RefObject<HTMLElement | null>): (selector: string) => void {
  const next = useRef<string | null>(null);
  useEffect(() => {
    if (next.current === null) return;
    const found = within.current?.querySelector<HTMLElement>(next.current);
    next.current = null;
    found?.focus();
  });
  return (selector) => {
    next.current = selector;
  };
}
