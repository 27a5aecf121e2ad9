import type { TemplateProblem } from '#app/domain/messages/render.ts';
import type { VariableName } from '#app/domain/messages/variables.ts';
import type { SampleCase } from '#app/i18n/customer/sample-cases.ts';

/** The screen of the texts to customers. */
export const messageTexts = {
  title: 'Message texts',
  back: 'Settings',
  which: 'Which text',
  about: 'About',
  language: 'Language',
  own: 'Your own text',
  ours: 'The text that came with Amends',
  ownOption: (name: string) => `${name} (your own)`,
  readOnly: 'Only an owner can change texts. You can read all of them.',
  saveFirst: 'Save or discard your change before you go to another text.',
  pair: (name: string) => `Goes together with: ${name}`,
  edit: 'Text',
  subject: 'Subject',
  body: 'Message',
  insert: 'Insert something of the case',
  insertHelp: 'What stands between {{ and }} is filled in when somebody writes. What is not known then is asked for.',
  preview: 'How it arrives',
  sample: 'Shown with',
  samples: {
    mug: 'Two blue mugs, replaced',
    jacket: 'A jacket and a cap, refunded',
    guest: 'A guest without a name',
  } satisfies Record<SampleCase, string>,
  calm: 'Reads well: nothing in it stands out.',
  reset: 'Back to our text',
  history: 'Earlier texts',
  noHistory: 'Nobody has changed this text yet.',
  changed: (who: string, when: string) => `${who} changed it, ${when}`,
  wentBack: (who: string, when: string) => `${who} went back to our text, ${when}`,
  use: 'Use this one',
  useThat: (when: string) => `Use the text of ${when}`,
  saved: 'Text saved',
  isOurs: 'Our text is back',
  notSaved: 'Not saved',
  changedMeanwhile: 'Somebody else has changed this text meanwhile. Copy what you wrote, and open the page again.',
  notAllowed: 'Only an owner can change texts.',
};

/** What is wrong with a text, beside its field. */
export function templateProblem(problem: TemplateProblem): string {
  switch (problem.kind) {
    case 'empty':
      return problem.field === 'subject' ? 'Write a subject.' : 'Write a message.';
    case 'too_long':
      return `That is longer than ${problem.most} characters. Shorten it a little.`;
    case 'more_lines':
      return 'A subject is one line.';
    case 'unknown_variable':
      return `There is nothing called {{${problem.name}}}. Choose one from the list.`;
    case 'open_brace':
      return 'Two braces have no partner. Write {{ and }} around a name.';
  }
}

export const variableLabels: Record<VariableName, string> = {
  greeting: 'Greeting',
  customer: 'Customer’s name',
  order: 'Order number',
  order_date: 'Day of the order',
  items: 'Items',
  complaint: 'Complaint number',
  due: 'By when',
  remedy: 'What was given, as a sentence',
  remedies: 'All that was given, a line each',
  what: 'The thing itself',
  amount: 'Amount',
  payment: 'How they paid',
  arrival: 'When the money arrives',
  code: 'Discount code',
  worth: 'What the code gives',
  valid_until: 'Last day it is valid',
  tracking: 'Tracking link',
  carrier: 'Carrier',
  last_scan: 'Day of the last scan',
  expected: 'Expected day',
  delivered: 'Day of delivery',
  restock: 'Back in stock on',
  alternative: 'Another item',
  label: 'How to send it',
  finding: 'What you found',
  agent: 'Who writes',
  shop: 'Shop',
};
