import type { Language } from '../../language.ts';
import { cs } from './cs.ts';
import { en } from './en.ts';
import { pl } from './pl.ts';
import { ru } from './ru.ts';
import { uk } from './uk.ts';

/** What a question can ask about, and an answer can speak of. */
export type Subject = 'when' | 'where' | 'money' | 'why' | 'how' | 'exchange' | 'stock' | 'who_pays';

/** The words of one language, as patterns of `patterns.ts`. All made for the polite form of address in a shop's letters. */
export type LanguageRules = {
  insult: readonly string[];
  blame: readonly string[];
  sarcasm: readonly string[];
  vague: readonly string[];
  /** Words in capitals that are short and yet no abbreviation: NOT, НЕ. */
  stressed: readonly string[];
  /** How one says sorry. */
  apology: readonly string[];
  /** Somebody of ours will do something, or the customer will have it. */
  promise: readonly string[];
  /** Makes no promise of a sentence, whatever else it says: others do it, or she should. */
  noPromise: readonly string[];
  dates: DateWords;
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

export const rulesOf: Record<Language, LanguageRules> = { en, uk, pl, cs, ru };
