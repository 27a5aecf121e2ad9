import { firstDayAmount } from '../limits/first-day.ts';
import { add, isMore } from '../money.ts';
import type { Money } from '../money.ts';
import { percentOf } from './discount-code-rules.ts';

/** What it costs a shop when something is sent back. Amounts in the shop's currency. */
export type ReturnCosts = {
  label: Money;
  /** Unpacking it, looking at it, putting it away. */
  handling: Money;
  /** What of its worth is lost, because it can no longer be sold as new. 0 to 100. */
  resaleLossPercent: number;
};

/** Before the owner has said what it costs in this shop. */
export const firstDayReturnCosts = (currency: string): ReturnCosts => ({
  label: firstDayAmount(6, currency),
  handling: firstDayAmount(4, currency),
  resaleLossPercent: 20,
});

/** Whether sending back is worth it, with every number that says so. In the shop's currency. */
export type Keeping = {
  better: 'keep' | 'return';
  label: Money;
  handling: Money;
  loss: Money;
  /** Label, handling and loss together. */
  total: Money;
  /** What the goods are worth to the shop. */
  value: Money;
};

/** Letting the customer keep it is better when sending it back costs more than it is worth. */
export function keepOrReturn({ label, handling, resaleLossPercent }: ReturnCosts, value: Money): Keeping {
  const loss = percentOf(value, resaleLossPercent);
  const total = add(add(label, handling), loss);
  return { better: isMore(total, value) ? 'keep' : 'return', label, handling, loss, total, value };
}
