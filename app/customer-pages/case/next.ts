import type { CaseTexts } from '#app/i18n/customer/case.ts';
import type { CasePage } from '#app/services/case-page/get-case.server.ts';
import type { Writer } from '../written.ts';

/** What comes next in a case, and by when: she hears, it is her turn, or it is over and she can say that it is not. */
export function nextSaid(
  { state, nextBy, late }: Pick<CasePage, 'state' | 'nextBy' | 'late'>,
  texts: CaseTexts,
  write: Writer,
): string {
  if (state === 'resolved' || state === 'closed') return texts.notRight;
  if (state === 'waiting_for_customer') return texts.yourTurn;
  if (nextBy === null) return '';
  if (late) return texts.late(write.day(nextBy));
  return write.isToday(nextBy) ? texts.nextToday : texts.nextBy(write.day(nextBy));
}
