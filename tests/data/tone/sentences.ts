import { languages, type Language } from '#app/domain/language.ts';
import { cs } from './cs.ts';
import { en } from './en.ts';
import { later } from './later.ts';
import { pl } from './pl.ts';
import { ru } from './ru.ts';
import { uk } from './uk.ts';

/** What stands in a reply that should not, by sentence. */
export type Fault = 'insult' | 'blame' | 'shouting' | 'sarcasm' | 'vague_promise';

/** Sentences as agents write them, by what is wrong or right with them. All were written on `saidOn`, a Wednesday. */
export type Sentences = {
  insult: string[];
  blame: string[];
  shouting: string[];
  sarcasm: string[];
  /** A promise without a day, in words that say so: "soon". */
  vague: string[];
  /** A promise with its day, `MM-DD`; of a span the last one. */
  dated: [text: string, due: string][];
  /** A promise that names no time at all. */
  open: string[];
  /** Nothing wrong and nothing promised, though it may look like it. */
  fine: string[];
  /** What the customer wrote, what was answered, and whether something that she asked has no answer. */
  asked: [words: string, reply: string, unanswered: boolean][];
};

export const saidOn = '2026-11-25';

export type Half = 'development' | 'held_out';

/** A sentence with its labels. `promise`: null = none, `open` = without a day. */
export type Labelled = { language: Language; half: Half; text: string; faults: Fault[]; promise: string | null };
export type LabelledReply = { language: Language; half: Half; words: string; reply: string; unanswered: boolean };

const all: Record<Language, Sentences> = { en, uk, pl, cs, ru };

/**
 * Every second sentence of each list is held out: rules are made by looking at the others alone. What is held out is
 * counted by the report, and read by nobody who changes a rule.
 */
const halfOf = (index: number): Half => (index % 2 === 0 ? 'development' : 'held_out');

export const sentences: Labelled[] = languages.flatMap((language) => [
  ...labelled(all[language], language, halfOf),
  ...labelled(later[language], language, halfOf),
]);

function labelled(said: Sentences, language: Language, half: (index: number) => Half): Labelled[] {
  const label = (texts: string[], faults: Fault[], promise: string | null): Labelled[] =>
    texts.map((text, index) => ({ language, half: half(index), text, faults, promise }));
  return [
    ...label(said.insult, ['insult'], null),
    ...label(said.blame, ['blame'], null),
    ...label(said.shouting, ['shouting'], null),
    ...label(said.sarcasm, ['sarcasm'], null),
    ...label(said.vague, ['vague_promise'], 'open'),
    ...label(said.open, [], 'open'),
    ...label(said.fine, [], null),
    ...said.dated.map(([text, due], index): Labelled => {
      return { language, half: half(index), text, faults: [], promise: `2026-${due}` };
    }),
  ];
}

export const replies: LabelledReply[] = languages.flatMap((language) => [
  // In pairs: the same question, once with its answer and once without.
  ...asked(all[language], language, (index) => halfOf(Math.floor(index / 2))),
  ...asked(later[language], language, halfOf),
]);

function asked(said: Sentences, language: Language, half: (index: number) => Half): LabelledReply[] {
  return said.asked.map(([words, reply, unanswered], index) => {
    return { language, half: half(index), words, reply, unanswered };
  });
}
