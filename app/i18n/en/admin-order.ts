/** What the server says to the extension on an order's page in the admin. Its own words are in its folder. */
export const adminOrderTexts = {
  nextBy: (next: string, by: string) => `${next}, by ${by}`,
  given: (what: string, amount: string | null, state: string) =>
    `${what}${amount === null ? '' : `, ${amount}`}: ${state.charAt(0).toLowerCase()}${state.slice(1)}`,
  notAnOrder: 'This is not an order of your shop.',
};
