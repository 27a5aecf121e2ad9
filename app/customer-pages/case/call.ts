/** The part of her page on which a customer asks to be called. */
import { longestPhone } from '#app/domain/calls/call.ts';
import type { Language } from '#app/domain/language.ts';
import { caseCallTexts } from '#app/i18n/customer/case-call.ts';
import { reportTexts } from '#app/i18n/customer/report/texts.ts';
import type { CaseExtras } from '#app/services/case-page/case-extras.server.ts';
import { problemList, textField, type Problems } from '../fields.ts';
import { html, type Html } from '../html.ts';
import { slotField, slotWords, zoneName } from '../slot-field.ts';

/** What stands in its fields, and what is wrong with it. */
export type CallForm = { phone: string; slot: string; problems: Problems };
export const noCall: CallForm = { phone: '', slot: '', problems: {} };

export function callSection(call: CaseExtras['call'], { phone, slot, problems }: CallForm, language: Language): Html {
  if (call === null) return html``;
  const texts = caseCallTexts[language];
  const words = reportTexts[language];
  const { waiting, slots, zone } = call;
  const wrong = Object.keys(problems).length > 0;
  return html`<section aria-labelledby="call">
    <h2 id="call">${texts.title}</h2>
    ${
      waiting &&
      html`<div class="card">
        <p><b>${texts.waiting(slotWords(language, waiting, zone), waiting.phoneEnding)}</b></p>
        <p class="quiet">${words.send.zone(zoneName(language, zone, waiting.from))}</p>
      </div>`
    }
    ${problemList(words.problems, problems)}
    ${
      slots.length > 0 &&
      html`<details ${wrong && html`open`}>
        <summary>${waiting ? texts.change : texts.ask}</summary>
        <form method="post" novalidate>
          <input type="hidden" name="do" value="call" />
          <p class="hint">${texts.askHint}</p>
          ${textField({ id: 'phone', label: words.send.phone, value: phone, type: 'tel', autocomplete: 'tel', maxLength: longestPhone, problems })}
          ${slotField({ slots, zone, language, chosen: slot, problems })}
          <button class="plain">${waiting ? texts.sendChange : texts.send}</button>
        </form>
      </details>`
    }
  </section>`;
}
