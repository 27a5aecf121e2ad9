import type { Random } from '../random.ts';
import type { Store } from '../state/store.ts';
import type { Address, Customer, Shop } from '../state/types.ts';

type Country = {
  code: string;
  name: string;
  locale: string;
  currency: string;
  carrier: string;
  dial: string;
  first: readonly string[];
  last: readonly string[];
  places: readonly (readonly [city: string, zip: string, province: string | null])[];
  streets: readonly string[];
};

/** Where customers live, what they are called, how they pay and who brings their parcels. */
const COUNTRIES: Readonly<Record<string, Country>> = {
  PL: {
    code: 'PL',
    name: 'Poland',
    locale: 'pl',
    currency: 'PLN',
    carrier: 'InPost',
    dial: '+48 600 ',
    first: ['Zofia', 'Jakub', 'Maja', 'Szymon', 'Hanna', 'Piotr', 'Łucja', 'Wojciech'],
    last: ['Nowak', 'Wiśniewska', 'Zieliński', 'Kamińska', 'Lewandowski', 'Dąbrowska', 'Wójcik'],
    places: [
      ['Warszawa', '00-001', null],
      ['Kraków', '30-001', null],
      ['Gdańsk', '80-001', null],
      ['Poznań', '60-001', null],
    ],
    streets: ['ul. Polna', 'ul. Ogrodowa', 'ul. Lipowa'],
  },
  CZ: {
    code: 'CZ',
    name: 'Czech Republic',
    locale: 'cs',
    currency: 'CZK',
    carrier: 'Packeta',
    dial: '+420 601 ',
    first: ['Tereza', 'Jan', 'Eliška', 'Ondřej', 'Adéla', 'Matěj', 'Klára'],
    last: ['Svobodová', 'Dvořák', 'Černá', 'Procházka', 'Kučerová', 'Veselý'],
    places: [
      ['Praha', '110 00', null],
      ['Brno', '602 00', null],
      ['Ostrava', '702 00', null],
    ],
    streets: ['Dlouhá', 'Nádražní', 'Zahradní'],
  },
  DE: {
    code: 'DE',
    name: 'Germany',
    locale: 'de',
    currency: 'EUR',
    carrier: 'DHL',
    dial: '+49 151 ',
    first: ['Lena', 'Felix', 'Mia', 'Jonas', 'Emilia', 'Paul', 'Clara', 'Max'],
    last: ['Schneider', 'Fischer', 'Weber', 'Wagner', 'Hoffmann', 'Schäfer', 'Koch'],
    places: [
      ['Berlin', '10115', null],
      ['Hamburg', '20095', null],
      ['München', '80331', null],
      ['Köln', '50667', null],
    ],
    streets: ['Lindenstraße', 'Gartenweg', 'Bahnhofstraße'],
  },
  US: {
    code: 'US',
    name: 'United States',
    locale: 'en',
    currency: 'USD',
    carrier: 'USPS',
    dial: '+1 202 555 ',
    first: ['Emma', 'Liam', 'Ava', 'Noah', 'Grace', 'Ethan'],
    last: ['Miller', 'Johnson', 'Garcia', 'Brown', 'Davis', 'Wilson'],
    places: [
      ['Portland', '97201', 'Oregon'],
      ['Austin', '78701', 'Texas'],
      ['Boston', '02108', 'Massachusetts'],
    ],
    streets: ['Oak Street', 'Maple Avenue', 'Pine Road'],
  },
  UA: {
    code: 'UA',
    name: 'Ukraine',
    locale: 'uk',
    currency: 'EUR',
    carrier: 'DPD',
    dial: '+380 67 ',
    first: ['Олена', 'Андрій', 'Ірина', 'Тарас', 'Марія'],
    last: ['Шевченко', 'Коваленко', 'Бондар', 'Ткаченко'],
    places: [
      ['Київ', '01001', null],
      ['Львів', '79000', null],
    ],
    streets: ['вул. Садова', 'вул. Зелена'],
  },
  KW: {
    code: 'KW',
    name: 'Kuwait',
    locale: 'en',
    currency: 'KWD',
    carrier: 'DHL',
    dial: '+965 5 ',
    first: ['Noor', 'Yousef', 'Dana', 'Faisal'],
    last: ['Al-Sabah', 'Al-Mutairi', 'Hussain'],
    places: [
      ['Kuwait City', '13001', null],
      ['Hawalli', '32001', null],
    ],
    streets: ['Gulf Road', 'Salem Street'],
  },
  JP: {
    code: 'JP',
    name: 'Japan',
    locale: 'ja',
    currency: 'JPY',
    carrier: 'Yamato',
    dial: '+81 90 ',
    first: ['結衣', '蓮', '陽葵', '湊', 'さくら', '翔太', '美咲'],
    last: ['佐藤', '鈴木', '高橋', '田中', '伊藤', '渡辺', '山本'],
    places: [
      ['Shinjuku-ku', '160-0022', 'Tokyo'],
      ['Osaka', '530-0001', 'Osaka'],
      ['Kyoto', '600-8001', 'Kyoto'],
      ['Sapporo', '060-0001', 'Hokkaido'],
    ],
    streets: ['1-4-2', '3-8-15', '2-12-7'],
  },
};

/** Countries a shop sells to; a code may stand several times, as often as it is likely. */
export function marketsOf(shop: Shop): readonly string[] {
  return shop.currency === 'JPY'
    ? ['JP', 'JP', 'JP', 'JP', 'US']
    : ['PL', 'PL', 'CZ', 'CZ', 'DE', 'DE', 'DE', 'US', 'UA'];
}

export function countryOf(code: string): Country {
  const country = COUNTRIES[code];
  if (country === undefined) throw new Error(`no country ${code} in the seeds`);
  return country;
}

/** A name and an address of a country. */
export function makeAddress(random: Random, country: Country): Address {
  const [city, zip, province] = random.pick(country.places);
  return {
    firstName: random.pick(country.first),
    lastName: random.pick(country.last),
    company: null,
    address1: `${random.pick(country.streets)} ${random.int(1, 90)}`,
    address2: null,
    city,
    province,
    provinceCode: null,
    zip,
    country: country.name,
    countryCode: country.code,
    phone: `${country.dial}${random.int(100, 999)} ${random.int(100, 999)}`,
  };
}

/** A customer who lives at an address. The mailbox is on example.com, which nobody owns. */
export function addCustomer(
  store: Store,
  shop: Shop,
  address: Address,
  given: { at: string; tags?: readonly string[]; email?: string; note?: string | null },
): Customer {
  const id = store.nextId();
  const customer: Customer = {
    id,
    shop: shop.domain,
    firstName: address.firstName,
    lastName: address.lastName,
    email: given.email ?? mailbox(address, id),
    phone: address.phone,
    locale: countryLocale(address.countryCode),
    tags: [...(given.tags ?? [])],
    note: given.note ?? null,
    verifiedEmail: true,
    createdAt: given.at,
    updatedAt: given.at,
    address,
    redactedAt: null,
  };
  store.addCustomer(customer);
  return customer;
}

function mailbox(address: Address, id: number): string {
  const plain = (text: string | null): string =>
    (text ?? '')
      .normalize('NFD')
      .replaceAll('ł', 'l')
      .replaceAll('Ł', 'L')
      .replaceAll(/[^A-Za-z]/g, '')
      .toLowerCase();
  const name = [plain(address.firstName), plain(address.lastName)].filter((part) => part !== '').join('.');
  return `${name === '' ? 'customer' : name}.${id % 1000}@example.com`;
}

function countryLocale(code: string): string {
  return COUNTRIES[code]?.locale ?? 'en';
}
