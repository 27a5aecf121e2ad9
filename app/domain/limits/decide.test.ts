import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../money.ts';
import type { LimitedRole, Role } from '../people.ts';
import type { RemedyKind } from '../remedy/kinds.ts';
import { changePolicy } from './change-policy.ts';
import type { PolicyPatch } from './change-policy.ts';
import { decide } from './decide.ts';
import type { LimitRequest } from './decide.ts';
import { firstDayPolicy } from './first-day.ts';
import type { GivenBefore } from './given-before.ts';
import type { AskedRemedy } from './limits.ts';
import type { Policy, RoleRules } from './policy.ts';
import { replay } from './replay.ts';
import { unused } from './usage.ts';
import type { Amounts, LimitUsage } from './usage.ts';

const eur = (minor: number) => money(minor, 'EUR');
const free: Partial<RoleRules> = { perCase: null, perCustomer: null, perDay: null };
/** No limit anywhere but those of the patch. */
const rules = (patch: PolicyPatch = {}): Policy =>
  changePolicy(changePolicy(firstDayPolicy('EUR'), { roles: { agent: free, lead: free, owner: free } }), patch);
const given = (face: number, remedies = 1): Amounts => ({ face, cost: face, remedies });
const usage = (parts: Partial<LimitUsage> = {}): LimitUsage => ({
  ...unused,
  ...{ case: { face: 0, byKind: {} }, order: { face: 0, paid: 100_00 }, before: [] },
  ...parts,
});
const refund = (face: number): AskedRemedy => ({ kind: 'refund', face, cost: face, needsLead: false });
const by = (role: Role, remedies: AskedRemedy[], parts: Partial<LimitRequest> = {}): LimitRequest => ({
  ...{ person: { userId: '1', role }, reason: 'damaged', severity: 'normal', vip: false, remedies, seconds: 0 },
  ...parts,
});

