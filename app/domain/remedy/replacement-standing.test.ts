import { describe, expect, it } from 'vitest';
import { replacementStanding } from './replacement-standing.ts';
import type { ReplacementParcel } from './replacement.ts';

const parcel = (status: string, deliveredAt: string | null = null): ReplacementParcel => ({
  status,
  deliveredAt,
  carrier: 'DHL',
  number: '1',
  url: null,
});
const at = '2026-11-25T10:00:00Z';
const stands = (allSent: boolean, parcels: ReplacementParcel[], cancelled = false) =>
  replacementStanding({ allSent, parcels, cancelled });

describe('a replacement order', () => {
  it('is on its way until everything is sent and every parcel is delivered', () => {
    expect(stands(false, [])).toBe('issued');
    expect(stands(true, [parcel('in_transit')])).toBe('issued');
    expect(stands(true, [parcel('delivered', at), parcel('in_transit')])).toBe('issued');
    expect(stands(false, [parcel('delivered', at)])).toBe('issued');
    expect(stands(true, [parcel('delivered', at), parcel('delivered', at)])).toBe('settled');
  });

  it('has arrived when it was picked up, or when there is nothing to send', () => {
    expect(stands(true, [parcel('picked_up')])).toBe('settled');
    expect(stands(true, [])).toBe('settled');
  });

  it('has not arrived because it was sent: a parcel that nobody scans stays on its way', () => {
    expect(stands(true, [parcel('fulfilled')])).toBe('issued');
    expect(stands(true, [parcel('not_delivered')])).toBe('issued');
  });

  it('came to nothing when somebody cancelled it', () => {
    expect(stands(false, [], true)).toBe('failed');
  });
});
