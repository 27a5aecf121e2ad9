import { plural } from './words.ts';

/** What waits for somebody's yes. */
export const approvalsTexts = {
  title: 'Approvals',
  back: 'Home',
  why: 'What people asked for that is not theirs to give. Nothing is given before you say yes.',
  list: 'Waiting for approval, due first',
  empty: {
    title: 'Nothing waits for approval',
    text: 'When somebody asks for more than they may give, it stands here.',
  },
  asks: (who: string, remedies: string, amount: string) => `${who} asks for: ${remedies.toLowerCase()} of ${amount}`,
  complaint: (number: string, reason: string) => `${number} · ${reason}`,
  answerBy: 'Answer by',
  /** What happens when nobody has answered by then. */
  afterwards: (needs: 'lead' | 'owner', people: 1 | 2) =>
    needs === 'lead'
      ? 'After that it goes to the store owner.'
      : people === 1
        ? 'After that the request ends, and nothing is given.'
        : '',
  toOwner: 'The store owner has to say yes.',
  left: (amount: string, waiting: boolean) => `${amount} of it ${waiting ? 'is approved so far' : 'was approved'}.`,
  two: (said: number) => (said === 0 ? 'Two people have to say yes.' : 'One of two people has said yes.'),
  readOnly: 'Only leads and the store owner can answer.',
  page: {
    reason: 'Why',
    answer: 'Your answer',
    order: 'Order',
    customer: 'Customer',
    similar: 'What others with the same reason got',
    noSimilar: 'Nobody with this reason has been given anything yet.',
    case: (number: string, remedies: string, amount: string) => `${number}: ${remedies.toLowerCase()}, ${amount}`,
    open: 'Open the complaint',
    yourWhy: 'A word about it, for your colleagues',
    whyHelp: 'The customer does not see it.',
    whyMissing: 'Say why not, so that it can be explained.',
    approve: (amount: string) => `Approve ${amount}`,
    less: 'Approve less…',
    approveLess: 'Approve this amount',
    notDone: 'This was not carried out',
    lessAmount: 'Amount',
    atMost: (amount: string) => `At most ${amount}.`,
    decline: 'Decline',
    cancel: 'Back',
    next: 'The next one',
    own: 'You asked for this yourself: somebody else has to answer.',
    voted: 'You have said yes. One more person has to.',
    secondPerson: 'Your yes is kept. One more person has to say yes before anything is given.',
    ended: {
      approved: 'Approved',
      declined: 'Declined',
      withdrawn: 'Taken back',
      expired: 'Nobody answered in time',
    },
    by: (who: string) => `by ${who}`,
    /** What happens next, once it is answered. */
    after: {
      approved: () => 'Nothing more is needed from you. How far it is stands on the complaint.',
      declined: (asker: string) => `Nothing was given. ${asker} reads why on the complaint, and decides again.`,
      withdrawn: () => 'Nothing was given.',
      expired: () => 'Nothing was given. Somebody has to decide again.',
    },
    last: 'Nothing else waits for your answer.',
  },
  problems: {
    ended: {
      approved: 'Somebody has approved it already. Nothing was given twice.',
      declined: 'Somebody has declined it already.',
      withdrawn: 'The request was taken back.',
      expired: 'Nobody answered in time, so the request has ended.',
    },
    complaintClosed: 'The complaint is closed. Reopen it first.',
    ownRequest: 'Nobody answers what they have asked for themselves.',
    noRight: 'Only a lead or the store owner can answer.',
    voted: 'You have said yes already. One more person has to.',
    moreThanAsked: 'That is more than was asked for.',
    worthMore: (worth: string, asked: string) =>
      `It is worth ${worth} by now, and ${asked} was asked for. Decline it, so that it is asked for as it is now.`,
    changed: 'Somebody else has answered meanwhile. Reload the page and look again.',
  },
  home: {
    title: (count: number) => `${plural(count, 'request waits', 'requests wait')} for your approval`,
    action: 'Look at them',
  },
};
