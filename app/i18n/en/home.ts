import { plural } from './words.ts';

/** The home page. */
export const homeTexts = {
  title: 'Home',
  log: 'Log a complaint',
  needsMe: {
    title: 'What needs you now',
    label: 'Complaints that need you, soonest first',
    calm: 'Nothing is waiting for you.',
    calmMore: (open: number) =>
      open === 0 ? 'No complaint is open.' : `${plural(open, 'complaint is', 'complaints are')} open, none with you.`,
    all: 'All complaints',
    overdue: (count: number) => `${count} overdue`,
    dueToday: (count: number) => `${count} due today`,
    unanswered: (count: number) => `${count} not answered yet`,
    open: (count: number) => `${count} open`,
  },
  checking: {
    title: 'Checking with Shopify',
    why: 'We do not know yet whether these arrived. Nothing will be given twice, and there is nothing to repeat.',
    needsPerson: 'Needs a look',
    since: 'since',
  },
  word: {
    title: 'Promises to customers',
    none: 'No promise has come due yet',
    kept: (percent: number) => `${percent} % kept`,
    of: (kept: number, all: number) => `${kept} of ${all} in the last eight weeks.`,
    open: (count: number) => (count === 0 ? 'None is open.' : `${plural(count, 'is', 'are')} open.`),
    caption: 'By the week in which each was kept or broken',
    week: 'Week from',
    keptHead: 'Kept',
    brokenHead: 'Broken',
  },
  mailTrouble: {
    title: 'E-mails that did not arrive',
    why: 'In the last 30 days. Look at the address, or call.',
    failed: (to: string) => `to ${to} did not arrive.`,
    unknown: (to: string) => `to ${to} perhaps did not arrive.`,
    somebody: 'somebody',
  },
  week: {
    title: 'What you gave this week',
    caption: (currency: string) => `Refunds of the last seven days, in ${currency}`,
    day: 'Day',
    given: 'Given',
    total: (refunds: number) => plural(refunds, 'refund', 'refunds'),
    held: (amount: string) => `${amount} decided and on its way`,
    none: 'Nothing was given in the last seven days.',
    same: 'As much as the week before',
    more: (amount: string) => `${amount} more than the week before`,
    less: (amount: string) => `${amount} less than the week before`,
  },
  month: {
    title: 'This month against the budget',
    titleAtCost: 'This month against the budget, at cost',
    figures: (given: string, held: string | null, left: string, most: string) =>
      held === null
        ? `${given} given, ${left} left of ${most}.`
        : `${given} given, ${held} on its way, ${left} left of ${most}.`,
  },
  satisfaction: {
    title: 'What customers say',
    figures: (median: string, answers: number) =>
      `${median} of 5 in the middle, from ${plural(answers, 'answer', 'answers')} in the last eight weeks.`,
    waiting: 'Not content, and nobody has written to them yet:',
    score: (score: number) => `${String(score)} of 5`,
    notWell: 'Did not arrive well',
    handledBy: (who: string) => `handled by ${who}`,
  },
  waiting: {
    title: 'Waiting for a role',
    why: 'These people opened Amends and can read and log complaints. They can give nothing until you choose a role for them.',
    action: 'Choose roles',
  },
  guide: {
    title: 'Your first complaint',
    intro: 'Two steps, about a minute.',
    limits: {
      title: 'Say how much your team may give',
      text: 'One amount per role for each complaint.',
      action: 'Set limits',
    },
    log: { title: 'Log a first complaint', text: 'Find an order, choose the items, write down what happened.' },
    dismiss: 'Remove this guide',
  },
};
