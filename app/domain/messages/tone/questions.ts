import type { Language } from '../../language.ts';
import { questionWords } from './language-rules.ts';
import type { Subject } from './language-rules.ts';
import { phrases, sentencesOf } from './patterns.ts';

type Patterns = { indirect: RegExp; subjects: { subject: Subject; asks: RegExp; answers: RegExp }[] };
const made = new Map<Language, Patterns>();

function patternsOf(language: Language): Patterns {
  let patterns = made.get(language);
  if (!patterns) {
    const { indirect, subjects } = questionWords[language];
    patterns = {
      indirect: phrases(indirect),
      subjects: Object.entries(subjects).map(([subject, { asks, answers }]) => {
        return { subject: subject as Subject, asks: phrases(asks), answers: phrases(answers) };
      }),
    };
    made.set(language, patterns);
  }
  return patterns;
}

/** Asked by a word of their own ("when"), which says more of what is asked than the things that it names. */
const word: ReadonlySet<Subject> = new Set(['when', 'where', 'why', 'how', 'who_pays']);

/** What a customer asks, one sentence a question: those with a question mark, and those that ask without one. */
export function questionsIn(words: string, language: Language): string[] {
  const { indirect } = patternsOf(language);
  return sentencesOf(words)
    .map((sentence) => sentence.words)
    .filter((sentence) => /\?["”»)]*$/.test(sentence) || sentence.search(indirect) >= 0);
}

/**
 * The customer's questions that a reply does not speak to. A question about something known (when, where, money …) is
 * answered by the words of that; any other by a word of its own coming back, in whatever form.
 */
export function unanswered(words: string, reply: string, language: Language): string[] {
  const { subjects } = patternsOf(language);
  const said = new Set(stemsOf(reply));
  return questionsIn(words, language).filter((question) => {
    const about = subjects.filter(({ asks }) => question.search(asks) >= 0);
    const asked = about.some(({ subject }) => word.has(subject))
      ? about.filter(({ subject }) => word.has(subject))
      : about;
    if (asked.length > 0) return asked.some(({ answers }) => reply.search(answers) < 0);
    return !stemsOf(question).some((stem) => said.has(stem));
  });
}

/** The beginnings of the long words: forms of one word share them, small words are left out. */
const stemsOf = (text: string): string[] =>
  [...text.toLowerCase().matchAll(/\p{L}{5,}/gu)].map(([word]) => word.slice(0, 5));
