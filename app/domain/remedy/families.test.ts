import { describe, expectTypeOf, it } from 'vitest';
import { goodwillValue, refundMoney } from './families.ts';
import type { GoodwillValue, RefundMoney } from './families.ts';
import type { Family, PlanOf, RemedyKind } from './kinds.ts';
import type { Money } from '../money.ts';

/** Every type of money that a plan holds, at any depth. */
type MoneyIn<T> = T extends Money
  ? T
  : T extends readonly (infer Each)[]
    ? MoneyIn<Each>
    : T extends object
      ? { [Name in keyof T]: MoneyIn<T[Name]> }[keyof T]
      : never;

describe('money to be paid back and what is given out of goodwill', () => {
  it('are two types, and neither passes for the other', () => {
    expectTypeOf<RefundMoney>().not.toExtend<GoodwillValue>();
    expectTypeOf<GoodwillValue>().not.toExtend<RefundMoney>();
    const back = refundMoney({ minor: 100, currency: 'EUR' });
    const kind = goodwillValue({ minor: 100, currency: 'EUR' });
    // @ts-expect-error money to be paid back never becomes a code, a card or a credit
    goodwillValue(back);
    // @ts-expect-error and what was asked for as goodwill is never paid back
    refundMoney(kind);
  });

  it('never meet in one plan: a goodwill plan holds no money to be paid back', () => {
    type PaidBack = 'refund' | 'cancellation';
    type Goodwill = Exclude<RemedyKind, PaidBack>;
    expectTypeOf<Extract<MoneyIn<PlanOf<Goodwill>>, RefundMoney>>().toBeNever();
    expectTypeOf<Extract<MoneyIn<PlanOf<PaidBack>>, GoodwillValue>>().toBeNever();
    expectTypeOf<Family>().toEqualTypeOf<'refund' | 'goodwill'>();
  });
});
