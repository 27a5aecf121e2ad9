import type { Language } from '../../language.ts';
import { faults as faultsCs } from './words/cs/faults.ts';
import { promises as promisesCs } from './words/cs/promises.ts';
import { questions as questionsCs } from './words/cs/questions.ts';
import { faults as faultsEn } from './words/en/faults.ts';
import { promises as promisesEn } from './words/en/promises.ts';
import { questions as questionsEn } from './words/en/questions.ts';
import { faults as faultsPl } from './words/pl/faults.ts';
import { promises as promisesPl } from './words/pl/promises.ts';
import { questions as questionsPl } from './words/pl/questions.ts';
import { faults as faultsRu } from './words/ru/faults.ts';
import { promises as promisesRu } from './words/ru/promises.ts';
import { questions as questionsRu } from './words/ru/questions.ts';
import { faults as faultsUk } from './words/uk/faults.ts';
import { promises as promisesUk } from './words/uk/promises.ts';
import { questions as questionsUk } from './words/uk/questions.ts';

/** What a question can ask about, and an answer can speak of. */
export type Subject = 'when' | 'where' | 'money' | 'why' | 'how' | 'exchange' | 'stock' | 'who_pays';

/** What a reply should not have, and how one says sorry. Patterns of `patterns.ts`, as in all of these. */
export type FaultWords = {
  insult: readonly string[];
  blame: readonly string[];
  sarcasm: readonly string[];
  vague: readonly string[];
  /** Words in capitals that are short and yet no abbreviation: NOT, НЕ. */
  stressed: readonly string[];
  apology: readonly string[];
};

export type PromiseWords = {
  /** Somebody of ours will do something, or the customer will have it. */
  promise: readonly string[];
  /** Makes no promise of a sentence, whatever else it says: others do it, or she should. */
  noPromise: readonly string[];
  dates: DateWords;
};

export type QuestionWords = {
  /** A question without its mark: "please tell me whether". */
  indirect: readonly string[];
  /** For each subject, the words that ask for it and the words that answer it. */
  subjects: Record<Subject, { asks: readonly string[]; answers: readonly string[] }>;
};

/** Patterns; weekdays from Monday on, months from January on. A pattern with `#` has the number there. */
export type DateWords = {
  today: readonly string[];
  tomorrow: readonly string[];
  dayAfterTomorrow: readonly string[];
  weekdays: readonly string[];
  months: readonly string[];
  endOfDay: readonly string[];
  endOfWeek: readonly string[];
  endOfMonth: readonly string[];
  nextWeek: readonly string[];
  /** After a number. */
  hours: string;
  days: string;
  workingDays: string;
  weeks: string;
  /** Before a number: "within", "in". */
  within: string;
  numbers: Record<string, number>;
};

/** The words of each language, made for the polite form of address in a shop's letters. */
export const faultWords: Record<Language, FaultWords> = {
  en: faultsEn,
  uk: faultsUk,
  pl: faultsPl,
  cs: faultsCs,
  ru: faultsRu,
};
export const promiseWords: Record<Language, PromiseWords> = {
  en: promisesEn,
  uk: promisesUk,
  pl: promisesPl,
  cs: promisesCs,
  ru: promisesRu,
};
export const questionWords: Record<Language, QuestionWords> = {
  en: questionsEn,
  uk: questionsUk,
  pl: questionsPl,
  cs: questionsCs,
  ru: questionsRu,
};
