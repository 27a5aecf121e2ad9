import {
  complaintsToAcknowledge,
  lockToAcknowledge,
  saveAcknowledgement,
  type Acknowledgement,
  type ToAcknowledge,
} from '#app/db/acknowledgements.server.ts';
import type { Database } from '#app/db/database.server.ts';
import { readSettings } from '#app/db/shop-settings.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import { longestMs } from '#app/domain/mail/after-sending.ts';
import { messageSettings } from '#app/domain/settings/messages.ts';
import { dayAt } from '#app/domain/shop-day.ts';
import { acknowledgement } from '#app/i18n/customer/acknowledgement.ts';
import { dayAfterBy } from '#app/i18n/customer/dates.ts';
import type { ShopContext } from '../context.ts';
import { writeToCustomer } from './write-to-customer.server.ts';

/**
 * Tells the customer of a complaint that it has arrived, and by when she has an answer. A complaint waits for that from the
 * statement that logs it; here the message is written and the waiting ended, both or neither. Safe to call any number of times.
 */
export function acknowledge(ctx: ShopContext, complaintId: ComplaintId): Promise<void> {
  const { shopId } = ctx;
  return ctx.db.atomically(shopId, async (tx) => {
    const complaint = await lockToAcknowledge(tx, shopId, complaintId);
    if (!complaint) return;
    await saveAcknowledgement(tx, shopId, complaintId, await written(tx, ctx, complaintId, complaint));
  });
}

async function written(
  tx: Statements,
  ctx: ShopContext,
  complaintId: ComplaintId,
  { number, orderName, language, createdAt, dueAt, shop, timeZone }: ToAcknowledge,
): Promise<Acknowledgement> {
  if (dueAt === null) return 'not_needed';
  // As old as this, a mail would not be sent either.
  if (ctx.clock.now().getTime() - createdAt.getTime() > longestMs) return 'too_late';
  const { value } = await readSettings(tx, ctx.shopId, messageSettings);
  if (!value.acknowledge) return 'off';
  const by = dayAfterBy(language, dayAt(dueAt, timeZone));
  const sent = await writeToCustomer(tx, ctx, {
    ...{ complaintId, kind: 'acknowledgement', dedupeKey: `acknowledgement:${complaintId}`, language },
    ...acknowledgement[language]({ number: `C-${String(number)}`, order: orderName, by, shop }),
    details: { by: dueAt.toISOString() },
  });
  return sent === 'no_address' ? 'no_address' : 'written';
}

type Means = { db: Database; contextFor: (shopId: ShopId) => ShopContext };

const mostPerLook = 100;
const atOnce = 4;

/**
 * Acknowledges what waits for it in any shop. Lower age bound: none. Upper: two days, after which it helps nobody. True when
 * there may be more.
 */
export async function acknowledgeAll(
  { db, contextFor }: Means,
  isStopping: () => boolean = () => false,
): Promise<boolean> {
  const found = await db.asSystem((client) => complaintsToAcknowledge(client, mostPerLook));
  const waiting = found.values();
  let failed = false;
  const one = async () => {
    for (const { shopId, complaintId } of waiting) {
      if (isStopping()) return;
      const ctx = contextFor(shopId);
      await acknowledge(ctx, complaintId).catch((error: unknown) => {
        failed = true;
        ctx.log.error({ err: error, complaint: complaintId }, 'a complaint could not be acknowledged');
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return !failed && found.length === mostPerLook;
}
