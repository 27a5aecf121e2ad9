import type { LimitedRole } from '#app/domain/people.ts';
import { rolesWords } from './words.ts';

/** The settings: limits, people and their roles. */
export const settingsTexts = {
  title: 'Settings',
  limits: {
    title: 'Limits',
    why: (currency: string) =>
      `How much each role may give on one complaint, counted in ${currency}, whatever the customer paid in.`,
    field: (role: LimitedRole) => `${rolesWords[role]}: most per complaint`,
    none: 'No limit',
    rule: (role: LimitedRole, amount: string) =>
      role === 'owner'
        ? `Owners may give up to ${amount} on one complaint; more only after they raise this.`
        : `${rolesWords[role]} may give up to ${amount} on one complaint. More takes somebody with a higher limit.`,
    ruleNone: (role: LimitedRole) => `${rolesWords[role]} may give any amount on one complaint.`,
    ruleUnclear: 'Enter an amount, or choose “No limit”.',
  },
  people: {
    title: 'People',
    why: 'Everybody who has opened Amends. Shopify tells us who they are; you choose what they may do.',
    whyReadOnly: 'Everybody who has opened Amends, and what they may do. Owners choose it.',
    role: (name: string) => `Role of ${name}`,
    accountOwner: 'Store owner',
    collaborator: 'Collaborator',
    you: 'you',
    seen: 'Last here',
    fixed: {
      accountOwner: 'The store owner always has this role.',
      self: 'Only another owner can change your role.',
    },
    rights: {
      none: 'May read and log complaints, and give nothing.',
      agent: 'May log complaints and give up to the limit for agents.',
      lead: 'May log complaints and give up to the limit for leads.',
      owner: 'May do everything, and change these settings.',
    },
  },
  readOnly: 'Only an owner can change these settings. Ask the store owner if a limit stands in your way.',
  saved: 'Settings saved',
  notSaved: 'Not everything was saved',
  problems: {
    notAllowed: 'Only an owner can change this.',
    notSavedNow: 'This could not be saved. Reload the page and try again.',
    noReason: 'Changed in Settings',
    currency: (currency: string) => `The shop’s currency is ${currency} now. Reload the page and set the limits again.`,
    unknownPerson: 'This person is no longer known to Amends. Reload the page.',
    ownRole: 'Nobody can change their own role. Ask another owner.',
    accountOwner: 'The store owner always has the role of an owner.',
  },
};
