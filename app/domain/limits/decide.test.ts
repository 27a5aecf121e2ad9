import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../money.ts';
import type { Money } from '../money.ts';
import { decide } from './decide.ts';
import type { LimitPolicy } from './decide.ts';
import type { GivenBefore } from './given-before.ts';
import { firstDayLimit } from './first-day.ts';

const eur = (minor: number) => money(minor, 'EUR');
const decideOn = (
  policy: LimitPolicy,
  givenOnCase: Money,
  total: Money,
  before: GivenBefore[] = [],
  needsLead = false,
) => decide(policy, { givenOnCase, before }, { total, needsLead });
const amounts = fc.integer({ min: 1, max: 1_000_00 });

describe('a decision', () => {
  it('says the limit, what was given and what is left when it refuses', () => {
    const decision = decideOn({ role: 'agent', perCase: eur(50_00) }, eur(38_50), eur(12_00));
    expect(decision).toEqual({
      verdict: 'refused',
      why: 'over_limit',
      role: 'agent',
      numbers: { limit: eur(50_00), given: eur(38_50), left: eur(11_50), asked: eur(12_00) },
      before: [],
    });
  });

  it('allows exactly what is left, and not a cent more', () => {
    const policy = { role: 'agent', perCase: eur(50_00) } as const;
    expect(decideOn(policy, eur(38_50), eur(11_50)).verdict).toBe('allowed');
    expect(decideOn(policy, eur(38_50), eur(11_51)).verdict).toBe('refused');
  });

  it('refuses everything to somebody without a role, even where no limit is set', () => {
    expect(decideOn({ role: 'none', perCase: null }, eur(0), eur(1))).toMatchObject({
      verdict: 'refused',
      why: 'no_role',
    });
  });

  it('never shows less than nothing left after a limit was lowered', () => {
    const { numbers } = decideOn({ role: 'agent', perCase: eur(10_00) }, eur(40_00), eur(1));
    expect(numbers.left).toEqual(eur(0));
  });

  it('leaves it to a lead to give something for what was paid for before, and says what that was', () => {
    const before: GivenBefore[] = [{ kind: 'inquiry' }];
    const agent = decideOn({ role: 'agent', perCase: eur(50_00) }, eur(0), eur(1), before);
    expect(agent).toMatchObject({ verdict: 'refused', why: 'given_before', before });
    const lead = decideOn({ role: 'lead', perCase: eur(50_00) }, eur(0), eur(1), before);
    expect(lead).toMatchObject({ verdict: 'allowed', before });
  });

  it('never turns from allowed to refused when the limit is raised', () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, amounts, (limit, raise, given, asked) => {
        const before = decideOn({ role: 'agent', perCase: eur(limit) }, eur(given), eur(asked));
        const after = decideOn({ role: 'agent', perCase: eur(limit + raise) }, eur(given), eur(asked));
        if (before.verdict === 'allowed') expect(after.verdict).toBe('allowed');
      }),
    );
  });

  it('cannot be got round by splitting one gift into two', () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, (limit, first, second) => {
        const policy = { role: 'agent', perCase: eur(limit) } as const;
        const whole = decideOn(policy, eur(0), eur(first + second));
        const one = decideOn(policy, eur(0), eur(first));
        const two = decideOn(policy, eur(first), eur(second));
        expect(one.verdict === 'allowed' && two.verdict === 'allowed').toBe(whole.verdict === 'allowed');
      }),
    );
  });
});

describe('the first day', () => {
  it('gives agents a little, leads more and the owner no limit, in the shop currency', () => {
    expect(firstDayLimit('agent', 'EUR')).toEqual(eur(50_00));
    expect(firstDayLimit('lead', 'EUR')).toEqual(eur(200_00));
    expect(firstDayLimit('owner', 'EUR')).toBeNull();
    expect(firstDayLimit('agent', 'JPY')).toEqual(money(7_500, 'JPY'));
    expect(firstDayLimit('agent', 'CZK')).toEqual(money(1_250_00, 'CZK'));
  });
});
