import type { RemedyId } from '#app/domain/ids.ts';

/** Whether a note carries a remedy's marker. */
export const marks = (remedyId: RemedyId, note: string | null): boolean =>
  note?.includes(`[amends:${remedyId}]`) ?? false;

/** The tag of what a remedy made. */
export const tagOf = (remedyId: RemedyId): string => `amends-${remedyId.replaceAll('-', '')}`;
