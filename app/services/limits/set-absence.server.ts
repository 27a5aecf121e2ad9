import { lookAtAllOf } from '#app/db/complaint-clocks.server.ts';
import { findStaff, saveAbsence } from '#app/db/staff-access.server.ts';
import { tellSettings } from '#app/db/settings-events.server.ts';
import { lockShopRow } from '#app/db/shops.server.ts';
import { mayChangeSettings, roles } from '#app/domain/people.ts';
import type { Role } from '#app/domain/people.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { addDays, dayAt, endOfDay } from '#app/domain/shop-day.ts';
import type { Day } from '#app/domain/shop-day.ts';
import type { StaffContext } from '../context.ts';

export type SetAbsenceInput = {
  userId: string;
  /** Her last day away, in the time zone of the shop; null = she is here. */
  lastDay: Day | null;
  /** Who stands in for her meanwhile. */
  substitute: string | null;
};

export type SetAbsenceProblem =
  | { kind: 'not_allowed' }
  | { kind: 'unknown_person' }
  | { kind: 'past' }
  | { kind: 'too_far' }
  | { kind: 'substitute_self' }
  | { kind: 'substitute_lower' }
  | { kind: 'substitute_away' };

const rank = (role: Role): number => roles.indexOf(role);

/** Says until when a person is away and who stands in: herself, or an owner for anybody. A substitute may decide as much as she. */
export async function setAbsence(
  ctx: StaffContext,
  { userId, lastDay, substitute }: SetAbsenceInput,
): Promise<Result<null, SetAbsenceProblem>> {
  const { shopId, actor } = ctx;
  if (userId !== actor.userId && !mayChangeSettings(actor.role)) return err({ kind: 'not_allowed' });
  const now = ctx.clock.now();
  return ctx.db.atomically(shopId, async (tx) => {
    // Two people must not become each other's substitute while both look away.
    const shop = await lockShopRow(tx, shopId);
    if (!shop) throw new Error(`shop ${shopId} is not recorded`);
    const people = await findStaff(tx, shopId, substitute === null ? [userId] : [userId, substitute]);
    const person = people.get(userId);
    if (!person) return err({ kind: 'unknown_person' });
    const self = { userId, name: person.name };
    if (lastDay === null) {
      if (person.awayUntil === null) return ok(null);
      await saveAbsence(tx, shopId, userId, null, null);
      await tellSettings(tx, shopId, actor, { kind: 'absence', person: self, until: null, substitute: null }, now);
      return ok(null);
    }
    const today = dayAt(now, shop.timeZone);
    if (lastDay < today) return err({ kind: 'past' });
    if (lastDay > addDays(today, 366)) return err({ kind: 'too_far' });
    const other = substitute === null ? null : people.get(substitute);
    if (other === undefined) return err({ kind: 'unknown_person' });
    if (substitute === userId) return err({ kind: 'substitute_self' });
    if (other && (other.role === 'none' || rank(other.role) < rank(person.role)))
      return err({ kind: 'substitute_lower' });
    if (other?.awayUntil && other.awayUntil > now) return err({ kind: 'substitute_away' });
    const until = endOfDay(lastDay, shop.timeZone);
    if (person.awayUntil?.getTime() === until.getTime() && person.substitute === substitute) return ok(null);
    await saveAbsence(tx, shopId, userId, until, substitute);
    await lookAtAllOf(tx, shopId, userId, now);
    const standsIn = substitute === null || !other ? null : { userId: substitute, name: other.name };
    const event = { kind: 'absence', person: self, until: until.toISOString(), substitute: standsIn } as const;
    await tellSettings(tx, shopId, actor, event, now);
    return ok(null);
  });
}
