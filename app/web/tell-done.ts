/** App Bridge, when the page is inside the admin and its script has arrived. */
export function bridge(): typeof window.shopify | null {
  return 'shopify' in window ? window.shopify : null;
}

/** A word in passing when something was done. Never for errors: they must stay until they are solved. */
export function tellDone(message: string): void {
  bridge()?.toast.show(message);
}
