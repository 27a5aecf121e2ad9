import type { Language } from '#app/domain/language.ts';
import { cs } from './cs.ts';
import { en } from './en.ts';
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

export const sentences: Labelled[] = Object.entries(all).flatMap(([key, said]) => {
  const language = key as Language;
  const label = (texts: string[], faults: Fault[], promise: string | null): Labelled[] =>
    texts.map((text, index) => ({ language, half: halfOf(index), text, faults, promise }));
  return [
    ...label(said.insult, ['insult'], null),
    ...label(said.blame, ['blame'], null),
    ...label(said.shouting, ['shouting'], null),
    ...label(said.sarcasm, ['sarcasm'], null),
    ...label(said.vague, ['vague_promise'], 'open'),
    ...label(said.open, [], 'open'),
    ...label(said.fine, [], null),
    ...said.dated.map(([text, due], index): Labelled => {
      return { language, half: halfOf(index), text, faults: [], promise: `${due < '11' ? 2027 : 2026}-${due}` };
    }),
  ];
});

export const replies: LabelledReply[] = Object.entries(all).flatMap(([language, { asked }]) =>
  asked.map(([words, reply, unanswered], index) => {
    return { language: language as Language, half: halfOf(index), words, reply, unanswered };
  }),
);
