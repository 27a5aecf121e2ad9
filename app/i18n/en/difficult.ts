import type { DifficultType } from '#app/domain/playbooks/difficult.ts';

/** Talks that are not easy: a short script for each. For staff alone, and kind all the same. */
export const difficultWords: Record<DifficultType, { name: string; script: readonly string[] }> = {
  does_not_know: {
    name: 'Doesn’t know what they need',
    script: [
      'Ask one question at a time: what it is for, what it may cost.',
      'Offer two things, not ten, and say in plain words what differs.',
      'Take your time. Then let them say yes in writing: “So we send you … , is that right?”',
    ],
  },
  knows_everything: {
    name: 'Knows everything',
    script: [
      'Prepare first, then answer: facts and sources, no adjectives.',
      'Say where they are right. Then the one point in which it is different, and where that stands.',
      'Do not hurry them, and do not argue about what you cannot prove.',
    ],
  },
  rude: {
    name: 'Is rude',
    script: [
      'Answer the matter, not the tone. Nothing back, not even politely.',
      'Say what you can do and by when. Once, clearly.',
      'Too much for you? Take a break, or pass it up. Nobody has to take insults.',
    ],
  },
  offended: {
    name: 'Feels offended',
    script: [
      'Begin with what happened to them: “You waited for two weeks and heard nothing. I am sorry.”',
      'Show that nobody wants to cheat them: name the dates and what was given so far.',
      'One small thing that shows good will is worth more than three explanations.',
    ],
  },
};

export const difficultTexts = {
  label: 'How is the talk?',
  hint: 'For you and your colleagues. The customer never sees it.',
  none: 'Nothing special',
  script: 'How to go about it',
  facts: 'Facts at hand',
  ordered: (day: string) => `Ordered on ${day}`,
  delivered: (day: string) => `Delivered on ${day}`,
  expected: (day: string) => `Expected on ${day}`,
  complained: (day: string, number: string) => `${number} since ${day}`,
  promised: (what: string, day: string, state: string) => `Promised: ${what}, by ${day} (${state})`,
  promiseStates: { open: 'open', kept: 'kept', broken: 'not kept', withdrawn: 'taken back' } as Record<string, string>,
  given: (what: string, amount: string) => `Given: ${what}, ${amount}`,
  nothingGiven: 'Nothing was given so far',
  law: (law: string, days: number) => `An answer is owed within ${days} days: ${law}`,
  source: 'Source',
};
