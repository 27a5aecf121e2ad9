/** The times at which a customer can be called, as a field of a form: in her language and her own time. */
import type { CallbackSlot } from '#app/domain/intake/callback-slots.ts';
import type { Language } from '#app/domain/language.ts';
import { reportTexts } from '#app/i18n/customer/report/texts.ts';
import type { Problems } from './fields.ts';
import { html, type Html } from './html.ts';

type SlotField = {
  slots: readonly CallbackSlot[];
  zone: string;
  language: Language;
  /** What was chosen before, as the ISO moment at which it begins. */
  chosen: string;
  problems: Problems;
};

export function slotField({ slots, zone, language, chosen, problems }: SlotField): Html {
  const texts = reportTexts[language].send;
  const problem = problems['slot'];
  return html`<div class="field">
    <label class="name" for="slot">${texts.when}</label>
    <p class="hint" id="slot-hint">${texts.zone(zoneName(language, zone, slots[0]?.from))}</p>
    ${problem !== undefined && html`<p class="error" id="slot-error">${problem}</p>`}
    <select id="slot" name="slot" aria-describedby="slot-hint${problem === undefined ? '' : ' slot-error'}">
      ${slots.map((slot) => {
        const value = slot.from.toISOString();
        return html`<option value="${value}" ${value === chosen && html`selected`}>
          ${slotWords(language, slot, zone, 'short')}
        </option>`;
      })}
    </select>
  </div>`;
}

const locale = (language: Language): string => (language === 'en' ? 'en-GB' : language);

/** "Friday 27 November, 13:00–15:00"; of an option, which a phone has little room for, the day is short. */
export function slotWords(
  language: Language,
  { from, to }: CallbackSlot,
  timeZone: string,
  weekday: 'long' | 'short' = 'long',
): string {
  const day = new Intl.DateTimeFormat(locale(language), { weekday, day: 'numeric', month: 'long', timeZone });
  const time = new Intl.DateTimeFormat(locale(language), { hour: 'numeric', minute: '2-digit', timeZone });
  return `${day.format(from)}, ${time.format(from)}–${time.format(to)}`;
}

/** Its name at that time of our history: in 1970 Kyiv had the time of Moscow. */
export function zoneName(language: Language, timeZone: string, at: Date | undefined): string {
  const parts = new Intl.DateTimeFormat(locale(language), { timeZone, timeZoneName: 'longGeneric' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
