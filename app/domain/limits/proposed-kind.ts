import type { Reason, Severity } from '../complaint/complaint.ts';
import type { RemedyKind } from '../remedy/kinds.ts';
import type { Policy } from './policy.ts';

/** The kind that the owner proposes for a reason and severity; null where she proposes none, or one that agents may not give there. */
export function proposedKind(policy: Pick<Policy, 'matrix'>, reason: Reason, severity: Severity): RemedyKind | null {
  const cell = policy.matrix[reason]?.[severity];
  if (!cell?.proposed) return null;
  return cell.kinds === null || cell.kinds.includes(cell.proposed) ? cell.proposed : null;
}
