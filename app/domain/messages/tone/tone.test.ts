import { describe, expect, it } from 'vitest';
import { languages } from '../../language.ts';
import { abouts, measure, precisionOf, recallOf, together } from '#tests/data/tone/measure.ts';
import { replies, sentences } from '#tests/data/tone/sentences.ts';
import { checkTone } from './check-tone.ts';
import { findPromises } from './promises.ts';

const nothing = { asked: '', apologies: 0, given: false };
const kinds = (text: string, context = nothing) => checkTone(text, 'en', context).map(({ kind }) => kind);

describe('on the sentences that no rule was made from', () => {
  const measured = measure('held_out');
  const over = (of: (row: (typeof measured)[number]) => boolean) =>
    together(measured.filter(of).map(({ score }) => score));

  it('there are enough of them, in every language', () => {
    expect(sentences.length + replies.length).toBeGreaterThanOrEqual(300);
    for (const language of languages)
      expect(sentences.filter((each) => each.language === language && each.half === 'held_out').length).toBeGreaterThan(
        50,
      );
  });

  it.each(languages)(
    'the check of the tone is right about %s nine times in ten, and finds eight faults in ten',
    (language) => {
      const score = over((row) => row.language === language && row.about !== 'promise' && row.about !== 'day');
      expect(precisionOf(score)).toBeGreaterThanOrEqual(0.9);
      expect(recallOf(score)).toBeGreaterThanOrEqual(0.8);
    },
  );

  it.each(languages)('promises in %s are recognised, and with their day', (language) => {
    for (const about of ['promise', 'day']) {
      const score = over((row) => row.language === language && row.about === about);
      expect(precisionOf(score)).toBeGreaterThanOrEqual(0.9);
      expect(recallOf(score)).toBeGreaterThanOrEqual(0.8);
    }
  });

  it.each(abouts)('no kind falls behind: %s', (about) => {
    const score = over((row) => row.about === about);
    expect(precisionOf(score)).toBeGreaterThanOrEqual(0.85);
    expect(recallOf(score)).toBeGreaterThanOrEqual(0.8);
  });
});

describe('a finding', () => {
  it('has its place and its words', () => {
    expect(checkTone('We are sorry. You should have read it soon!!!', 'en', nothing)).toEqual([
      { kind: 'blame', span: { from: 14, to: 34 }, words: 'You should have read' },
      { kind: 'vague_promise', span: { from: 38, to: 42 }, words: 'soon' },
      { kind: 'shouting', span: { from: 42, to: 45 }, words: '!!!' },
    ]);
  });

  it('leaves codes, abbreviations and what stands on a box alone', () => {
    expect(kinds('Code SORRY-7KDM-3XQP, by DHL or DPD, PDF and USB; the box says FRAGILE.')).toEqual([]);
  });

  it('names each question that has no answer, and has no place in the reply', () => {
    const asked = 'My cup broke. When do you send a new one? Who pays for it?';
    expect(checkTone('It leaves on Friday.', 'en', { ...nothing, asked })).toEqual([
      { kind: 'unanswered', span: null, words: 'Who pays for it?' },
    ]);
  });
});

describe('saying sorry', () => {
  it('for the third time needs something given with it', () => {
    const sorry = 'We are sorry, once more.';
    expect(kinds(sorry, { ...nothing, apologies: 1 })).toEqual([]);
    expect(kinds(sorry, { ...nothing, apologies: 2 })).toEqual(['third_apology']);
    expect(kinds(sorry, { ...nothing, apologies: 2, given: true })).toEqual([]);
    expect(kinds('Your cup leaves on Friday.', { ...nothing, apologies: 2 })).toEqual([]);
  });
});

describe('a promise', () => {
  const due = (text: string, today = '2026-11-25') => findPromises(text, 'en', today).map((each) => each.due);

  it('is a sentence with a day, or with none', () => {
    expect(findPromises('Hello Anna.\n\nWe will send it by Friday. Please keep the box.', 'en', '2026-11-25')).toEqual([
      { from: 13, to: 39, what: 'We will send it by Friday.', due: '2026-11-27' },
    ]);
    expect(due('We will send it soon.')).toEqual([null]);
    expect(due('Shall we send it by Friday?')).toEqual([]);
    expect(due('Please reply by Friday.')).toEqual([]);
  });

  it('means the next day of that name, over the end of a year, and never a day that is past', () => {
    expect(due('We will send it on Wednesday.')).toEqual(['2026-12-02']);
    expect(due('We will send it by 3 January.', '2026-12-30')).toEqual(['2027-01-03']);
    expect(due('We will send what you ordered on 12 November.')).toEqual([null]);
    expect(due('We will send it by 31 November.')).toEqual([null]);
  });
});
