import { roles } from '../people.ts';
import type { Role } from '../people.ts';

/** Somebody of the staff, as she can be given something. `open`: how many open complaints she has. */
export type Candidate = {
  userId: string;
  role: Role;
  accountOwner: boolean;
  awayUntil: Date | null;
  substitute: string | null;
  open: number;
};

const hasRole = ({ role }: Candidate): boolean => role !== 'none';
const isAway = ({ awayUntil }: Candidate, at: Date): boolean => awayUntil !== null && awayUntil > at;

/** Whether somebody can see to a complaint at a moment. */
export const isHere = (person: Candidate, at: Date): boolean => hasRole(person) && !isAway(person, at);

/** Who has least to do; among equals who decides least, then the lower id: the same people always give the same answer. */
const byLoad = (a: Candidate, b: Candidate): number =>
  a.open - b.open || roles.indexOf(a.role) - roles.indexOf(b.role) || (a.userId < b.userId ? -1 : 1);

/**
 * Whom a complaint is given to at a moment. `from`: who had it; while she is away, her substitute comes first, if she is
 * here. When everybody is away whoever is back first gets it, and when nobody has a role the account owner. Null only
 * when nobody is known.
 */
export function chooseAssignee(people: readonly Candidate[], at: Date, from: string | null = null): string | null {
  const before = people.find(({ userId }) => userId === from);
  const substitute = before && isAway(before, at) && people.find(({ userId }) => userId === before.substitute);
  if (substitute && isHere(substitute, at)) return substitute.userId;
  const [free] = people.filter((person) => isHere(person, at)).sort(byLoad);
  if (free) return free.userId;
  const back = (person: Candidate) => person.awayUntil?.getTime() ?? 0;
  const [first] = people.filter(hasRole).sort((a, b) => back(a) - back(b) || byLoad(a, b));
  const nobody = people.filter((person) => person.accountOwner).concat(people);
  return first?.userId ?? nobody[0]?.userId ?? null;
}
