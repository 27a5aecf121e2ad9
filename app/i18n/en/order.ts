/** The lines of an order. */
export const lineTexts = {
  times: (price: string, quantity: number) => (quantity === 1 ? price : `${price} × ${quantity}`),
  howMany: (title: string) => `How many of ${title}`,
  of: (quantity: number) => `of ${quantity}`,
  refundedAlready: (refunded: number, of: number) =>
    refunded === of ? 'Refunded already' : `${refunded} of ${of} refunded already`,
};
