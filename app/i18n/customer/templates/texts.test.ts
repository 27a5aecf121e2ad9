import { describe, expect, it } from 'vitest';
import { languages } from '#app/domain/language.ts';
import { checkTemplate, namesIn, render } from '#app/domain/messages/render.ts';
import { checkTone } from '#app/domain/messages/tone/check-tone.ts';
import { findPromises } from '#app/domain/messages/tone/promises.ts';
import { topics } from '#app/domain/messages/topics.ts';
import { sampleCases, sampleValues } from '../sample-cases.ts';
import { ourTexts } from './texts.server.ts';

const today = '2026-11-27';
const texts = languages.flatMap((language) =>
  topics.map((topic) => ({ language, topic, text: ourTexts[language][topic] })),
);

describe('our texts to customers', () => {
  it('are at least 170', () => {
    expect(texts.length).toBeGreaterThanOrEqual(170);
  });

  it.each(texts)(
    '$language $topic can be saved as it is, and is filled in completely for every sample case',
    ({ language, text }) => {
      expect(checkTemplate(text)).toEqual([]);
      for (const which of sampleCases) {
        const { text: filled, missing, unknown } = render(text, sampleValues(which, language, today, 'Mug House'));
        expect({ missing, unknown }).toEqual({ missing: [], unknown: [] });
        expect(`${filled.subject}${filled.body}`).not.toMatch(/[{}]|undefined|null/);
      }
    },
  );

  it.each(topics)('%s says the same things in every language: it asks for the same variables', (topic) => {
    const english = namesIn(ourTexts.en[topic]).sort();
    for (const language of languages) expect(namesIn(ourTexts[language][topic]).sort(), language).toEqual(english);
  });

  it.each(texts)(
    '$language $topic is written in the letters of its language, without dashes and shouting',
    ({ language, text }) => {
      const words = `${text.subject} ${text.body}`.replace(/\{\{.*?\}\}/g, '0');
      expect(words).not.toMatch(/[–—]|!!| {2}/);
      if (language === 'uk') expect(words).not.toMatch(/[ыэъё]/i);
      if (language === 'ru') expect(words).not.toMatch(/[іїєґ]/i);
      if (language === 'uk' || language === 'ru') expect(words).not.toMatch(/[a-z]/i);
      else expect(words).not.toMatch(/\p{Script=Cyrillic}/u);
    },
  );

  it.each(texts)('$language $topic passes the check of the tone that it helps to pass', ({ language, text }) => {
    for (const which of sampleCases) {
      const { subject, body } = render(text, sampleValues(which, language, today, 'Mug House')).text;
      const context = { asked: '', apologies: 0, given: false };
      expect(checkTone(`${subject}\n\n${body}`, language, context)).toEqual([]);
    }
  });

  it.each(languages)('the day of a holding reply in %s is recognised as a promise', (language) => {
    const { body } = render(ourTexts[language].holding, sampleValues('mug', language, today, 'Mug House')).text;
    expect(findPromises(body, language, today).map(({ due }) => due)).toEqual(['2026-11-30']);
  });

  it('is different in each language', () => {
    for (const topic of topics) expect(new Set(languages.map((each) => ourTexts[each][topic].body)).size).toBe(5);
  });
});
