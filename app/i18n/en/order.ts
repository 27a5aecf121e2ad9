/** An order beside a complaint. */
export const orderTexts = {
  times: (price: string, quantity: number) => (quantity === 1 ? price : `${price} × ${quantity}`),
};
