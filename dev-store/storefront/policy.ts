/**
 * What a page of the shop may load: its own files alone.
 * @param styles sources of styles, `'self'` and the digests of those that stand in the page
 */
export const policyWith = (styles: string): string =>
  `default-src 'none'; style-src ${styles}; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
