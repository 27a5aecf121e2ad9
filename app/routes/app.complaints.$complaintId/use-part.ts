import { useEffect, useState } from 'react';
import type { ComponentType } from 'react';

/** A part of the page that is fetched when it is wanted, so that nobody waits for what she does not use. */
export function usePart<Props>(wanted: boolean, load: () => Promise<ComponentType<Props>>) {
  const [Part, setPart] = useState<ComponentType<Props> | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (wanted)
      load().then(
        (part) => setPart(() => part),
        () => setFailed(true),
      );
    // The same part each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wanted]);
  return { Part: wanted ? Part : null, failed };
}
