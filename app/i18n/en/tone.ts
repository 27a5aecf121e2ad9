import type { ToneKind } from '#app/domain/messages/tone/check-tone.ts';

/** What the check of a reply found: why it may hurt, and what to do instead. */
export const toneTexts: Record<ToneKind, { title: string; why: string; better: string }> = {
  insult: {
    title: 'Reads as an insult',
    why: 'Whoever reads this about themselves reads nothing after it.',
    better: 'Say what happened, and leave out what you think of it.',
  },
  blame: {
    title: 'Puts the blame on them',
    why: 'Even where it is true, it makes them defend themselves instead of solving it with you.',
    better: 'Say what you found and what you can do now.',
  },
  shouting: {
    title: 'Reads as shouting',
    why: 'Capitals and several marks in a row sound loud.',
    better: 'Write it in small letters, with one mark.',
  },
  sarcasm: {
    title: 'Reads as irony',
    why: 'In writing nobody hears the smile.',
    better: 'Say it plainly, or leave it out.',
  },
  vague_promise: {
    title: 'Names no day',
    why: 'Who is told “soon” writes again tomorrow.',
    better: 'Name the day by which it is done.',
  },
  unanswered: {
    title: 'Their question has no answer yet',
    why: 'What is not answered is asked again, and less kindly.',
    better: 'Answer it, or say when you will.',
  },
  third_apology: {
    title: 'Sorry for the third time, and nothing given',
    why: 'Repeated apologies without anything that helps make it worse than silence.',
    better: 'Give something with it, or say what is different from now on.',
  },
};

export const toneWords = {
  title: 'Before you send it',
  calm: 'Nothing in it stands out.',
  said: (words: string) => `“${words}”`,
  instead: (words: string) => `For instance: “${words}”`,
  why: 'Send it as it is, because',
  whyMissing: 'Change it, or say in a few words why you send it as it is.',
  whyHelp: 'Kept with the message.',
};

/** A text to begin with, in the form that writes to a customer. */
export const startTexts = {
  label: 'Start from a text',
  none: 'Choose a text…',
  likely: 'Likely',
  undo: 'Back to what I had',
  failed: 'The text could not be fetched. Try again in a moment.',
  missing: (names: readonly string[]) => `Still to fill in: ${names.join(', ')}.`,
  missingMany: 'Fill in what stands between {{ and }}, or take it out.',
  promised: 'You promise something here',
  watch: (day: string) => `Watch it until ${day}`,
  noDay: 'No day is named, so nobody can see to it.',
  watched: 'It will be watched.',
};
