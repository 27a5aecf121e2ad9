import type { Role } from '#app/domain/people.ts';

/** The screen of the people: roles, absences, and why somebody can give nothing. */
export const peopleTexts = {
  title: 'People',
  back: 'Settings',
  why: 'Everybody who has opened Amends. Shopify tells us who they are; you choose what they may do.',
  whyReadOnly: 'Everybody who has opened Amends, and what they may do. Owners choose it.',
  role: (name: string) => `Role of ${name}`,
  accountOwner: 'Store owner',
  collaborator: 'Collaborator',
  away: 'Away',
  you: 'you',
  seen: 'Last here',
  fixed: {
    accountOwner: 'The store owner always has this role.',
    self: 'Only another owner can change your role.',
  },
  rights: {
    none: 'May read and log complaints, and give nothing.',
    agent: 'May log complaints and give up to the limits for agents.',
    lead: 'May log complaints and give up to the limits for leads.',
    owner: 'May do everything, and change these settings.',
  } satisfies Record<Role, string>,
  nothing: {
    collaborator: 'Works for the shop from outside, so may give nothing until an owner chooses a role here.',
    first: 'May give nothing: nobody has chosen a role here yet, or the role was taken away.',
  },
  ownRules: (count: number) =>
    count === 1 ? 'Has 1 limit of their own:' : `Has ${String(count)} limits of their own:`,
  absence: {
    set: (name: string) => `${name} is away…`,
    setOwn: 'I am away…',
    until: 'Away until the end of',
    untilHelp: 'Clear it when the absence is over.',
    substitute: 'Stands in meanwhile',
    nobody: 'Nobody',
    says: (day: string, substitute: string | null) =>
      substitute === null ? `Away until the end of ${day}.` : `Away until the end of ${day}. ${substitute} stands in.`,
  },
  saved: 'People saved',
  problems: {
    notAllowed: 'Only an owner can change this.',
    notYours: 'Only an owner can change this for somebody else.',
    unknownPerson: 'This person is no longer known to Amends. Reload the page.',
    ownRole: 'Nobody can change their own role. Ask another owner.',
    accountOwner: 'The store owner always has the role of an owner.',
    onlyAccountOwner: 'Only the store owner can make somebody an owner.',
    past: 'Choose today or a later day.',
    tooFar: 'Choose a day within a year.',
    notADay: 'Enter a day.',
    substituteSelf: 'Choose somebody else.',
    substituteLower: 'Choose somebody with the same role or a higher one.',
    substituteAway: 'This person is away too. Choose somebody who is here.',
    substituteWithoutDay: 'Choose until when first.',
  },
};
