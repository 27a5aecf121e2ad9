/** The emergency stop. */
export const stopTexts = {
  title: 'Emergency stop',
  on: 'Emergency stop: nothing new is given',
  off: 'Giving works as usual.',
  by: (who: string, when: string, why: string) => `${who}, ${when}: ${why}`,
  waits: 'What is decided meanwhile is kept and waits. It goes on by itself when an owner lifts the stop.',
  what: 'Stops everything that has not gone to Shopify yet, for the whole shop, at once. For when something looks wrong: too much is given, or by the wrong person.',
  press: 'Stop all giving…',
  confirmTitle: 'Stop all giving?',
  confirm: [
    'From now on nothing new goes to Shopify.',
    'What has gone already is followed to its end. What was given can still be taken back.',
    'Decisions can still be made: they are kept, count against the limits, and wait.',
    'Only an owner can lift the stop.',
  ],
  why: 'Why?',
  whyMissing: 'Write a few words: everybody will see them.',
  confirmButton: 'Stop now',
  cancel: 'Cancel',
  lift: 'Lift the stop',
  liftOwner: 'Only an owner can lift the stop.',
  pressWho: 'A lead or an owner can press it.',
  waiting: (count: number) =>
    count === 0
      ? 'Nothing waits.'
      : count === 1
        ? '1 remedy waits to be given.'
        : `${String(count)} remedies wait to be given.`,
  pressed: 'Giving is stopped',
  lifted: 'Giving goes on',
  notAllowed: 'You may not do this. A lead or an owner can stop giving, and only an owner lets it go on.',
};

/** What every screen says while it is on. Put into words on the server: no page has to load anything for it. */
export function stopSaid(
  stop: { why: string; by: string; at: string },
  { moment }: { moment: (iso: string) => string },
) {
  return { title: stopTexts.on, said: `${stopTexts.by(stop.by, moment(stop.at), stop.why)}\n${stopTexts.waits}` };
}