describe('a decision', () => {
  it('says the limit, what was given and what is left when somebody above has to say yes', () => {
    const policy = rules({ roles: { agent: { perCase: 50_00 } } });
    const decision = decide(policy, usage({ case: { face: 38_50, byKind: {} } }), by('agent', [refund(12_00)]));
    expect(decision).toMatchObject({
      ...{ verdict: 'needs_approval', by: 'lead', people: 1, why: 'over_limit', role: 'agent' },
      check: { limit: 'per_case', most: 50_00, used: 38_50, asked: 12_00 },
      numbers: { name: 'per_case', limit: eur(50_00), given: eur(38_50), left: eur(11_50), asked: eur(12_00) },
    });
  });

  it('allows exactly what is left, and not a cent more', () => {
    const policy = rules({ roles: { agent: { perCase: 50_00 } } });
    const used = usage({ case: { face: 38_50, byKind: {} } });
    expect(decide(policy, used, by('agent', [refund(11_50)])).verdict).toBe('allowed');
    expect(decide(policy, used, by('agent', [refund(11_51)])).verdict).toBe('needs_approval');
  });

  it('refuses everything to somebody without a role, even where no limit is set', () => {
    expect(decide(rules(), usage(), by('none', [refund(1)]))).toMatchObject({ verdict: 'refused', why: 'no_role' });
  });

  it('goes past a lead who may not give it either, and refuses what not even the owner may', () => {
    const policy = rules({ roles: { agent: { perCase: 50_00 }, lead: { perCase: 80_00 }, owner: { perCase: 90_00 } } });
    expect(decide(policy, usage(), by('agent', [refund(80_00)]))).toMatchObject({ by: 'lead' });
    expect(decide(policy, usage(), by('agent', [refund(80_01)]))).toMatchObject({ by: 'owner' });
    expect(decide(policy, usage(), by('agent', [refund(90_01)]))).toMatchObject({ verdict: 'refused' });
    expect(decide(policy, usage(), by('owner', [refund(90_01)]))).toMatchObject({ verdict: 'refused' });
  });

  it('never shows less than nothing left after a limit was lowered', () => {
    const policy = rules({ roles: { agent: { perCase: 10_00 } } });
    const { numbers } = decide(policy, usage({ case: { face: 40_00, byKind: {} } }), by('agent', [refund(1)]));
    expect(numbers.left).toEqual(eur(0));
  });

  it('names, of several limits that fail, the one that leaves least: nobody gives less only to meet the next one', () => {
    const own = rules({ roles: { agent: { perCase: 50_00, perDay: 60_00 } } });
    const today = usage({ person: { day: given(60_00) } });
    expect(decide(own, today, by('agent', [refund(51_00)]))).toMatchObject({
      check: { limit: 'per_day', used: 60_00 },
      numbers: { name: 'per_day', left: eur(0) },
    });
    const budgets = rules({ shop: { day: 200_00, month: 150_00 } });
    const spent = usage({ shop: { ...unused.shop, day: given(164_40), month: given(164_40) } });
    expect(decide(budgets, spent, by('owner', [refund(45_00)]))).toMatchObject({
      ...{ verdict: 'refused', check: { limit: 'shop_month' } },
    });
  });

  it('leaves it to a lead to give something for what was paid for before, and says what that was', () => {
    const before: GivenBefore[] = [{ kind: 'inquiry' }];
    const asked = decide(rules(), usage({ before }), by('agent', [refund(1)]));
    expect(asked).toMatchObject({ verdict: 'needs_approval', by: 'lead', why: 'given_before', before });
    expect(decide(rules(), usage({ before }), by('lead', [refund(1)]))).toMatchObject({ verdict: 'allowed', before });
  });

  it('leaves to a lead what only leads give', () => {
    const asked = by('agent', [{ ...refund(1), kind: 'vip_price', needsLead: true }]);
    expect(decide(rules(), usage(), asked)).toMatchObject({ by: 'lead', why: 'needs_lead', kind: 'vip_price' });
  });

  it('asks for kinds that a role may not give, and for those that do not fit the reason', () => {
    const agent = by('agent', [{ ...refund(1), kind: 'gift_card' }]);
    const noCards = rules({ roles: { agent: { kinds: ['refund'] } } });
    expect(decide(noCards, usage(), agent)).toMatchObject({ by: 'lead', why: 'kind', kind: 'gift_card' });
    const noneForDamage = rules({ matrix: { damaged: { normal: { kinds: ['refund'], proposed: 'refund' } } } });
    expect(decide(noneForDamage, usage(), agent)).toMatchObject({ by: 'lead', why: 'reason' });
    expect(decide(noneForDamage, usage(), { ...agent, severity: 'high' }).verdict).toBe('allowed');
    expect(decide(noneForDamage, usage(), { ...agent, person: { userId: '2', role: 'lead' } }).verdict).toBe('allowed');
  });

  it('lets nobody past what binds the whole shop', () => {
    const policy = rules({ shop: { month: 100_00, monthCost: 60_00, hourCount: 3 } });
    const shop = { ...unused.shop, month: given(95_00), hour: given(0, 3) };
    const over = decide(policy, usage({ shop }), by('owner', [refund(5_01)]));
    expect(over).toMatchObject({ verdict: 'refused', check: { limit: 'shop_hour_count', most: 3, used: 3, asked: 1 } });
    const month = { ...unused.shop, month: { face: 95_00, cost: 59_00, remedies: 1 } };
    expect(decide(policy, usage({ shop: month }), by('owner', [{ ...refund(5_00), cost: 2_00 }]))).toMatchObject({
      check: { limit: 'shop_month_cost', used: 59_00, asked: 2_00 },
    });
  });

  it('counts a customer over the days that the rules say, and the remedies too', () => {
    const policy = rules({ roles: { agent: { perCustomer: 30_00, perCustomerCount: 2 } }, customerDays: 30 });
    const customer = { days30: given(20_00, 1), days90: given(90_00, 9), days365: given(90_00, 9) };
    expect(decide(policy, usage({ customer }), by('agent', [refund(10_00)])).verdict).toBe('allowed');
    expect(decide(policy, usage({ customer }), by('agent', [refund(1), refund(1)]))).toMatchObject({
      check: { limit: 'per_customer_count', most: 2, used: 1, asked: 2 },
    });
  });

  it('lets a VIP have more, of what is hers and not of what is the shop’s', () => {
    const policy = rules({
      ...{ roles: { agent: { perCase: 50_00, perDay: 60_00 } }, vip: { percent: 150 }, shop: { day: 70_00 } },
    });
    expect(decide(policy, usage(), by('agent', [refund(55_00)], { vip: true })).verdict).toBe('allowed');
    expect(decide(policy, usage(), by('agent', [refund(61_00)], { vip: true }))).toMatchObject({
      check: { limit: 'per_day' },
    });
    expect(decide(policy, usage(), by('agent', [refund(71_00)], { vip: true }))).toMatchObject({ verdict: 'refused' });
  });

  it('needs two people above the second threshold, whoever asks', () => {
    const policy = rules({ roles: { agent: { perCase: 50_00 } }, approval: { secondAbove: 100_00 } });
    expect(decide(policy, usage(), by('agent', [refund(100_01)]))).toMatchObject({ by: 'lead', people: 2 });
    expect(decide(policy, usage(), by('owner', [refund(100_01)]))).toMatchObject({ why: 'second', people: 1 });
    expect(decide(policy, usage(), by('owner', [refund(100_01)], { seconds: 1 })).verdict).toBe('allowed');
    expect(decide(policy, usage(), by('owner', [refund(100_00)])).verdict).toBe('allowed');
  });

  it('holds a person to her own rules where she has some', () => {
    const policy = rules({ roles: { agent: { perCase: 50_00 } }, people: { 7: { perCase: 80_00 } } });
    const asked = by('agent', [refund(70_00)]);
    expect(decide(policy, usage(), asked).verdict).toBe('needs_approval');
    expect(decide(policy, usage(), { ...asked, person: { userId: '7', role: 'agent' } }).verdict).toBe('allowed');
  });
});

