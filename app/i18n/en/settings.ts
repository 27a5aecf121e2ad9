/** The settings: what there is to set. */
export const settingsTexts = {
  title: 'Settings',
  readOnly: 'Only an owner can change most of this. You can read all of it.',
};

/** What there is to set, each with a line that says what for. Only the server needs it: it goes out with the page that lists it. */
export const settingsIndex = [
  { title: 'Limits', text: 'Who may give what, and how much.', url: '/app/settings/limits' },
  { title: 'People', text: 'Who has which role, and who is away.', url: '/app/settings/people' },
  {
    title: 'Hours and answer times',
    text: 'When the shop is open, and how soon customers hear from you.',
    url: '/app/settings/hours',
  },
  {
    title: 'Budgets and emergency stop',
    text: 'What the whole shop may give a day and a month, and the brake.',
    url: '/app/settings/budgets',
  },
  {
    title: 'Message texts',
    text: 'What customers are written to, in each language.',
    url: '/app/settings/texts',
  },
  {
    title: 'The form for customers',
    text: 'Whether customers can report a problem themselves, with which reasons, and whether you call them.',
    url: '/app/settings/intake',
  },
  {
    title: 'Other tools',
    text: 'Keys by which your helpdesk or chat logs complaints.',
    url: '/app/settings/tools',
  },
  {
    title: 'Automatic messages',
    text: 'What customers are told without anybody writing it.',
    url: '/app/settings/messages',
  },
  {
    title: 'Asking back',
    text: 'What customers are asked when a complaint is over, and where they write reviews.',
    url: '/app/settings/ask-back',
  },
  { title: 'History', text: 'Who changed what, when and why.', url: '/app/settings/history' },
  {
    title: 'Differences with Shopify',
    text: 'Where Amends and Shopify do not say the same.',
    url: '/app/differences',
  },
];
