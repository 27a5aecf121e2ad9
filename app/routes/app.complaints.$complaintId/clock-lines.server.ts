import { makeFormats } from '#app/components/formats.ts';
import type { Reader } from '#app/components/formats.ts';
import { clockTexts as texts } from '#app/i18n/en/clocks.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import type { ClockLine } from './case-header.tsx';

/** The deadlines of a complaint beside the next step. Made on the server, like the story. */
export function clockLines({ clocks, complaint }: ComplaintPage, reader: Reader): ClockLine[] {
  if (!clocks) return [];
  const { firstAnswerDueAt, resolveDueAt, paused, legalDueAt, legal } = clocks;
  const { moment, date } = makeFormats(reader);
  const late = (due: string): boolean => due < reader.now;
  const lines: ClockLine[] = [];
  if (complaint.nextAction === 'escalated') lines.push({ text: texts.passedUp, late: false });
  // Where the next step is the answer, it says so already.
  if (firstAnswerDueAt && !(complaint.nextAction === 'answer_customer' && complaint.dueAt === firstAnswerDueAt))
    lines.push({
      text: texts.firstAnswer(moment(firstAnswerDueAt), late(firstAnswerDueAt)),
      late: late(firstAnswerDueAt),
    });
  if (paused) lines.push({ text: texts.paused, late: false });
  else if (resolveDueAt)
    lines.push({ text: texts.resolve(moment(resolveDueAt), late(resolveDueAt)), late: late(resolveDueAt) });
  if (legalDueAt && legal) {
    const country = new Intl.DisplayNames('en', { type: 'region' }).of(legal.country) ?? legal.country;
    const text = texts.legal(date(legalDueAt), { country, days: legal.days });
    lines.push({ text, late: late(legalDueAt), source: legal.source });
  }
  return lines;
}
