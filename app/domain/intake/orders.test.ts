import { describe, expect, it } from 'vitest';
import { parseOrderId, trusted } from '../ids.ts';
import { money } from '../money.ts';
import { proves, type CustomersOrder } from './orders.ts';

const order: CustomersOrder = {
  id: trusted(parseOrderId, '1'),
  name: '#1042',
  processedAt: '2026-11-01T00:00:00Z',
  total: money(1000, 'EUR'),
  titles: [],
  customer: null,
  email: 'eva@example.com',
  emails: ['eva@example.com', 'Eva.Other@example.com'],
  phones: ['+420 601 234 567'],
};

describe('what a guest types', () => {
  it('proves an order by its number with one of its addresses or phones, however they are written', () => {
    for (const orderName of ['#1042', '1042', ' # 1042 ', '№1042'])
      for (const contact of [
        'EVA@example.com ',
        'eva.other@EXAMPLE.com',
        '+420601234567',
        '601 234 567',
        '00420 601-234-567',
      ])
        expect(proves(order, { orderName, contact }), `${orderName} ${contact}`).toBe(true);
  });

  it('proves nothing with half of it', () => {
    for (const [orderName, contact] of [
      ['1042', 'eve@example.com'],
      ['1042', ''],
      ['1042', '@'],
      ['1042', '234567'],
      ['1042', '999 234 567'],
      ['104', 'eva@example.com'],
      ['10420', 'eva@example.com'],
      ['', 'eva@example.com'],
      ['#', 'eva@example.com'],
    ] as const)
      expect(proves(order, { orderName, contact }), `${orderName} ${contact}`).toBe(false);
    expect(proves({ ...order, emails: [], phones: ['123'] }, { orderName: '1042', contact: '123' })).toBe(false);
  });
});
