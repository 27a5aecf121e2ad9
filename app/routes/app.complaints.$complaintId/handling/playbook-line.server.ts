import { makeFormats } from '#app/components/formats.ts';
import type { Reader } from '#app/components/formats.ts';
import { playbookTexts as texts, stepWords } from '#app/i18n/en/playbooks.ts';
import type { ComplaintPage } from '#app/services/views.ts';

/** Where the playbook stands, in a line: the words of all its steps are more than a page needs. */
export function playbookLine({ playbook: { current, until } }: ComplaintPage, reader: Reader): string {
  if (current === null) return texts.allDone;
  const { title } = stepWords[current];
  return until ? texts.waitingFor(title, makeFormats(reader).date(until)) : texts.next(title);
}
