import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseShopId, trusted } from '#app/domain/ids.ts';
import { createBudgets } from './budget.server.ts';
import type { Budgets, ThrottleStatus, Urgency } from './budget.server.ts';

const shop = trusted(parseShopId, 'mug-house.myshopify.com');
const other = trusted(parseShopId, 'paper.myshopify.com');
const status = (currentlyAvailable: number): ThrottleStatus => ({
  maximumAvailable: 2_000,
  currentlyAvailable,
  restoreRate: 100,
});

let budgets: Budgets;
beforeEach(() => {
  vi.useFakeTimers();
  budgets = createBudgets(() => Date.now());
});
afterEach(() => {
  vi.useRealTimers();
});

/** Spends, and tells when it was let through, in ms from now. */
function spend(urgency: Urgency, points: number, longestMs = 60_000, shopId = shop) {
  const asked = Date.now();
  const call = { afterMs: null as number | null, refused: false };
  const done = budgets
    .of(shopId, urgency)
    .spend(points, longestMs)
    .then((spent) => {
      call.refused = spent === null;
      if (spent) call.afterMs = Date.now() - asked;
      return spent;
    });
  return { call, done };
}

async function empty(): Promise<void> {
  const spent = await spend('interactive', 10).done;
  spent?.(status(0));
}

describe('a call', () => {
  it('goes at once while the bucket holds enough', async () => {
    const { call, done } = spend('interactive', 50);
    await done;
    expect(call.afterMs).toBe(0);
  });

  it('waits for its points to come back, and not longer', async () => {
    await empty();
    const { call } = spend('interactive', 50);
    await vi.advanceTimersByTimeAsync(499);
    expect(call.afterMs).toBeNull();
    await vi.advanceTimersByTimeAsync(2);
    expect(call.afterMs).toBe(500);
  });

  it('is not let through when that would take longer than it may', async () => {
    await empty();
    const { call, done } = spend('interactive', 500, 2_000);
    await done;
    expect(call.refused).toBe(true);
  });

  it('of a person goes before all of the worker, who asked earlier', async () => {
    await empty();
    const background = [spend('background', 100), spend('background', 100)];
    const person = spend('interactive', 50);
    await vi.advanceTimersByTimeAsync(600);
    expect(person.call.afterMs).toBe(500);
    expect(background.map(({ call }) => call.afterMs)).toEqual([null, null]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(background.every(({ call }) => call.afterMs !== null)).toBe(true);
  });

  it('of the worker leaves a tenth of the bucket to people', async () => {
    const worker = Array.from({ length: 20 }, () => spend('background', 100));
    await vi.advanceTimersByTimeAsync(0);
    expect(worker.filter(({ call }) => call.afterMs === 0)).toHaveLength(18);
    const person = spend('interactive', 150);
    await vi.advanceTimersByTimeAsync(0);
    expect(person.call.afterMs).toBe(0);
  });

  it('of the worker that is as dear as the bucket is deep goes when the bucket is full', async () => {
    await empty();
    const dear = spend('background', 1_950);
    await vi.advanceTimersByTimeAsync(20_001);
    expect(dear.call.afterMs).toBe(20_000);
  });

  it('that can wait leaves half of the bucket, and goes after the worker however long that takes', async () => {
    await empty();
    const spare = spend('spare', 100, 2_000);
    const worker = Array.from({ length: 40 }, () => spend('background', 100));
    await vi.advanceTimersByTimeAsync(42_000);
    expect(worker.every(({ call }) => call.afterMs !== null)).toBe(true);
    expect(spare.call.afterMs).toBeNull();
    await vi.advanceTimersByTimeAsync(9_000);
    expect(spare.call.afterMs).toBe(51_000);
  });

  it('of one shop never waits for another shop', async () => {
    await empty();
    spend('interactive', 1_000);
    const elsewhere = spend('background', 500, 60_000, other);
    await vi.advanceTimersByTimeAsync(0);
    expect(elsewhere.call.afterMs).toBe(0);
  });

  it('costs what Shopify says it cost, and what others spend is seen in its answers', async () => {
    const first = await spend('interactive', 1_500).done;
    first?.(status(1_990));
    const second = spend('interactive', 1_900);
    const spent = await second.done;
    expect(second.call.afterMs).toBe(0);
    spent?.(status(100));
    const third = spend('interactive', 200);
    await vi.advanceTimersByTimeAsync(1_001);
    expect(third.call.afterMs).toBe(1_000);
  });
});
