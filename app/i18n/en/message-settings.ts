/** How the shop writes to its customers. */
export const messageSettingsTexts = {
  title: 'Automatic messages',
  back: 'Settings',
  acknowledgeTitle: 'The first answer',
  acknowledge: 'Tell each customer at once that her complaint has arrived',
  acknowledgeHelp: 'With its number and the day by which she has an answer, in her language.',
  tellTitle: 'What they get',
  tell: 'Tell customers what they were given, once it is certain',
  tellHelp:
    'A refund, a cancellation, a replacement, a code, credit or a gift card: one mail a decision, two minutes after it went through, with the day by which the money is there. Nothing is sent of what failed or was taken back, nor when somebody has written it with a text of yours. Returns, repairs and presents are told by a person.',
  dispatchDays: 'Working days until a replacement leaves you',
  dispatchHelp: 'Customers are told this day.',
  dispatchWrong: (most: number) => `Type a whole number from 1 to ${String(most)}.`,
  texts: 'Change the texts',
  saved: 'Saved',
  notAllowed: 'Only an owner can change this.',
  changedMeanwhile: 'Somebody else has changed this since you opened the page. It now shows what holds.',
};
