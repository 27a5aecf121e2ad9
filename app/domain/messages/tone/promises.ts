import type { Language } from '../../language.ts';
import type { Day } from '../../shop-day.ts';
import { spokenDays } from './dates.ts';
import { faultWords, promiseWords } from './language-rules.ts';
import { phrases, sentencesOf, type Span } from './patterns.ts';

/** Something that somebody has promised: the sentence, and the day by which; null = it names none. */
export type SpokenPromise = Span & { what: string; due: Day | null };

type Patterns = { promise: RegExp; noPromise: RegExp; apology: RegExp };
const made = new Map<Language, Patterns>();

function patternsOf(language: Language): Patterns {
  let patterns = made.get(language);
  if (!patterns) {
    const { promise, noPromise } = promiseWords[language];
    const { apology } = faultWords[language];
    patterns = { promise: phrases(promise), noPromise: phrases(noPromise), apology: phrases(apology) };
    made.set(language, patterns);
  }
  return patterns;
}

/**
 * What a text to a customer promises. A question promises nothing; of several days in a sentence the last one counts, and
 * days that have passed do not.
 */
export function findPromises(text: string, language: Language, today: Day): SpokenPromise[] {
  const { promise, noPromise } = patternsOf(language);
  return sentencesOf(text).flatMap(({ from, to, words }) => {
    if (/\?["”»)]*$/.test(words) || words.search(promise) < 0 || words.search(noPromise) >= 0) return [];
    const days = spokenDays(words, promiseWords[language].dates, today)
      .map(({ day }) => day)
      .filter((day) => day >= today);
    return [{ from, to, what: words, due: days.sort().at(-1) ?? null }];
  });
}

/** Whether a text says sorry. */
export const apologises = (text: string, language: Language): boolean => text.search(patternsOf(language).apology) >= 0;
