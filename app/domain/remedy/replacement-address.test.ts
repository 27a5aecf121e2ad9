import { describe, expect, it } from 'vitest';
import { corrected, corrections, missingFields } from './replacement-address.ts';
import type { Address } from './replacement-address.ts';

const address: Address = {
  firstName: null,
  lastName: 'Nowak',
  company: null,
  address1: 'Długa 1',
  address2: 'm. 4',
  city: 'Kraków',
  province: null,
  zip: '30-001',
  countryCode: 'PL',
  phone: null,
};
const nowhere = Object.fromEntries(Object.keys(address).map((field) => [field, null])) as Address;

describe('corrections of an address', () => {
  it('are only what differs, without spaces around it', () => {
    expect(corrections(address, { city: ' Kraków ', zip: ' 30-002', firstName: '', phone: '+48 1' })).toEqual({
      zip: '30-002',
      phone: '+48 1',
    });
  });

  it('replace, add and take away', () => {
    const after = corrected(address, { zip: '30-002', firstName: 'Ewa', address2: '' });
    expect(after).toEqual({ ...address, zip: '30-002', firstName: 'Ewa', address2: null });
  });

  it('of nothing change nothing', () => {
    expect(corrected(address, {})).toEqual(address);
  });
});

describe('what an address lacks', () => {
  it('is a name, a street, a city and a country', () => {
    expect(missingFields(address)).toEqual([]);
    expect(missingFields(nowhere)).toEqual(['lastName', 'address1', 'city', 'countryCode']);
    expect(missingFields({ ...address, lastName: null, company: 'Mug House' })).toEqual([]);
  });
});
