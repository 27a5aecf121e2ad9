import { describe, expect, it } from 'vitest';
import type { Fulfillment } from './order.ts';
import { readParcel } from './parcel.ts';

const now = new Date('2026-11-22T12:00:00Z');
const sent: Fulfillment = {
  id: '1',
  status: 'in_transit',
  createdAt: '2026-11-10T12:00:00Z',
  estimatedDeliveryAt: '2026-11-20T12:00:00Z',
  deliveredAt: null,
  tracking: [{ company: 'DPD', number: 'X1', url: null }],
  events: [{ status: 'in_transit', at: '2026-11-14T11:00:00Z', message: 'Sorted', city: 'Brno', country: 'CZ' }],
  lines: [],
};

describe('a parcel', () => {
  it('tells how long it has been silent and that it is late', () => {
    expect(readParcel(sent, now)).toMatchObject({
      state: 'on_its_way',
      silentDays: 8,
      late: true,
      lastScan: { place: 'Brno, CZ' },
    });
  });

  it('counts its silence from the day it was sent when nobody ever scanned it', () => {
    expect(readParcel({ ...sent, events: [] }, now)).toMatchObject({ silentDays: 12, lastScan: null });
  });

  it('is neither silent nor late once delivered', () => {
    expect(readParcel({ ...sent, deliveredAt: '2026-11-21T09:00:00Z' }, now)).toMatchObject({
      state: 'delivered',
      silentDays: null,
      late: false,
    });
  });
});
