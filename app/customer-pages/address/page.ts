/** The page on which a customer confirms or corrects the address of her order. */
import type { Language } from '#app/domain/language.ts';
import type { Address } from '#app/domain/remedy/replacement-address.ts';
import { addressTexts } from '#app/i18n/customer/address.ts';
import type { OpenAddress } from '#app/services/address-check/answer-address.server.ts';
import { radio, textField } from '../fields.ts';
import { html } from '../html.ts';
import type { CustomerPage } from '../layout.ts';

export const typedFields = ['name', 'address1', 'address2', 'zip', 'city', 'phone'] as const;
type TypedField = (typeof typedFields)[number];
export type TypedAddress = Record<TypedField | 'right', string>;

/** The form as it begins: with what we have. */
export function firstTyped({ firstName, lastName, address1, address2, zip, city, phone }: Address): TypedAddress {
  const name = [firstName, lastName].filter((part) => part !== null).join(' ');
  const text = (part: string | null | undefined) => part ?? '';
  return {
    right: '',
    name,
    address1: text(address1),
    address2: text(address2),
    zip: text(zip),
    city: text(city),
    phone: text(phone),
  };
}

const completes: Record<TypedField, string> = {
  name: 'name',
  address1: 'address-line1',
  address2: 'address-line2',
  zip: 'postal-code',
  city: 'address-level2',
  phone: 'tel',
};

type Form = { typed: TypedAddress; problem: string | null };

export function addressPage(
  { order, shown }: OpenAddress,
  { typed, problem }: Form,
  language: Language,
): Pick<CustomerPage, 'title' | 'content'> {
  const texts = addressTexts[language];
  const has = firstTyped(shown);
  const lines = [
    has.name,
    shown.company ?? '',
    has.address1,
    has.address2,
    `${has.zip} ${has.city}`.trim(),
    shown.countryCode ?? '',
  ];
  return {
    title: texts.title,
    content: html`${
        problem !== null &&
        html`<div class="problems" role="alert">
          <h2>${texts.problems}</h2>
          <ul>
            <li><a href="#right">${problem}</a></li>
          </ul>
        </div>`
      }
      <h1>${texts.title}</h1>
      <p>${texts.intro(order)}</p>
      <h2>${texts.ours}</h2>
      <p>${lines.filter((line) => line !== '').map((line) => html`${line}<br />`)}</p>
      <form method="post">
        <input type="hidden" name="do" value="address" />
        <fieldset id="right">
          <legend>${texts.question}</legend>
          ${radio('right', { value: 'yes', label: texts.right, chosen: typed.right === 'yes' })}
          ${radio('right', { value: 'no', label: texts.wrong, chosen: typed.right === 'no' })}
        </fieldset>
        <p class="hint">${texts.correctHint}</p>
        ${typedFields.map((id) =>
          textField({
            ...{ id, label: texts.fields[id], value: typed[id], problems: {} },
            ...{ type: id === 'phone' ? 'tel' : 'text', autocomplete: completes[id], maxLength: 255 },
          }),
        )}
        <button>${texts.send}</button>
      </form>`,
  };
}

export function thanksPage(
  answer: 'confirmed' | 'corrected',
  language: Language,
): Pick<CustomerPage, 'title' | 'content'> {
  const { title, right, corrected } = addressTexts[language].thanks;
  return {
    title,
    content: html`<h1>${title}</h1>
      <p>${answer === 'confirmed' ? right : corrected}</p>`,
  };
}
