import { longestReviewLink, mostAskDays } from '#app/domain/settings/ask-back.ts';

/** What customers are asked afterwards: the screen in Settings. */
export const askBackSettingsTexts = {
  title: 'Asking back',
  back: 'Settings',
  readOnly: 'Only an owner can change this.',
  survey: {
    title: 'How did we do?',
    why: 'One question by e-mail after a complaint was resolved, once. An answer of 1 or 2 opens the complaint again and tells the lead.',
    on: 'Ask how content the customer is',
    days: 'Days after it was resolved',
  },
  checkIn: {
    title: 'Did everything arrive well?',
    why: 'After a replacement, or an order that was late, has been delivered. A “no” opens the complaint again.',
    on: 'Ask whether it arrived well',
    days: 'Days after it was delivered',
  },
  review: {
    title: 'Reviews',
    why: 'Whoever answers 4 or 5 is thanked and asked to write a review here.',
    link: 'Where customers write reviews',
    help: 'An address that begins with https. Leave it empty to ask for none.',
  },
  notSaved: 'This was not saved',
  saved: 'Settings saved',
  notAllowed: 'Only an owner can change this. Ask one to do it.',
  changedMeanwhile: 'Somebody else has changed this since you opened the page. Open it again to see what is set now.',
  badDays: `Enter a whole number from 1 to ${String(mostAskDays)}.`,
  badLink: `Enter an address that begins with https://, at most ${String(longestReviewLink)} characters, or leave it empty.`,
};
