import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** False on the server and until the page's script has taken it over: until then a button would do nothing, or harm. */
export function useAlive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
