import type { Language } from '../../language.ts';
import { faultWords } from './language-rules.ts';
import { phrases, spansOf, type Span } from './patterns.ts';
import { apologises } from './promises.ts';
import { unanswered } from './questions.ts';

export const toneKinds = [
  'insult',
  'blame',
  'shouting',
  'sarcasm',
  'vague_promise',
  'unanswered',
  'third_apology',
] as const;
export type ToneKind = (typeof toneKinds)[number];

/** What should not stand in a reply: where, and the words. A question without an answer stands in hers, so it has no place. */
export type ToneFinding = { kind: ToneKind; span: Span | null; words: string };

export type ToneContext = {
  /** What the customer wrote last, in her language; empty when nothing is known. */
  asked: string;
  /** How often she has been told sorry since something was given to her, or ever. */
  apologies: number;
  /** Something has been given, or is being given with this message. */
  given: boolean;
};

type Worded = Exclude<ToneKind, 'shouting' | 'unanswered' | 'third_apology'>;
const made = new Map<Language, { kind: Worded; pattern: RegExp }[]>();

function patternsOf(language: Language) {
  let patterns = made.get(language);
  if (!patterns) {
    const { insult, blame, sarcasm, vague } = faultWords[language];
    patterns = [
      { kind: 'insult', pattern: phrases(insult) },
      { kind: 'blame', pattern: phrases(blame) },
      { kind: 'sarcasm', pattern: phrases(sarcasm) },
      { kind: 'vague_promise', pattern: phrases(vague) },
    ];
    made.set(language, patterns);
  }
  return patterns;
}

/** From how many apologies on, one more without anything given does harm: it is the third. */
const mostApologies = 2;

/**
 * Reads a reply as its customer will. Works on whatever machine it runs on, from lists of words; it asks nobody, and it
 * is wrong at times: whoever writes may go on, and says why.
 */
export function checkTone(text: string, language: Language, { asked, apologies, given }: ToneContext): ToneFinding[] {
  const at = (kind: ToneKind) => (span: Span) => ({ kind, span, words: text.slice(span.from, span.to) });
  const found = [
    ...patternsOf(language).flatMap(({ kind, pattern }) => spansOf(pattern, text).map(at(kind))),
    ...shouting(text, language).map(at('shouting')),
  ];
  const open = unanswered(asked, text, language).map((words): ToneFinding => {
    return { kind: 'unanswered', span: null, words };
  });
  const again: ToneFinding[] =
    apologies >= mostApologies && !given && apologises(text, language)
      ? [{ kind: 'third_apology', span: null, words: '' }]
      : [];
  return [...found.sort((a, b) => a.span.from - b.span.from), ...open, ...again];
}

const capitals = /(?<![\p{L}\p{N}_@#/.-])\p{Lu}{2,}(?![\p{L}\p{N}_-])/gu;
/** What stands on a box or a button is quoted, not shouted. */
const quoted =
  /(?<!\p{L})(says|reads|marked|labell?ed|word|sign|button|код|code|kod|kód|напис\p{L}*|надпис\p{L}*|слово|кнопк\p{L}*|napis\p{L}*|słowo|przycisk\p{L}*|nápis\p{L}*|napsán\p{L}*|slovo|tlačítk\p{L}*)[:,]?\s+["“„«]?$/iu;
const marks = /!{2,}|[!?]*(?:!\?|\?!)[!?]*|\?{2,}/g;

/**
 * Words in capitals, and more than one exclamation mark. Codes have digits or hyphens and are none; a short word in
 * capitals is an abbreviation (DHL, USB) unless the language has it among those that are stressed, or its neighbour shouts.
 */
function shouting(text: string, language: Language): Span[] {
  const stressed = new Set(faultWords[language].stressed);
  const words = spansOf(capitals, text).map((span) => ({ ...span, word: text.slice(span.from, span.to) }));
  const loud = words.filter(({ word, from, to }) => {
    if (quoted.test(text.slice(Math.max(0, from - 40), from))) return false;
    if (word.length > 4 || stressed.has(word)) return true;
    // Three in a row are no abbreviations.
    const near = words.filter((other) => Math.abs(other.from - to) <= 2 || Math.abs(from - other.to) <= 2);
    return near.length >= 3;
  });
  return [...joined(text, loud), ...spansOf(marks, text)];
}

/** Neighbours become one span, so that a shouted sentence is marked once. */
function joined(text: string, spans: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const { from, to } of spans) {
    const last = whole.at(-1);
    if (last && !/\p{L}/u.test(text.slice(last.to, from))) last.to = to;
    else whole.push({ from, to });
  }
  return whole;
}
