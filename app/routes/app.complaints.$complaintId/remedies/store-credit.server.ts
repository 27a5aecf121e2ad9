import { goodwillField, goodwillSchema } from './goodwill-wire.server.ts';
import type { RemedyWire } from './wire.server.ts';

/** Store credit as its form sends it. */
export const storeCreditWire: RemedyWire<'store_credit'> = {
  schema: goodwillSchema,
  fieldOf: (problem) => (problem.kind === 'no_customer' || problem.kind === 'not_usable' ? '' : goodwillField(problem)),
};
