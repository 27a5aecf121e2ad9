import type { CodeValueAsk } from '#app/domain/remedy/discount-code.ts';

/** What is chosen and typed in the code's form. Amounts and numbers stay text: the server reads them. */
export type DiscountCodeDraft = {
  what: CodeValueAsk['kind'];
  amount: string;
  percent: string;
  upTo: string;
  minimum: string;
  validDays: string;
  combines: boolean;
};

/** What a code can take off, in the order in which it is offered. */
export const codeKinds = ['amount', 'percent', 'free_shipping'] as const satisfies readonly CodeValueAsk['kind'][];

const standardDays = '90';

export const emptyCode: DiscountCodeDraft = {
  what: 'amount',
  amount: '',
  percent: '',
  upTo: '',
  minimum: '',
  validDays: standardDays,
  combines: false,
};
