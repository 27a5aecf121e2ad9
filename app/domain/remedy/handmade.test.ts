import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMore, money, sum } from '../money.ts';
import { customSteps } from './custom.ts';
import { externalGiftSteps } from './external-gift.ts';
import { isUntouched, nextSteps, stepsAhead, stepTexts, takeStep } from './handmade.ts';
import type { StepDetails, StepRules, TakenStep } from './handmade.ts';
import { repairSteps } from './repair.ts';

const eur = (minor: number) => money(minor, 'EUR');
const kinds: Record<string, StepRules> = { repair: repairSteps, gift: externalGiftSteps, custom: customSteps };
const decided = eur(30_00);
const taken = (...steps: string[]) => steps.map((step) => ({ step }));
const take = (rules: StepRules, before: string[], step: string, details: StepDetails = {}) =>
  takeStep(rules, taken(...before), decided, { step, details });

describe('the steps of what people carry out', () => {
  it('lead from nothing done to arrived', () => {
    expect(stepsAhead(repairSteps, [])).toEqual(['received', 'repaired', 'sent_back', 'arrived']);
    expect(stepsAhead(externalGiftSteps, taken('ordered'))).toEqual(['sent', 'arrived']);
    expect(stepsAhead(customSteps, [])).toEqual(['done']);
  });

  it('lead nowhere from an end', () => {
    for (const end of ['arrived', 'not_repairable']) expect(nextSteps(repairSteps, taken(end))).toEqual([]);
    for (const end of ['arrived', 'called_off']) expect(nextSteps(externalGiftSteps, taken(end))).toEqual([]);
    expect(nextSteps(customSteps, taken('done'))).toEqual([]);
  });

  it('offer the way on first, and what goes wrong after it', () => {
    expect(nextSteps(repairSteps, taken('received'))).toEqual(['repaired', 'not_repairable']);
    expect(nextSteps(externalGiftSteps, taken('ordered'))).toEqual(['sent', 'called_off']);
  });

  it('cannot be skipped or taken out of their turn', () => {
    expect(take(repairSteps, [], 'arrived')).toEqual({ ok: false, error: { kind: 'not_next' } });
    expect(take(repairSteps, ['received', 'repaired'], 'not_repairable', { why: 'x' })).toMatchObject({ ok: false });
    expect(take(repairSteps, [], 'toString')).toEqual({ ok: false, error: { kind: 'not_next' } });
  });

  it('keep what belongs to them, trimmed, and nothing else', () => {
    const details = { courier: ' DPD ', number: '  ', why: 'x', cost: eur(1_00) };
    expect(take(repairSteps, ['received', 'repaired'], 'sent_back', details)).toEqual({
      ok: true,
      value: { to: 'issued', details: { courier: 'DPD' } },
    });
  });

  it('ask for what they need, and for no more than fits', () => {
    expect(take(externalGiftSteps, [], 'ordered', { receipt: ' ' })).toEqual({
      ok: false,
      error: { kind: 'missing', field: 'receipt' },
    });
    expect(take(customSteps, [], 'done', { what: 'x'.repeat(501) })).toEqual({
      ok: false,
      error: { kind: 'too_long', field: 'what', most: 500 },
    });
  });

  it('take no cost above what was decided, and say what that was', () => {
    expect(take(repairSteps, ['received'], 'repaired', { cost: eur(30_00) })).toMatchObject({ ok: true });
    expect(take(repairSteps, ['received'], 'repaired', { cost: eur(30_01) })).toEqual({
      ok: false,
      error: { kind: 'above_decided', decided, asked: eur(30_01) },
    });
    expect(take(repairSteps, ['received'], 'repaired', { cost: money(1, 'USD') })).toEqual({
      ok: false,
      error: { kind: 'currency_differs', expected: 'EUR' },
    });
  });

  it('are none at the beginning: only then can it be taken back', () => {
    expect(isUntouched(null)).toBe(true);
    expect(isUntouched({ steps: [] })).toBe(true);
    expect(isUntouched({ steps: [{ step: 'received', at: '', by: '', details: {} }] })).toBe(false);
  });
});

describe('whatever people press, in whatever order', () => {
  const details = fc.record({
    ...Object.fromEntries(stepTexts.map((field) => [field, fc.string({ maxLength: 8 })])),
    cost: fc.option(fc.integer({ min: 0, max: 60_00 }).map(eur), { nil: undefined }),
  }) as fc.Arbitrary<StepDetails>;

  it.each(Object.keys(kinds))('of a %s no step is taken twice or back, and it costs no more than decided', (kind) => {
    const rules = kinds[kind] ?? {};
    const press = fc.record({ step: fc.constantFrom(...Object.keys(rules)), details });
    fc.assert(
      fc.property(fc.array(press, { maxLength: 40 }), (presses) => {
        const steps: TakenStep[] = [];
        let ended = false;
        for (const pressed of presses) {
          const { cost, ...texts } = pressed.details;
          const asked = { step: pressed.step, details: { ...texts, ...(cost && { cost }) } };
          const step = takeStep(rules, steps, decided, asked);
          if (!step.ok) continue;
          expect(ended, 'a step after the end').toBe(false);
          expect(steps.map((each) => each.step)).not.toContain(asked.step);
          ended = step.value.to !== 'issued';
          steps.push({ step: asked.step, at: '', by: '', details: step.value.details });
          expect(stepsAhead(rules, steps).length).toBeLessThan(stepsAhead(rules, steps.slice(0, -1)).length);
        }
        const costs = steps.flatMap((each) => each.details.cost ?? []);
        expect(isMore(sum(costs, 'EUR'), decided)).toBe(false);
      }),
    );
  });
});
