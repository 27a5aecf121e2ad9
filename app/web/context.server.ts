import type { AppLoadContext } from '@remix-run/node';
import { trusted, parseShopId, type ShopId } from '#app/domain/ids.ts';
import type { Role, Staff } from '#app/domain/people.ts';
import { readStaffAccess } from '#app/db/staff-access.server.ts';
import type { StopView } from '#app/db/staff-access.server.ts';
import type { StaffContext } from '#app/services/context.ts';
import type { Amends } from '#app/main/compose.server.ts';
import { authenticate } from './authenticate.server.ts';
import { pageProblem, readProblem } from './respond.server.ts';

export type ShopView = { readonly name: string; readonly currency: string; readonly timeZone: string };

/** A member of staff in the embedded app. */
export type StaffVisit = {
  readonly ctx: StaffContext;
  /** BCP 47, as this person reads the Shopify admin. */
  readonly locale: string;
  readonly shop: ShopView;
  /** The shop's emergency stop, while it is on. */
  readonly stop: StopView | null;
  /** For redirects inside the frame: keeps what App Bridge needs. Never use Remix's own here. */
  readonly redirect: Awaited<ReturnType<typeof authenticate>>['redirect'];
};

/**
 * For loaders and actions of the embedded app: who asks, with which role, in which shop. The role is read anew each
 * time. Throws Responses of Shopify's library (bounce page, 401) that must reach Remix: never catch them.
 */
export async function requireStaff(request: Request, context: AppLoadContext): Promise<StaffVisit> {
  const { session, redirect } = await authenticate(request, context);
  const { amends, visit } = context;
  const shopId = trusted(parseShopId, session.shop);
  const user = session.onlineAccessInfo?.associated_user;
  if (user === undefined) throw new Error('an online session without its user');
  const userId = String(user.id);
  const person = {
    userId,
    name: `${user.first_name} ${user.last_name}`.trim() || 'Staff',
    email: user.email || null,
    locale: user.locale || 'en',
    accountOwner: user.account_owner,
    collaborator: user.collaborator,
  };

  const access = await readStaffAccess(amends.db, shopId, userId);
  const installed = access.shop?.installed === true ? access.shop : await recordShop(amends, shopId);
  const role = await amends.arrivals.staff(shopId, person, access.role);
  visit.noted = { ...visit.noted, userId, role };
  return {
    ctx: amends.staffContext(shopId, staffOf(userId, person.name, role), visit.log),
    locale: person.locale,
    shop: { name: installed.name, currency: installed.currency, timeZone: installed.timeZone },
    stop: access.stop,
    redirect,
  };
}

/** A shop that we do not know (any more) although its staff have a valid session: it came back, or we lost track. */
async function recordShop(amends: Amends, shopId: ShopId): Promise<ShopView> {
  const recorded = await amends.arrivals.shop(shopId);
  if (recorded.ok) return recorded.value;
  const { status, message } = readProblem(recorded.error);
  throw pageProblem(status, { title: 'Amends cannot reach your shop', message });
}

function staffOf(userId: string, name: string, role: Role): Staff {
  return { kind: 'staff', userId, name, role };
}