const minor = fc.integer({ min: 0, max: 300_00 });
const limit = fc.option(minor, { nil: null });
const roleRules: fc.Arbitrary<Partial<RoleRules>> = fc.record({
  ...{ perRemedy: limit, perCase: limit, perOrder: limit, perCustomer: limit, perDay: limit },
  perOrderPercent: fc.option(fc.integer({ min: 0, max: 200 }), { nil: null }),
  perCustomerCount: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }),
});
const shopRules = fc.record({
  ...{ hour: limit, hours24: limit, day: limit, dayCost: limit, month: limit, monthCost: limit },
  ...{ hourCount: limit, hours24Count: limit },
});
const policies = fc
  .record({ agent: roleRules, lead: roleRules, owner: roleRules, shop: shopRules, second: limit })
  .map(({ agent, lead, owner, shop, second }) =>
    rules({ roles: { agent, lead, owner }, shop, approval: { secondAbove: second } }),
  );
const amounts = fc.record({ face: minor, cost: minor, remedies: fc.integer({ min: 0, max: 9 }) });
const usages: fc.Arbitrary<LimitUsage> = fc.record({
  person: fc.record({ day: amounts }),
  customer: fc.option(fc.record({ days30: amounts, days90: amounts, days365: amounts }), { nil: null }),
  shop: fc.record({ hour: amounts, hours24: amounts, day: amounts, month: amounts }),
  case: fc.record({ face: minor, byKind: fc.constant({}) }),
  order: fc.record({ face: minor, paid: minor }),
  before: fc.constant([]),
});
const kinds: RemedyKind[] = ['refund', 'store_credit', 'discount_code'];
const asks = fc.array(
  fc.record({ kind: fc.constantFrom(...kinds), face: minor, cost: minor, needsLead: fc.boolean() }),
  { minLength: 1, maxLength: 3 },
);
const limited = fc.constantFrom<LimitedRole>('agent', 'lead', 'owner');
const amountRules = ['perRemedy', 'perCase', 'perOrder', 'perCustomer', 'perDay'] as const;
const shopAmounts = ['hour', 'hourCount', 'hours24', 'hours24Count', 'day', 'dayCost', 'month', 'monthCost'] as const;
const worse = { allowed: 0, needs_approval: 1, refused: 2 } as const;

