import { describe, expect, it } from 'vitest';
import { reasons } from '../complaint/complaint.ts';
import type { Reason } from '../complaint/complaint.ts';
import { money } from '../money.ts';
import type { Parcel } from '../parcel.ts';
import { playbookOf } from './of-reason.ts';
import { daysAfter, standingOf } from './playbook.ts';
import type { CaseFacts, StepKey, TakenStep } from './playbook.ts';

const now = '2026-11-27T12:00:00.000Z';
const eur = (minor: number) => money(minor, 'EUR');
const ago = (days: number) => daysAfter(now, -days);

const parcel = (more: Partial<Parcel> = {}): Parcel => ({
  fulfillmentId: '1',
  state: 'on_its_way',
  carrier: 'DHL',
  trackingNumber: 'T1',
  trackingUrl: null,
  lastScan: { at: ago(1), message: 'In transit', place: 'Brno, CZ' },
  silentDays: 1,
  expectedAt: daysAfter(now, 2),
  late: false,
  deliveredAt: null,
  ...more,
});
const deliveredParcel = (days: number) => parcel({ state: 'delivered', deliveredAt: ago(days), silentDays: null });

const facts = (reason: Reason, more: Partial<CaseFacts> = {}): CaseFacts => ({
  ...{ reason, now, parcel: parcel(), files: 0, cancelled: false, paid: eur(200_00), refunded: eur(0) },
  ...{ address: null, given: false },
  ...more,
});
const took = (step: StepKey, outcome: string, until: string | null = null): TakenStep => ({
  ...{ step, outcome, until, note: '', at: now, by: 'Anna' },
});
const stand = (of: CaseFacts, ...taken: TakenStep[]) => standingOf(playbookOf[of.reason], of, taken);
const states = (of: CaseFacts, ...taken: TakenStep[]) =>
  stand(of, ...taken).steps.map(({ key, state }) => `${key} ${state}`);
const step = (reason: Reason, key: StepKey) => {
  const found = playbookOf[reason].steps.find((each) => each.key === key);
  if (!found) throw new Error(`no step ${key}`);
  return found;
};

describe('where is my order', () => {
  it('begins with the tracking and says what the carrier said last, and when it should come', () => {
    const of = facts('not_arrived', {
      parcel: parcel({ silentDays: 6, lastScan: { at: ago(6), message: null, place: null } }),
    });
    expect(step('not_arrived', 'tracking').findings(of)).toEqual([
      { say: 'last_scan', at: ago(6), days: 6, message: null, place: null },
      { say: 'expected', at: daysAfter(now, 2), late: false },
    ]);
    expect(step('not_arrived', 'tracking').likely?.(of)).toBe('silent');
    expect(states(of)[0]).toBe('tracking due');
  });

  it.each([
    [parcel(), 'moving'],
    [parcel({ late: true }), 'silent'],
    [parcel({ state: 'failed' }), 'silent'],
    [deliveredParcel(3), 'delivered'],
    [null, 'not_sent'],
  ])('reads the parcel %#: %s', (what, outcome) => {
    expect(step('not_arrived', 'tracking').likely?.(facts('not_arrived', { parcel: what }))).toBe(outcome);
  });

  it('asks neighbours only about what is marked as delivered', () => {
    expect(states(facts('not_arrived'), took('tracking', 'silent'), took('address', 'confirmed'))).toEqual([
      ...['tracking done', 'address done', 'neighbours skipped', 'trace due', 'remedy later'],
    ]);
    const of = facts('not_arrived', { parcel: deliveredParcel(3) });
    expect(states(of, took('tracking', 'delivered'), took('address', 'confirmed'))).toEqual([
      ...['tracking done', 'address done', 'neighbours due', 'trace later', 'remedy later'],
    ]);
  });

  it('lets the carrier search only some days after it is marked as delivered', () => {
    const before = [took('tracking', 'delivered'), took('address', 'confirmed'), took('neighbours', 'not_found')];
    const trace = (days: number) =>
      stand(facts('not_arrived', { parcel: deliveredParcel(days) }), ...before).steps.find(
        ({ key }) => key === 'trace',
      );
    expect(trace(1)).toMatchObject({ state: 'due', notBefore: daysAfter(now, 1) });
    expect(trace(3)).toMatchObject({ state: 'due', notBefore: null });
  });

  it('what is waited for stays the step that it is at, and is due when the wait is over', () => {
    const of = facts('not_arrived');
    const before = [took('tracking', 'silent'), took('address', 'not_needed')];
    const trace = (until: string) => stand(of, ...before, took('trace', 'opened', until));
    expect(trace(daysAfter(now, 2)).steps[3]).toMatchObject({ key: 'trace', state: 'waiting' });
    expect(trace(ago(1)).steps[3]).toMatchObject({ key: 'trace', state: 'due' });
    expect(trace(ago(1)).current).toBe('trace');
  });

  it('is over when it was found', () => {
    const of = facts('not_arrived', { parcel: deliveredParcel(3) });
    const standing = stand(
      of,
      took('tracking', 'delivered'),
      took('address', 'confirmed'),
      took('neighbours', 'found'),
    );
    expect(standing.current).toBeNull();
    expect(standing.steps.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'later', 'later']);
  });

  it.each([
    ['never sent', facts('not_arrived', { parcel: null }), [], 'shop', 'cancellation'],
    ['lost', facts('not_arrived'), [took('tracking', 'silent'), took('trace', 'lost')], 'carrier', 'replacement'],
    [
      'a wrong address',
      facts('not_arrived', { address: 'corrected' }),
      [took('trace', 'lost')],
      'customer',
      'replacement',
    ],
    [
      'a proof of delivery',
      facts('not_arrived', { parcel: deliveredParcel(5) }),
      [took('trace', 'proof')],
      'unclear',
      'discount_code',
    ],
    ['only late', facts('late'), [took('tracking', 'moving')], 'carrier', 'discount_code'],
  ] as const)('says whose fault it was and what to give: %s', (_, of, taken, fault, first) => {
    const { suggestion } = stand(of, ...taken);
    expect([suggestion.fault, suggestion.remedies[0]]).toEqual([fault, first]);
  });
});

