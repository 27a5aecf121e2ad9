/** Small pieces that several pages use. */
import { html, type SafeHtml } from './html.ts';
import type { BadgeFacts } from './order-facts.ts';
import type { Address } from '../state/types.ts';

/** A pill with a state in words. */
export function badge(facts: BadgeFacts): SafeHtml {
  return html`<span class="badge ${facts.tone}">${facts.label}</span>`;
}

/** A product's picture, or an empty frame of the same size. */
export function picture(source: string | null): SafeHtml {
  return source === null
    ? html`<span class="thumb" aria-hidden="true"></span>`
    : html`<img class="thumb" src="${source}" alt="" width="40" height="40" loading="lazy" />`;
}

/** An address as on a label. */
export function addressLines(address: Address | null): SafeHtml {
  if (address === null) return html`<p class="subdued">None</p>`;
  const lines = [
    [address.firstName, address.lastName].filter(Boolean).join(' '),
    address.company,
    address.address1,
    address.address2,
    [address.zip, address.city].filter(Boolean).join(' '),
    address.country,
    address.phone,
  ].filter((line) => line !== null && line !== '');
  return html`<address>${lines.map((line) => html`<span>${line}</span>`)}</address>`;
}
