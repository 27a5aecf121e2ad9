import { useEffect, useState } from 'react';
import type { Language } from '#app/domain/language.ts';
import type { ToneContext, ToneFinding } from '#app/domain/messages/tone/check-tone.ts';
import type { SpokenPromise } from '#app/domain/messages/tone/promises.ts';
import type { Day } from '#app/domain/shop-day.ts';

type Reading = {
  checkTone: (text: string, language: Language, context: ToneContext) => ToneFinding[];
  findPromises: (text: string, language: Language, today: Day) => SpokenPromise[];
};

/**
 * What reads a text here in the browser; null until its lists of words have been fetched, and where that fails: writing
 * goes on without it.
 */
export function useReading(): Reading | null {
  const [reading, setReading] = useState<Reading | null>(null);
  useEffect(() => {
    Promise.all([
      import('#app/domain/messages/tone/check-tone.ts'),
      import('#app/domain/messages/tone/promises.ts'),
    ]).then(
      ([{ checkTone }, { findPromises }]) => setReading({ checkTone, findPromises }),
      () => undefined,
    );
  }, []);
  return reading;
}