describe('the other playbooks', () => {
  it('give the part that is right of what arrived damaged, and little of what is not so', () => {
    expect(stand(facts('damaged'), took('compare', 'as_they_say')).suggestion.remedies[0]).toBe('replacement');
    expect(stand(facts('damaged'), took('compare', 'partly')).suggestion).toMatchObject({
      fault: 'carrier',
      remedies: ['refund', 'discount_code'],
    });
    expect(stand(facts('damaged'), took('compare', 'not_so')).suggestion.fault).toBe('customer');
    expect(states(facts('wrong_item'), took('photos', 'seen'), took('compare', 'as_they_say'))).toContain(
      'claim skipped',
    );
  });

  it('have a product page corrected when a sentence promised too much', () => {
    expect(states(facts('not_as_described'), took('quote', 'quoted'), took('photos', 'seen'))).toContain(
      'page_task due',
    );
    expect(states(facts('not_as_described'), took('quote', 'not_found'), took('photos', 'seen'))).toContain(
      'page_task skipped',
    );
  });

  it('ask why before they cancel, and make a return of what is on its way', () => {
    expect(states(facts('cancel_order'), took('ask_why', 'other_time'))).toContain('keep due');
    expect(states(facts('cancel_order'), took('ask_why', 'not_wanted'))).toContain('keep skipped');
    expect(stand(facts('cancel_order')).suggestion.remedies).toEqual(['return']);
    expect(stand(facts('cancel_order', { parcel: null })).suggestion.remedies).toEqual(['cancellation']);
  });

  it('end, each, with a remedy and whose fault it was; and every way through comes to an end', () => {
    for (const reason of reasons) {
      expect(playbookOf[reason].steps.at(-1)?.key).toBe('remedy');
      const taken: TakenStep[] = [];
      for (let turns = 0; turns < 20; turns += 1) {
        const { current } = stand(facts(reason), ...taken);
        if (current === null) break;
        const next = Object.entries(step(reason, current).outcomes).find(([, { then }]) => then === 'next');
        taken.push(took(current, next?.[0] ?? ''));
      }
      expect(stand(facts(reason), ...taken).current).toBeNull();
    }
  });
});
