/** How customers report a problem: the screen in Settings. */
export const intakeSettingsTexts = {
  title: 'The form for customers',
  back: 'Settings',
  readOnly: 'Only an owner can change this.',
  open: {
    title: 'The form',
    why: 'Customers report a problem themselves, on your shop’s own address: /apps/amends/report.',
    on: 'Take reports by the form',
    off: 'While it is off, the page asks customers to write to you instead.',
  },
  calls: {
    title: 'Calls',
    why: 'Customers may choose a time within your opening hours at which you call them. It is listed under Calls.',
    on: 'Offer to call',
  },
  look: {
    title: 'Colour',
    why: 'Of the bar and the buttons on every page that your customers see. The writing on it turns black or white by itself.',
    colour: 'Colour',
    help: 'As # and six digits, for instance #1f3a5f.',
    example: 'So it looks',
  },
  reasons: {
    title: 'Reasons to choose from',
    why: 'What customers can say went wrong, and what they can say more exactly. Leave out what never happens in your shop.',
    below: (reason: string) => `${reason}: more exactly`,
    missing: 'Offer at least one reason.',
  },
  notSaved: 'This was not saved',
  saved: 'Settings saved',
  notAllowed: 'Only an owner can change this. Ask one to do it.',
  changedMeanwhile: 'Somebody else has changed this since you opened the page. Open it again to see what is set now.',
  badColour: 'Write a colour as # and six digits, for instance #1f3a5f.',
};
