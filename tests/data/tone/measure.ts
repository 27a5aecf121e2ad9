import { languages, type Language } from '#app/domain/language.ts';
import { checkTone, type ToneKind } from '#app/domain/messages/tone/check-tone.ts';
import { findPromises } from '#app/domain/messages/tone/promises.ts';
import { replies, saidOn, sentences, type Half } from './sentences.ts';

/** How often a check was right: `hits` of what is there, `missed`, and `wrong` where nothing is. */
export type Score = { hits: number; missed: number; wrong: number };
/** A row of the report, with what went wrong. */
export type Measured = { language: Language; about: About; score: Score; mistakes: string[] };
export const abouts = [
  'insult',
  'blame',
  'shouting',
  'sarcasm',
  'vague_promise',
  'unanswered',
  'promise',
  'day',
] as const;
export type About = (typeof abouts)[number];

export const precisionOf = ({ hits, wrong }: Score): number => (hits + wrong === 0 ? 1 : hits / (hits + wrong));
export const recallOf = ({ hits, missed }: Score): number => (hits + missed === 0 ? 1 : hits / (hits + missed));
export const together = (scores: readonly Score[]): Score =>
  scores.reduce(
    (sum, each) => ({ hits: sum.hits + each.hits, missed: sum.missed + each.missed, wrong: sum.wrong + each.wrong }),
    { hits: 0, missed: 0, wrong: 0 },
  );

const nothing = { asked: '', apologies: 0, given: false };

/**
 * Holds the tone check and the recogniser of promises against the labelled sentences of one half. `promise`: whether there
 * is one; `day`: whether a promise with a day was found with that very day.
 */
export function measure(half: Half): Measured[] {
  return languages.flatMap((language) =>
    abouts.map((about) => ({ language, about, ...scoreOf(half, language, about) })),
  );
}

type Case = { text: string; is: boolean; found: boolean };

function scoreOf(half: Half, language: Language, about: About): Pick<Measured, 'score' | 'mistakes'> {
  const cases = casesOf(half, language, about);
  const score: Score = {
    hits: cases.filter((each) => each.is && each.found).length,
    missed: cases.filter((each) => each.is && !each.found).length,
    wrong: cases.filter((each) => !each.is && each.found).length,
  };
  const mistakes = cases
    .filter(({ is, found }) => is !== found)
    .map(({ is, text }) => `${is ? 'missed' : 'wrong '} ${language} ${about}: ${text}`);
  return { score, mistakes };
}

function casesOf(half: Half, language: Language, about: About): Case[] {
  const own = sentences.filter((each) => each.half === half && each.language === language);
  const finds = (text: string, kind: ToneKind, asked = '') =>
    checkTone(text, language, { ...nothing, asked }).some((each) => each.kind === kind);
  switch (about) {
    case 'unanswered':
      return replies
        .filter((each) => each.half === half && each.language === language)
        .map(({ words, reply, unanswered }) => {
          return { text: `${words} → ${reply}`, is: unanswered, found: finds(reply, 'unanswered', words) };
        });
    case 'promise':
      return own.map(({ text, promise }) => {
        return { text, is: promise !== null, found: findPromises(text, language, saidOn).length > 0 };
      });
    case 'day':
      return own.flatMap(({ text, promise }) => {
        const due = findPromises(text, language, saidOn).map((each) => each.due);
        const right = promise === null || promise === 'open' ? null : promise;
        if (right === null) return due.some((each) => each !== null) ? [{ text, is: false, found: true }] : [];
        const wrong = due.find((each) => each !== null && each !== right);
        return [
          { text, is: true, found: due.includes(right) },
          ...(wrong === undefined ? [] : [{ text: `${text} (${wrong})`, is: false, found: true }]),
        ];
      });
    default:
      return own.map(({ text, faults }) => ({ text, is: faults.includes(about), found: finds(text, about) }));
  }
}
