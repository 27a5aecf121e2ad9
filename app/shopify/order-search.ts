/**
 * Turns what a person typed into Shopify's search syntax. Quotes and backslashes are taken out, so that nothing typed
 * can become a filter of its own.
 */
export function orderSearchQuery(typed: string): string {
  const text = typed.replace(/["\\]/g, ' ').trim().slice(0, 100);
  if (/^#?\d{1,12}$/.test(text)) {
    const number = text.replace('#', '');
    return `name:"#${number}" OR name:"${number}"`;
  }
  if (/^\S+@\S+$/.test(text)) return `email:"${text}"`;
  // An order name with letters in it, such as EU-1042.
  if (/^#?[A-Za-z]{1,6}-?\d+$/.test(text)) return `name:"${text}" OR name:"#${text.replace('#', '')}"`;
  return text
    .split(/\s+/)
    .map((word) => word.replace(/[:()<>*]/g, ''))
    .filter((word) => word !== '' && !/^(OR|AND|NOT)$/.test(word))
    .map((word) => `${word}*`)
    .join(' ');
}
