/** How the shop writes to its customers. */
export const messageSettingsTexts = {
  title: 'Automatic messages',
  back: 'Settings',
  acknowledgeTitle: 'The first answer',
  acknowledge: 'Tell each customer at once that her complaint has arrived',
  acknowledgeHelp: 'With its number and the day by which she has an answer, in her language.',
  saved: 'Saved',
  notAllowed: 'Only an owner can change this.',
  changedMeanwhile: 'Somebody else has changed this since you opened the page. It now shows what holds.',
};
