/** Items that can be sold, and that the typed words begin. Nothing typed can become a filter of its own. */
export function itemSearchQuery(typed: string): string {
  const words = typed
    .slice(0, 100)
    .split(/[\s"'\\:()<>*,-]+/)
    .filter((word) => word !== '' && !/^(OR|AND|NOT)$/.test(word));
  return ['product_status:active', ...words.map((word) => `${word}*`)].join(' ');
}

/** Items that can be sold and are there, of the same kind of product if it has one. */
export function inStockQuery(productType: string | null): string {
  const kind = productType?.replace(/["\\]/g, ' ').trim() ?? '';
  const there = 'product_status:active inventory_quantity:>0';
  return kind === '' ? there : `${there} product_type:"${kind}"`;
}
