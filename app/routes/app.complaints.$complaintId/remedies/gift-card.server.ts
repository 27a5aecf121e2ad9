import { goodwillField, goodwillSchema } from './goodwill-wire.server.ts';
import type { RemedyWire } from './wire.server.ts';

/** A gift card as its form sends it. */
export const giftCardWire: RemedyWire<'gift_card'> = {
  schema: goodwillSchema,
  fieldOf: (problem) => {
    switch (problem.kind) {
      case 'more_than_a_card':
        return 'amount';
      case 'no_customer':
      case 'not_permitted':
      case 'not_reachable':
        return '';
      default:
        return goodwillField(problem);
    }
  },
};
