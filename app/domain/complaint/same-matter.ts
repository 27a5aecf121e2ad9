import { severities, type Severity } from './complaint.ts';

/** For so long a further report about the same items is taken for the same matter. */
export const sameMatterMs = 14 * 24 * 60 * 60 * 1000;

/**
 * What a customer's coming once more does to a complaint: it weighs one step more, and is due no later than it was.
 * @param soonAs when a complaint of a severity is due now
 */
export function afterContact(
  severity: Severity,
  due: Date | null,
  soonAs: (severity: Severity) => Date,
): { severity: Severity; raised: boolean; dueAt: Date } {
  const heavier = severities[severities.indexOf(severity) + 1] ?? severity;
  const soonest = soonAs(heavier);
  return { severity: heavier, raised: heavier !== severity, dueAt: due !== null && due < soonest ? due : soonest };
}
