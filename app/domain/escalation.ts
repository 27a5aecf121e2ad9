/** A complaint that is passed up: to a lead, to the owner, to the lawyer. With the lawyer nothing can be given on it. */
import type { Role } from './people.ts';

export const escalationLevels = ['lead', 'owner', 'lawyer'] as const;
export type EscalationLevel = (typeof escalationLevels)[number];

const ranks: Record<Role, number> = { none: -1, agent: 0, lead: 1, owner: 2 };
const heights: Record<EscalationLevel, number> = { lead: 1, owner: 2, lawyer: 3 };

/**
 * Whether somebody may pass a complaint to this level: above her own, and above where it is. To the lawyer it goes by a lead or
 * the owner, since that stops everything.
 */
export const mayEscalate = (role: Role, to: EscalationLevel, from: EscalationLevel | null): boolean =>
  role !== 'none' &&
  heights[to] > ranks[role] &&
  heights[to] > (from ? heights[from] : 0) &&
  (to !== 'lawyer' || role !== 'agent');

/** Whether somebody may answer what was passed to this level, and so give it back. From the lawyer only the owner gets it back. */
export const mayAnswerEscalation = (role: Role, level: EscalationLevel): boolean =>
  level === 'lawyer' ? role === 'owner' : ranks[role] >= heights[level];

/** Whether somebody may take the whole file of a complaint out of the house. */
export const mayTakeFile = (role: Role): boolean => role === 'lead' || role === 'owner';

/** Which levels it is this role's turn to answer: what stands on Home of whoever has it. The lawyer's answer comes in by the owner. */
export const levelsAnswered: Record<Role, readonly EscalationLevel[]> = {
  none: [],
  agent: [],
  lead: ['lead'],
  owner: ['owner', 'lawyer'],
};

/** In so many days of the calendar an answer is wanted, unless somebody says otherwise. */
export const escalationDays: Record<EscalationLevel, number> = { lead: 1, owner: 2, lawyer: 14 };
