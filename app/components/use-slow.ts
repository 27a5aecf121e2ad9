import { useEffect, useState } from 'react';

// Below this a reader sees a jump, not a wait.
const noticeableMs = 200;

/** True once something has been going on for long enough to be worth showing. */
export function useSlow(going: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!going) return undefined;
    const timer = setTimeout(() => setSlow(true), noticeableMs);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [going]);
  return slow;
}