/** Everything that was given moves from what is asked into what is used. */
function afterwards(before: LimitUsage, remedies: readonly AskedRemedy[]): LimitUsage {
  const sum = (part: 'face' | 'cost') => remedies.reduce((all, each) => all + each[part], 0);
  const plus = ({ face, cost, remedies: count }: Amounts): Amounts => ({
    ...{ face: face + sum('face'), cost: cost + sum('cost'), remedies: count + remedies.length },
  });
  const byKind = { ...before.case.byKind };
  for (const { kind, face } of remedies) byKind[kind] = (byKind[kind] ?? 0) + face;
  const { person, customer, shop, order } = before;
  return {
    ...before,
    person: { day: plus(person.day) },
    customer: customer && {
      ...{ days30: plus(customer.days30), days90: plus(customer.days90) },
      days365: plus(customer.days365),
    },
    shop: {
      ...{ hour: plus(shop.hour), hours24: plus(shop.hours24) },
      ...{ day: plus(shop.day), month: plus(shop.month) },
    },
    case: { face: before.case.face + sum('face'), byKind },
    order: { ...order, face: order.face + sum('face') },
  };
}

describe('whatever the rules', () => {
  it('raising a limit never makes an answer worse', () => {
    fc.assert(
      fc.property(
        policies,
        usages,
        asks,
        limited,
        limited,
        fc.constantFrom(...amountRules),
        minor,
        (policy, used, asked, role, of, name, raise) => {
          const before = policy.roles[of][name];
          const raised = changePolicy(policy, { roles: { [of]: { [name]: before === null ? null : before + raise } } });
          const was = decide(policy, used, by(role, asked)).verdict;
          const is = decide(raised, used, by(role, asked)).verdict;
          expect(worse[is]).toBeLessThanOrEqual(worse[was]);
        },
      ),
    );
    fc.assert(
      fc.property(
        policies,
        usages,
        asks,
        limited,
        fc.constantFrom(...shopAmounts),
        minor,
        (policy, used, asked, role, name, raise) => {
          const before = policy.shop[name];
          const raised = changePolicy(policy, { shop: { [name]: before === null ? null : before + raise } });
          const was = decide(policy, used, by(role, asked)).verdict;
          expect(worse[decide(raised, used, by(role, asked)).verdict]).toBeLessThanOrEqual(worse[was]);
        },
      ),
    );
  });

  it('splitting a gift never gives more than giving it whole would', () => {
    fc.assert(
      fc.property(policies, usages, limited, minor, minor, (policy, used, role, one, two) => {
        const whole = decide(policy, used, by(role, [refund(one + two)])).verdict;
        const first = decide(policy, used, by(role, [refund(one)])).verdict;
        const second = decide(policy, afterwards(used, [refund(one)]), by(role, [refund(two)])).verdict;
        const both = first === 'allowed' && second === 'allowed';
        // Nothing is no gift: it passes where nothing more would.
        if (one === 0 || two === 0) return;
        if (both) expect(whole).toBe('allowed');
      }),
    );
  });

  it('what fits together is accepted in whatever order, and what is accepted never passes a limit', () => {
    const pieces = fc.array(minor, { minLength: 1, maxLength: 6 });
    const shuffled = pieces.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
    fc.assert(
      fc.property(policies, usages, limited, shuffled, (policy, used, role, [all, order]) => {
        const whole = decide(policy, used, by(role, all.map(refund))).verdict;
        let [now, accepted] = [used, 0];
        for (const face of order) {
          if (decide(policy, now, by(role, [refund(face)])).verdict !== 'allowed') continue;
          now = afterwards(now, [refund(face)]);
          accepted += face;
        }
        if (whole === 'allowed') expect(accepted).toBe(all.reduce((sum, each) => sum + each, 0));
        const { perCase } = policy.roles[role];
        if (accepted > 0 && perCase !== null) expect(now.case.face).toBeLessThanOrEqual(perCase);
        if (accepted > 0 && policy.shop.month !== null)
          expect(now.shop.month.face).toBeLessThanOrEqual(policy.shop.month);
      }),
    );
  });

  it('the same record gives the same answer again', () => {
    fc.assert(
      fc.property(policies, usages, asks, limited, (policy, used, asked, role) => {
        const request = by(role, asked);
        const decision = decide(policy, used, request);
        const stored: unknown = JSON.parse(JSON.stringify({ policyVersion: 1, usage: used, request }));
        expect(replay({ inputs: stored as never }, policy)).toEqual(decision);
      }),
    );
  });
});
