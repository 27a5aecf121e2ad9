/** The languages in which customers are written to. Staff read the app in Shopify's. */
export const languages = ['en', 'uk', 'pl', 'cs', 'ru'] as const;
export type Language = (typeof languages)[number];

const ofCountry: Record<string, Language> = { UA: 'uk', PL: 'pl', CZ: 'cs', RU: 'ru' };

/**
 * In which of them somebody is written to. `locale` is hers at Shopify (`pl`, `pt-BR`), and counts; where it is not known,
 * the country that the order went to (ISO, `CZ`) does. English for everybody whose language we do not write.
 */
export function languageFor(locale: string | null, country: string | null): Language {
  if (locale !== null) return languages.find((language) => language === locale.slice(0, 2).toLowerCase()) ?? 'en';
  return (country === null ? undefined : ofCountry[country.toUpperCase()]) ?? 'en';
}
