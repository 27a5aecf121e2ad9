import { describe, expect, it } from 'vitest';
import { languageFor } from './language.ts';

describe('the language that a customer is written to in', () => {
  it.each([
    ['her own', 'pl', 'CZ', 'pl'],
    ['her own, whatever the region', 'uk-UA', null, 'uk'],
    ['her own, in capitals', 'CS', null, 'cs'],
    ['English where we do not write hers, even in a country whose we do', 'de', 'PL', 'en'],
    ['that of the country where hers is not known', null, 'cz', 'cs'],
    ['English where nothing is known', null, null, 'en'],
    ['English in any other country', null, 'DE', 'en'],
  ] as const)('is %s', (_what, locale, country, language) => {
    expect(languageFor(locale, country)).toBe(language);
  });
});
