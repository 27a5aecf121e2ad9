import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readInboundSalt, renewInboundSalt } from '#app/db/inbound-secrets.server.ts';
import { tellSettings } from '#app/db/settings-events.server.ts';
import type { ShopId } from '#app/domain/ids.ts';
import { secretBeforeMs } from '#app/domain/intake-api.ts';
import { mayChangeSettings } from '#app/domain/people.ts';
import { err, ok, type Result } from '#app/domain/result.ts';
import type { InboundMail, ShopContext, StaffContext } from '../context.ts';

/** What a shop's mail service signs with. Follows from the secret of the installation and the shop's salt: it stands nowhere. */
export const inboundSecretOf = ({ secret }: InboundMail, shopId: ShopId, salt = ''): string =>
  createHmac('sha256', secret)
    .update(salt === '' ? `inbound-mail\n${shopId}` : `inbound-mail\n${shopId}\n${salt}`)
    .digest('hex');

/** A delivery older than this is not taken any more, in ms. */
const freshMs = 5 * 60 * 1000;

export type SignedDelivery = { timestamp: string; signature: string; body: Uint8Array };

/** Whether it was signed lately, if it was signed at all. `timestamp` is in seconds since 1970. */
export function isFresh(timestamp: string, now: Date): boolean {
  const at = /^\d{10}$/.test(timestamp) ? Number(timestamp) * 1000 : Number.NaN;
  return Math.abs(now.getTime() - at) <= freshMs;
}

/**
 * Whether it was signed with the shop's secret, lately: HMAC-SHA256 over `<timestamp>.<shop>.` and the body, in hex. After a new
 * secret was made, the one before is good for another week.
 */
export async function isSigned(ctx: ShopContext, { timestamp, signature, body }: SignedDelivery): Promise<boolean> {
  const { inbound, shopId, clock, db } = ctx;
  const now = clock.now();
  if (!inbound || !isFresh(timestamp, now)) return false;
  const made = await readInboundSalt(db.statements(shopId), shopId);
  const salts = made === null ? [''] : [made.salt, ...(made.beforeUntil > now ? [made.saltBefore] : [])];
  const given = Buffer.from(signature);
  return salts.some((salt) => {
    const mac = createHmac('sha256', inboundSecretOf(inbound, shopId, salt)).update(`${timestamp}.${shopId}.`);
    const right = Buffer.from(mac.update(body).digest('hex'));
    return right.length === given.length && timingSafeEqual(right, given);
  });
}

/** How answers of customers come in by e-mail, as the settings show it; null where no mail comes in. Moments are ISO. */
export type InboundDoor = {
  address: string;
  /** Where each mail is to be handed to. */
  handTo: string;
  shop: ShopId;
  /** Who made the secret, and when; null as long as nobody has. */
  made: { by: string; at: string; beforeUntil: string | null } | null;
};

export async function getInboundDoor(ctx: ShopContext): Promise<InboundDoor | null> {
  const { inbound, shopId, db, clock } = ctx;
  if (!inbound) return null;
  const made = await readInboundSalt(db.statements(shopId), shopId);
  const before = made && made.beforeUntil > clock.now() ? made.beforeUntil.toISOString() : null;
  return {
    ...{ address: inbound.address, handTo: ctx.customerAddress('/inbound/mail'), shop: shopId },
    made: made && { by: made.madeByName, at: made.madeAt.toISOString(), beforeUntil: before },
  };
}

/** Makes the secret anew and shows it this once; the one before is good for another week. Owner only. */
export async function renewInboundSecret(
  ctx: StaffContext,
): Promise<Result<{ secret: string }, { kind: 'not_allowed' | 'off' }>> {
  const { inbound, shopId, actor, db, clock } = ctx;
  if (!mayChangeSettings(actor.role)) return err({ kind: 'not_allowed' });
  if (!inbound) return err({ kind: 'off' });
  const [salt, at] = [randomBytes(18).toString('base64url'), clock.now()];
  return db.atomically(shopId, async (tx) => {
    const until = new Date(at.getTime() + secretBeforeMs);
    await renewInboundSalt(tx, shopId, { salt, until, by: actor.name, at });
    await tellSettings(tx, shopId, actor, { kind: 'inbound_secret' }, at);
    return ok({ secret: inboundSecretOf(inbound, shopId, salt) });
  });
}
