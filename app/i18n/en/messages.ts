import type { MessageChannel, MessageKind } from '#app/domain/complaint/message.ts';
import type { Language } from '#app/domain/language.ts';
import type { MailState } from '#app/domain/mail/mail.ts';
import type { StoryLine } from './story.ts';

export const languageNames: Record<Language, string> = {
  en: 'English',
  uk: 'Ukrainian',
  pl: 'Polish',
  cs: 'Czech',
  ru: 'Russian',
};

const names: Record<MessageKind, string> = {
  acknowledgement: 'Told them that we have their complaint',
  holding: 'Asked for more time',
  reply: 'Reply',
  remedy: 'Told them what they get',
  survey: 'Asked how it was',
  from_customer: 'The customer wrote',
};

const mailSaid: Record<MailState, string> = {
  queued: 'on its way',
  sending: 'on its way',
  sent: 'sent',
  failed: 'did not arrive',
  unknown: 'perhaps not arrived',
  dropped: 'not sent',
};

type Said = {
  direction: 'to_customer' | 'from_customer';
  kind: MessageKind;
  channel: MessageChannel;
  subject: string;
  body: string;
  details: Record<string, unknown>;
  mail: { state: MailState; problem: string | null } | null;
};

/** A message in the story: what it was, how far it is, and its words. */
export function messageLine({ direction, kind, channel, subject, body, details, mail }: Said): StoryLine {
  const automatic = direction === 'from_customer' && details['automatic'] === true;
  const named = automatic ? 'An automatic reply came' : names[kind];
  const what = direction === 'from_customer' && channel === 'page' ? `${named}, on their page` : named;
  const titled = subject === '' ? what : `${what}: ${subject}`;
  if (mail === null) return { kind: 'said', what: titled, more: body || null };
  const bad = mail.state === 'failed' || mail.state === 'unknown';
  const why = bad && mail.problem ? `${mailSaid[mail.state]}: ${mail.problem}` : mailSaid[mail.state];
  return { kind: bad ? 'trouble' : 'said', what: `${titled} (${why})`, more: body || null };
}

/** The form that writes to a customer. */
export const composerTexts = {
  held: (day: string) => `They know: by ${day}`,
  title: (name: string | null) => (name === null ? 'Write to the customer' : `Write to ${name}`),
  to: (address: string, language: string) => `To ${address}. Their language: ${language}.`,
  noAddress: 'The customer has no e-mail address, so nothing can be sent. Call, or write where they wrote to you.',
  notFilled: (what: string[]) =>
    `Nothing was sent: your shop’s own text asks for something that is not known here (${what.join(', ')}). Write a reply instead, or change the text in Settings.`,
  mailOff: 'No mail server is set up, so nothing can be sent.',
  subject: 'Subject',
  subjectMissing: 'Write a subject.',
  body: 'Message',
  bodyMissing: 'Write something first.',
  tooLong: (most: number) => `That is longer than ${most} characters. Shorten it a little.`,
  thenWait: 'Then wait for the customer',
  promise: 'I promise something in this message',
  promiseKind: 'What',
  promiseKinds: { answer: 'That they hear from us', remedy: 'That it is put right', other: 'Something else' },
  promiseWhat: 'What exactly',
  promiseWhatMissing: 'Write what you promise.',
  promiseDay: 'By',
  promiseDayMissing: 'Choose a day.',
  promisePast: 'This day has passed. Choose a later one.',
  doubts: {
    closed_day: 'The shop is closed on that day. Choose a day on which somebody is there.',
    stopped: 'The shop gives nothing at the moment: the emergency stop is on. Ask an owner first.',
    limit: 'Nothing is left of your limit. Ask a lead before you promise it.',
    budget: 'Nothing is left of the shop’s budget. Ask an owner before you promise it.',
    stock:
      'An item of this complaint is out of stock, so it cannot be sent again now. Promise something else, or a later day.',
    code: 'The code in these words has been used, has ended or was taken back. Give a new one.',
  },
  doubtful: 'This promise may be hard to keep. Nothing was sent.',
  despite: 'I promise it all the same, because',
  despiteMissing: 'Say in a few words why.',
  anyway: 'Send all the same',
  promiseDoubtful: 'This promise may be hard to keep. It was not written down.',
  writePromise: 'Write down a promise',
  writePromiseHint:
    'What was promised on the phone or in person. It is watched like a promise in a message; nothing is sent.',
  write: 'Write it down',
  writeAnyway: 'Write it down all the same',
  promiseWritten: 'Promise written down',
  send: 'Send',
  cancel: 'Not now',
  sent: 'Message sent',
  reused: 'This form was sent already, with other words. Open it again.',
  openPromises: 'Promised and still open',
  by: 'by',
  how: 'How was it kept, or why does it not hold any more?',
  howMissing: 'Write it in a few words.',
  kept: 'It was kept',
  withdrawn: 'Does not hold any more',
  keptDone: 'Promise kept',
  withdrawnDone: 'Promise taken back',
  over: 'This promise has ended meanwhile.',
};
