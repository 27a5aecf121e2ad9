import type { Context, TypeResolvers } from '../../engine/context.ts';
import { gid } from '../../gid.ts';
import { APP_ID } from '../../options.ts';
import type { AppInstall, Shop } from '../../state/types.ts';

/** Fields of `Shop`. */
export const shopResolvers: TypeResolvers<Shop> = {
  id: (shop) => gid('Shop', shop.id),
  name: (shop) => shop.name,
  email: (shop) => shop.email,
  contactEmail: (shop) => shop.email,
  shopOwnerName: (shop) => ownerName(shop),
  myshopifyDomain: (shop) => shop.domain,
  url: (shop) => `https://${shop.domain}`,
  primaryDomain: (shop) => ({
    id: gid('Domain', shop.id),
    host: shop.domain,
    url: `https://${shop.domain}`,
    sslEnabled: true,
  }),
  currencyCode: (shop) => shop.currency,
  currencyFormats: (shop) => ({
    moneyFormat: `{{amount}} ${shop.currency}`,
    moneyInEmailsFormat: `{{amount}} ${shop.currency}`,
    moneyWithCurrencyFormat: `{{amount}} ${shop.currency}`,
    moneyWithCurrencyInEmailsFormat: `{{amount}} ${shop.currency}`,
  }),
  enabledPresentmentCurrencies: (shop) => shop.presentmentCurrencies,
  ianaTimezone: (shop) => shop.timezone,
  timezoneAbbreviation: (shop, _args, { store }) => zonePart(shop, store.now(), 'short'),
  timezoneOffset: (shop, _args, { store }) => offsetText(offsetMinutes(shop, store.now())),
  timezoneOffsetMinutes: (shop, _args, { store }) => offsetMinutes(shop, store.now()),
  taxesIncluded: (shop) => shop.taxesIncluded,
  plan: (shop) => ({
    displayName: shop.plan.displayName,
    publicDisplayName: shop.plan.displayName,
    partnerDevelopment: shop.plan.partnerDevelopment,
    shopifyPlus: shop.plan.shopifyPlus,
  }),
  orderNumberFormatPrefix: () => '#',
  orderNumberFormatSuffix: () => '',
  shopAddress: (shop) => ({
    id: gid('ShopAddress', shop.id),
    company: shop.address.company,
    address1: shop.address.address1,
    address2: shop.address.address2,
    city: shop.address.city,
    province: shop.address.province,
    provinceCode: shop.address.provinceCode,
    zip: shop.address.zip,
    country: shop.address.country,
    countryCodeV2: shop.address.countryCode,
    phone: shop.address.phone,
  }),
};

/** Fields of `AppInstallation`. */
export const appInstallationResolvers: TypeResolvers<AppInstall> = {
  id: (install) => gid('AppInstallation', install.id),
  accessScopes: (install) => install.scopes.map(accessScope),
  activeSubscriptions: () => [],
  launchUrl: (install, _args, { options }) => `https://${install.shop}/admin/apps/${options.appHandle}`,
  uninstallUrl: (install) => `https://${install.shop}/admin/apps/uninstall`,
  app: (_install, _args, context) => app(context),
  metafield: () => null,
};

function app({ options, store, shop }: Context): object {
  const install = store.install(shop.domain);
  return {
    id: gid('App', APP_ID),
    apiKey: options.apiKey,
    handle: options.appHandle,
    title: options.appName,
    embedded: true,
    installation: install ?? null,
    requestedAccessScopes: options.scopes.map(accessScope),
    availableAccessScopes: options.scopes.map(accessScope),
    optionalAccessScopes: [],
    webhookApiVersion: options.apiVersion,
  };
}

function accessScope(handle: string): object {
  return { handle, description: handle.replaceAll('_', ' ') };
}

function ownerName(shop: Shop): string {
  const owner = shop.staff.find((member) => member.accountOwner);
  return owner === undefined ? shop.name : `${owner.firstName} ${owner.lastName}`;
}

function zonePart(shop: Shop, at: number, style: 'short' | 'longOffset'): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: shop.timezone, timeZoneName: style }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? 'UTC';
}

/** Offset of the shop's zone from UTC now, minutes; summer time counted. */
function offsetMinutes(shop: Shop, at: number): number {
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(zonePart(shop, at, 'longOffset'));
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}
