import { html, type Html } from './html.ts';

/** A text in which the number of a complaint is not broken at its hyphen when a line ends. */
export const keepWhole = (text: string): Html =>
  html`${text.split(/(C-\d+)/).map((part, index) => (index % 2 === 0 ? part : html`<span class="whole">${part}</span>`))}`;
