import { waitingCallback } from '#app/db/callbacks.server.ts';
import { readCalls } from '#app/db/calls.server.ts';
import type { Client } from '#app/db/database.server.ts';
import { newRequestId } from '#app/db/new-id.server.ts';
import { staffNamed } from '#app/db/staff-roster.server.ts';
import { mostTries, nextTry } from '#app/domain/calls/call.ts';
import type { ComplaintState, NextAction, Reason } from '#app/domain/complaint/complaint.ts';
import { zoneOf, type CallbackSlot } from '#app/domain/intake/callback-slots.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import { parseMailAddress } from '#app/domain/mail/address.ts';
import { dayAt } from '#app/domain/shop-day.ts';
import { callOpening, notReached } from '#app/i18n/customer/call.ts';
import type { CallPage } from '../call-views.ts';
import type { StaffContext } from '../context.ts';
import { waitingView } from './list-calls.server.ts';
import { slotSaid } from './slot-said.ts';
import { slotsOf } from './slots-of.server.ts';

type About = {
  number: number;
  reason: Reason;
  state: ComplaintState;
  next: NextAction | null;
  words: string;
  orderName: string;
  customerName: string | null;
  email: string | null;
  language: Language;
  country: string | null;
  assignee: string | null;
  shop: string;
  zone: string;
  items: string | null;
};

const readAbout = async (ctx: StaffContext, client: Client, complaintId: ComplaintId): Promise<About | null> => {
  const [row] = await client.$queryRaw<About[]>`
    SELECT c.number, c.reason, c.state, c.next_action AS next, c.words, c.order_name AS "orderName", c.customer_name AS "customerName",
      c.customer_email AS email, c.language, c.country, c.assignee_user_id AS assignee, s.name AS shop, s.time_zone AS zone,
      (SELECT string_agg(l.quantity || ' × ' || l.title, ', ' ORDER BY l.line_item_id) FROM complaint_lines l
        WHERE l.shop_id = c.shop_id AND l.complaint_id = c.id) AS items
    FROM complaints c JOIN shops s ON s.shop_id = c.shop_id WHERE c.shop_id = ${ctx.shopId} AND c.id = ${complaintId}::uuid`;
  return row ?? null;
};

/** The page on which a call about a complaint is made, planned and written down. Null when there is no such complaint. */
export async function getCallPage(ctx: StaffContext, complaintId: ComplaintId): Promise<CallPage | null> {
  const { shopId, actor, clock } = ctx;
  const now = clock.now();
  return ctx.db.asShop(shopId, async (client) => {
    const about = await readAbout(ctx, client, complaintId);
    if (about === null) return null;
    const [waiting, calls] = await Promise.all([
      waitingCallback(client, shopId, complaintId),
      readCalls(client, shopId, complaintId),
    ]);
    const herZone = waiting?.timeZone ?? zoneOf(about.country, about.zone);
    const slots = await slotsOf(ctx, { timeZone: about.zone, herZone });
    const who = waiting?.assigneeUserId ?? about.assignee;
    const writer = { number: `C-${String(about.number)}`, order: about.orderName, shop: about.shop, agent: actor.name };
    const { number, reason, orderName, words, customerName, language } = about;
    const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: about.zone });
    return {
      requestId: newRequestId(),
      complaint: {
        id: complaintId,
        number,
        reason,
        orderName,
        words,
        customerName,
        language,
        items: about.items ?? '',
      },
      waiting:
        waiting &&
        waitingView(
          {
            ...waiting,
            ...{ time_zone: waiting.timeZone, shop_zone: about.zone, asked_by: waiting.askedBy, assignee_id: who },
            assignee_name: who === null ? null : await staffNamed(client, shopId, who),
          },
          now,
        ),
      slots: slots.map((slot) => ({ value: valueOf(slot), label: slotSaid(slot, about.zone) })),
      proposed: proposedOf(slots, waiting, now),
      opening: callOpening[language](writer),
      calls: calls.map(({ complaintId: _about, byName: by, at, ...call }) => ({ ...call, by, at: at.toISOString() })),
      instead: isWrittenTo(about, waiting !== null, calls)
        ? { requestId: newRequestId(), ...notReached[language](writer), address: parseMailAddress(about.email) }
        : null,
      today: dayAt(now, about.zone),
      time: time.format(now),
    };
  });
}

/** A slot as a form names it. */
const valueOf = ({ from, to }: CallbackSlot): string => `${from.toISOString()}/${to.toISOString()}`;

const proposedOf = (slots: readonly CallbackSlot[], waiting: { tries: number } | null, now: Date): string | null => {
  const proposed = waiting ? nextTry(slots, now) : slots[0];
  return proposed ? valueOf(proposed) : null;
};

/** The last call reached nobody, nobody waits for another one, and the next step is to write. */
function isWrittenTo(
  { state, next }: About,
  waits: boolean,
  [last, ...before]: readonly { direction: string; outcome: string }[],
): boolean {
  if (waits || state !== 'open' || next !== 'answer_customer' || last?.direction !== 'out') return false;
  if (last.outcome === 'wrong_number') return true;
  const failed = [last, ...before].findIndex(({ outcome }) => outcome === 'reached');
  return last.outcome !== 'reached' && (failed === -1 ? before.length + 1 : failed) >= mostTries;
}
