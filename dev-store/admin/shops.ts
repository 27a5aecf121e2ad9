/** Which shop an admin address is about, and who sits in front of the screen. */
import type { Request, Response } from 'express';
import type { Shop, StaffMember } from '../state/types.ts';
import type { Store } from '../state/store.ts';

/** One shop's admin as one staff member sees it. */
export type Desk = { shop: Shop; handle: string; user: StaffMember };

const COOKIE = 'dev_store_user';

/** The name Shopify's own addresses know a shop by: its domain without `.myshopify.com`. */
export function shopifyHandle(domain: string): string {
  return domain.replace(/\.myshopify\.com$/, '');
}

/** The name in this admin's addresses: Shopify's without the app's own prefix, `/store/mug-house`. */
export function handleOf(domain: string): string {
  return shopifyHandle(domain).replace(/^amends-/, '');
}

/** The shop of a handle; Shopify's longer handle and the whole domain are understood as well. */
export function shopByHandle(store: Store, handle: string): Shop | undefined {
  return store.state.shops.find((shop) =>
    [handleOf(shop.domain), shopifyHandle(shop.domain), shop.domain].includes(handle),
  );
}

function cookieValue(request: Request, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1];
}

function cookieName(shop: Shop): string {
  return `${COOKIE}_${shop.id}`;
}

/** Who was chosen in this browser for a shop; on the first visit an agent, for whom the app is made. */
export function currentUser(request: Request, shop: Shop): StaffMember {
  const chosen = Number(cookieValue(request, cookieName(shop)));
  const user =
    shop.staff.find((member) => member.id === chosen) ?? shop.staff.find((member) => member.role === 'agent');
  const anyone = user ?? shop.staff[0];
  if (anyone === undefined) throw new Error(`${shop.domain} has no staff`);
  return anyone;
}

/** Remembers who the visitor is in that shop, in a cookie of the dev store's own origin. */
export function rememberUser(response: Response, shop: Shop, user: StaffMember): void {
  response.cookie(cookieName(shop), String(user.id), { sameSite: 'lax', httpOnly: true, path: '/' });
}

/** First and last name. */
export function fullName(person: { firstName: string | null; lastName: string | null }): string {
  return [person.firstName, person.lastName].filter(Boolean).join(' ');
}

const ROLES: Record<StaffMember['role'], string> = {
  owner: 'Store owner',
  lead: 'Support lead',
  agent: 'Support agent',
};

/** A staff member's job, as the switch shows it. */
export function roleLabel(user: StaffMember): string {
  return ROLES[user.role];
}
