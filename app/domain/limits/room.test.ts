import { describe, expect, it } from 'vitest';
import { roomOf } from './room.ts';

describe('the room of a decision', () => {
  it('is the least that any shared limit leaves, measure by measure', () => {
    const checks = [
      { limit: 'shop_day', most: 1000, used: 300, asked: 50 },
      { limit: 'per_day', most: 500, used: 100, asked: 50 },
      { limit: 'per_customer', most: 400, used: 0, asked: 50 },
      { limit: 'shop_day_cost', most: 90, used: 10, asked: 20 },
      { limit: 'shop_hour_count', most: 8, used: 5, asked: 2 },
      { limit: 'per_customer_count', most: 3, used: 0, asked: 2 },
    ] as const;
    expect(roomOf(checks)).toEqual({ face: 350, cost: 60, remedies: 1 });
  });

  it('is not limited by what the locks of order and complaint keep still, nor by what asks for nothing', () => {
    const checks = [
      { limit: 'per_case', most: 100, used: 90, asked: 10 },
      { limit: 'per_remedy', kind: 'refund', most: 10, used: 0, asked: 10 },
      { limit: 'per_order_percent', most: 10, used: 0, asked: 10 },
      { limit: 'shop_month', most: 10, used: 10, asked: 0 },
    ] as const;
    expect(roomOf(checks)).toEqual({ face: null, cost: null, remedies: null });
  });

  it('is nothing where a limit is used up with what was asked', () => {
    expect(roomOf([{ limit: 'shop_month', most: 100, used: 60, asked: 40 }]).face).toBe(0);
  });
});
