import type { Shop, StaffMember, StaffRole } from './types.ts';

function staff(
  id: number,
  firstName: string,
  lastName: string,
  role: StaffRole,
  domain: string,
  locale: string,
): StaffMember {
  const email = `${firstName}.${lastName}@${domain}`
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  return { id, firstName, lastName, email, role, accountOwner: role === 'owner', locale };
}

/** Domain of the shop that sells in euros and is paid in several currencies. */
export const MUG_HOUSE = 'amends-mug-house.myshopify.com';

/** Domain of the shop whose currency has no decimals. */
export const TOKYO_PAPER = 'amends-tokyo-paper.myshopify.com';

/** The two shops as they are on the first day, without products, customers and orders. */
export function initialShops(): Shop[] {
  return [
    {
      id: 71001,
      domain: MUG_HOUSE,
      name: 'Mug House',
      email: 'hello@mughouse.example.com',
      currency: 'EUR',
      presentmentCurrencies: ['EUR', 'PLN', 'CZK', 'USD', 'KWD'],
      timezone: 'Europe/Prague',
      taxesIncluded: true,
      locale: 'en',
      address: {
        firstName: null,
        lastName: null,
        company: 'Mug House',
        address1: 'Karlova 12',
        address2: null,
        city: 'Praha',
        province: null,
        provinceCode: null,
        zip: '110 00',
        country: 'Czech Republic',
        countryCode: 'CZ',
        phone: '+420 200 000 000',
      },
      staff: [
        staff(1001, 'Olga', 'Nováková', 'owner', 'mughouse.example.com', 'en'),
        staff(1002, 'Lukas', 'Meier', 'lead', 'mughouse.example.com', 'en'),
        staff(1003, 'Anna', 'Kowalska', 'agent', 'mughouse.example.com', 'en'),
        staff(1004, 'Tom', 'Becker', 'agent', 'mughouse.example.com', 'en'),
      ],
      plan: { displayName: 'Basic', partnerDevelopment: false, shopifyPlus: false },
      throttle: { maximumAvailable: 2000, restoreRate: 100 },
      protectedCustomerData: true,
      storeCreditEnabled: true,
      nextOrderNumber: 2001,
      settlementRates: { PLN: 0.2329, CZK: 0.03987, USD: 0.9187, KWD: 2.9713 },
    },
    {
      id: 71002,
      domain: TOKYO_PAPER,
      name: 'Tokyo Paper',
      email: 'hello@tokyopaper.example.com',
      currency: 'JPY',
      presentmentCurrencies: ['JPY'],
      timezone: 'Asia/Tokyo',
      taxesIncluded: true,
      locale: 'ja',
      address: {
        firstName: null,
        lastName: null,
        company: 'Tokyo Paper',
        address1: '1-2-3 Kanda',
        address2: null,
        city: 'Chiyoda-ku',
        province: 'Tokyo',
        provinceCode: 'JP-13',
        zip: '101-0041',
        country: 'Japan',
        countryCode: 'JP',
        phone: '+81 3 0000 0000',
      },
      staff: [
        staff(2001, 'Haruka', 'Sato', 'owner', 'tokyopaper.example.com', 'en'),
        staff(2002, 'Kenji', 'Mori', 'lead', 'tokyopaper.example.com', 'en'),
        staff(2003, 'Yui', 'Tanaka', 'agent', 'tokyopaper.example.com', 'en'),
        staff(2004, 'Ren', 'Ito', 'agent', 'tokyopaper.example.com', 'en'),
      ],
      plan: { displayName: 'Basic', partnerDevelopment: false, shopifyPlus: false },
      throttle: { maximumAvailable: 2000, restoreRate: 100 },
      protectedCustomerData: true,
      storeCreditEnabled: true,
      nextOrderNumber: 5001,
      settlementRates: {},
    },
  ];
}
