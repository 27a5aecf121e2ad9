/** The last step: what she has said, whether she wants to be called, and her yes. */
import type { Answers } from '#app/domain/intake/answers.ts';
import { longestPhone, readPhone } from '#app/domain/calls/call.ts';
import { chosenIn } from '#app/domain/intake/reason-tree.ts';
import type { Language } from '#app/domain/language.ts';
import { reasonsForCustomers, reasonWordsFor, wishesForCustomers } from '#app/i18n/customer/intake-reasons.ts';
import { reportTexts } from '#app/i18n/customer/report/texts.ts';
import { checkbox, choices, radio, textField, type Typed } from '../fields.ts';
import { html, type Fragment } from '../html.ts';
import { slotField } from '../slot-field.ts';
import type { Read, StepMeans, StepName } from './steps.ts';

/** What stands in the last step's fields. */
export type LastFields = { call: boolean; phone: string; slot: string; consent: boolean };

export const untouched: LastFields = { call: false, phone: '', slot: '', consent: false };

export function lastFields(
  means: StepMeans & { last: LastFields; shopName: string; linkTo: (step: StepName) => string },
): Fragment {
  const { form, language, problems, last, shopName } = means;
  const texts = reportTexts[language].send;
  return html`${summary(means)}
  ${
    form.slots.length > 0 &&
    html`<h2>${texts.call}</h2>
      ${choices(
        { id: 'call', title: texts.call, hint: texts.callHint, problems },
        html`${radio('call', { value: 'no', label: texts.noCall, chosen: !last.call })}
        ${radio('call', { value: 'yes', label: texts.yesCall, chosen: last.call })}`,
      )}
      <div class="call-only">
        ${textField({ id: 'phone', label: texts.phone, value: last.phone, type: 'tel', autocomplete: 'tel', maxLength: longestPhone, problems })}
        ${slotField({ slots: form.slots, zone: form.zone, language, chosen: last.slot, problems })}
      </div>`
  }
  ${choices(
    { id: 'consent', title: texts.consent(shopName), problems },
    checkbox('consent', { value: 'yes', label: texts.consent(shopName), chosen: last.consent }),
  )}`;
}

function summary({
  form,
  answers,
  language,
  intake,
  linkTo,
}: StepMeans & { linkTo: (step: StepName) => string }): Fragment {
  const texts = reportTexts[language].send;
  const chosen = chosenIn(intake.reasons, answers);
  const items = form.order.lines.flatMap((line) => {
    const one = answers.lines?.find((each) => each.lineItemId === line.id);
    return one ? [one.quantity > 1 ? `${String(one.quantity)} × ${line.title}` : line.title] : [];
  });
  const reason = chosen && [
    reasonsForCustomers[language][chosen.choice.reason],
    ...(chosen.detail ? [reasonWordsFor(chosen.detail, language)] : []),
  ];
  const row = (name: string, value: Fragment, step: StepName) =>
    html`<div>
      <dt>${name}</dt>
      <dd>
        ${value} <a class="quiet" href="${linkTo(step)}" aria-label="${`${texts.change}: ${name}`}">${texts.change}</a>
      </dd>
    </div>`;
  return html`<dl class="card">
    ${row(texts.summary.items, items.join(', '), 'items')} ${row(texts.summary.reason, reason?.join(': '), 'reason')}
    ${row(texts.summary.words, html`<span class="words">${answers.words}</span>`, 'words')}
    ${form.files.length > 0 && row(texts.summary.files, form.files.map((file) => file.name).join(', '), 'words')}
    ${answers.wantedOutcome && row(texts.summary.wish, wishesForCustomers[language][answers.wantedOutcome], 'wish')}
  </dl>`;
}

/** Reads the last step. */
export function readLast(
  typed: Typed,
  { form, language }: { form: Pick<StepMeans['form'], 'slots'>; language: Language },
): Read & { last: LastFields; answers: Pick<Answers, 'callback'> } {
  const { errors } = reportTexts[language].send;
  const [phone, chosen] = [typed.one('phone').trim().slice(0, longestPhone), typed.one('slot')];
  const last = { call: typed.one('call') === 'yes', phone, slot: chosen, consent: typed.one('consent') === 'yes' };
  const slot = form.slots.find(({ from }) => from.toISOString() === chosen);
  const problems = {
    ...(last.call && readPhone(phone) === null && { phone: errors.phone }),
    ...(last.call && !slot && { slot: errors.slot }),
    ...(!last.consent && { consent: errors.consent }),
  };
  const callback = last.call && slot ? { phone, from: slot.from.toISOString(), to: slot.to.toISOString() } : null;
  return { answers: { callback }, problems, last };
}
