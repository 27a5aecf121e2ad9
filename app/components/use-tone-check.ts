import { useEffect, useState } from 'react';
import type { Language } from '#app/domain/language.ts';
import type { ToneContext, ToneFinding } from '#app/domain/messages/tone/check-tone.ts';

type Check = (text: string, language: Language, context: ToneContext) => ToneFinding[];

const nothing: ToneContext = { asked: '', apologies: 0, given: false };

/**
 * What the check of the tone says about a text, here in the browser; null until its lists of words have been fetched, and
 * where that fails: writing goes on without it.
 */
export function useToneCheck(text: string, language: Language, context: ToneContext = nothing): ToneFinding[] | null {
  const [check, setCheck] = useState<{ run: Check } | null>(null);
  useEffect(() => {
    import('#app/domain/messages/tone/check-tone.ts').then(
      ({ checkTone }) => setCheck({ run: checkTone }),
      () => undefined,
    );
  }, []);
  return check && check.run(text, language, context);
}
