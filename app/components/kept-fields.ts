/** Reading of what a browser has kept of a form. It was written by us, but perhaps by an earlier version. */

export function fieldsOf(kept: unknown): Record<string, unknown> {
  return typeof kept === 'object' && kept !== null ? { ...kept } : {};
}

/** Chosen quantities by line, as far as each line is still there (`mostOf` knows it) and has so many. */
export function quantitiesOf(
  kept: unknown,
  mostOf: (lineItemId: string) => number | undefined,
): Record<string, number> {
  const quantities: Record<string, number> = {};
  for (const [lineItemId, quantity] of Object.entries(fieldsOf(kept))) {
    const most = mostOf(lineItemId) ?? 0;
    const fits = typeof quantity === 'number' && Number.isInteger(quantity) && quantity > 0;
    if (fits && most > 0) quantities[lineItemId] = Math.min(quantity, most);
  }
  return quantities;
}
