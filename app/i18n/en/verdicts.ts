import type { Verdict } from '#app/domain/verdict.ts';

export const verdictWords: Record<Verdict, string> = {
  justified: 'Justified',
  partly: 'Partly justified',
  not_justified: 'Not justified',
};

/** The form that says whether a complaint is justified, and the one that closes it as refused. */
export const verdictTexts = {
  title: 'Verdict',
  none: 'Nobody has said yet whether this complaint is justified.',
  now: (verdict: string, who: string) => `${verdict}, says ${who}.`,
  label: 'Is it justified?',
  choose: 'Choose one.',
  note: 'What it rests on',
  noteHint: 'What you saw and what speaks for it. For your colleagues, and for the file.',
  noteMissing: 'Write in a few words what it rests on.',
  tooLong: (most: number) => `That is longer than ${most} characters. Shorten it a little.`,
  why: 'Why it is changed',
  whyMissing: 'Write in a few words why it is changed.',
  evidence: 'Evidence',
  evidenceHint: 'What you choose is kept with the verdict, as it is now.',
  save: 'Save verdict',
  change: 'Change verdict',
  saved: 'Verdict saved',
  unknownFile: 'A file is no longer there. Close this form and open it again.',
  refuse: 'Close as refused',
  refuseTitle: 'Close as refused',
  refuseWhat: (verdict: string) =>
    `The complaint is closed, and the verdict stays with it: ${verdict.toLowerCase()}. Write to the customer first: a refusal should come from a person.`,
  refuseWhy: 'Why it is refused',
  refuseWhyMissing: 'Write in a few words why it is refused.',
  refused: 'Complaint closed as refused',
  needVerdict: 'First say whether it is justified: a complaint is only refused on a verdict with its evidence.',
  justified: 'The verdict is that it is justified, so it can’t be refused. Change the verdict first if that is wrong.',
};
