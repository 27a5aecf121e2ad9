import type { Template } from '#app/domain/messages/render.ts';
import type { Language } from '#app/domain/language.ts';

const closings: Record<Language, string> = {
  en: 'Kind regards,',
  uk: 'З повагою',
  pl: 'Z pozdrowieniami',
  cs: 'S pozdravem',
  ru: 'С уважением,',
};

/** A letter in this language: the subject, then its paragraphs between greeting and signature. */
export const letterIn =
  (language: Language) =>
  (subject: string, ...paragraphs: string[]): Template => ({
    subject,
    body: ['{{greeting}}', ...paragraphs, `${closings[language]}\n{{agent}}\n{{shop}}`].join('\n\n'),
  });
