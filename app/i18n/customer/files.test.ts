import { describe, expect, it } from 'vitest';
import type { FileProblem } from '#app/domain/files/attachment.ts';
import { languages } from '#app/domain/language.ts';
import { customerFileProblem, customerFileTexts } from './files.ts';

const about = { at: 0, name: 'cup.jpg' };
const megabyte = 1024 * 1024;
const problems: FileProblem[] = [
  ...(['empty', 'not_taken', 'broken', 'active', 'too_many_pixels'] as const).map((kind) => ({ ...about, kind })),
  { ...about, kind: 'too_large', mostBytes: 15 * megabyte },
  { ...about, kind: 'too_large_together', mostBytes: 40 * megabyte },
  { ...about, kind: 'too_many', most: 10 },
];
/** How each language quotes. */
const quoted = { en: '“cup.jpg”', uk: '«cup.jpg»', pl: '„cup.jpg”', cs: '„cup.jpg“', ru: '«cup.jpg»' };

describe.each(languages)('what a customer reads of her files (%s)', (language) => {
  it('names the file, in the quotation marks of the language, and the bound that it went over', () => {
    for (const problem of problems) {
      const said = customerFileProblem(language, problem);
      expect(said).toContain(quoted[language]);
      if ('mostBytes' in problem) expect(said).toContain(String(problem.mostBytes / megabyte));
      if ('most' in problem) expect(said).toContain(String(problem.most));
    }
  });

  it('is said in that language alone, and differently for each reason', () => {
    const said = [...problems.map((problem) => customerFileProblem(language, problem)), ...texts(language)];
    expect(new Set(said).size).toBe(said.length);
    for (const other of languages.filter((each) => each !== language))
      for (const text of texts(other)) expect(said).not.toContain(text);
  });
});

const texts = (language: (typeof languages)[number]): string[] => {
  const { label, hint, tooMuch } = customerFileTexts[language];
  return [label, hint, tooMuch];
};
