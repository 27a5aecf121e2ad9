import { html, type SafeHtml } from '../html.ts';
import { words } from '../format.ts';
import { APP_ID, type DevStoreOptions } from '../../options.ts';
import type { LineItem, Order } from '../../state/types.ts';

/** Where an order came from: an app's orders carry its number, people know it by its name. */
export function sourceLabel(order: Order, options: DevStoreOptions): string {
  return order.sourceName === String(APP_ID) ? options.appName : words(order.sourceName);
}

/** What a line was given on the way: engravings, card texts. */
export function lineProperties(line: LineItem): string[] {
  return (line.customAttributes ?? []).map((one) => `${one.key}: ${one.value ?? ''}`);
}

/** Attributes of the order and its number on the platform it was made by; nothing where there are none. */
export function detailsCard(order: Order): SafeHtml | null {
  const details = [
    ...order.customAttributes.map((one) => ({ name: one.key, value: one.value ?? '' })),
    ...(order.sourceIdentifier === null ? [] : [{ name: 'Source identifier', value: order.sourceIdentifier }]),
    ...(order.poNumber == null ? [] : [{ name: 'PO number', value: order.poNumber }]),
  ];
  if (details.length === 0) return null;
  return html`<section class="card" aria-labelledby="details">
    <div class="card-head"><h2 id="details">Additional details</h2></div>
    ${details.map(
      (one) =>
        html`<h3>${one.name}</h3>
          <p>${one.value}</p>`,
    )}
  </section>`;
}
