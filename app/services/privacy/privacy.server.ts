import type { Tx } from '#app/db/database.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import type { ShopContext } from '../context.ts';
import type { WebhookSubject } from '../webhooks/subject.ts';

/**
 * Collects what we hold of a customer and keeps it for the owner, who has 30 days to hand it over
 * (Shopify, privacy law compliance).
 */
export async function answerDataRequest(ctx: ShopContext, tx: Tx, { customerId }: WebhookSubject): Promise<void> {
  if (!customerId) return;
  const { shopId } = ctx;
  const now = ctx.clock.now();
  const complaints = await tx.complaint.findMany({
    where: { shopId, customerId },
    select: {
      number: true,
      orderName: true,
      customerName: true,
      customerEmail: true,
      reason: true,
      channel: true,
      wantedOutcome: true,
      words: true,
      state: true,
      createdAt: true,
      lines: { select: { title: true, quantity: true } },
      timeline: { select: { kind: true, at: true, data: true }, orderBy: { id: 'asc' } },
    },
  });
  const answer = JSON.parse(JSON.stringify({ complaints })) as { complaints: [] };
  await tx.privacyRequest.create({
    data: { shopId, id: newId(), kind: 'data_request', customerId, receivedAt: now, completedAt: now, answer },
  });
}

/**
 * Takes a customer's name, e-mail, address and words out of everything we hold. Money rows stay: they carry no
 * personal data, and the shop must be able to account for them. Doing it twice changes nothing.
 */
export async function eraseCustomer(
  ctx: ShopContext,
  tx: Tx,
  { customerId, orderIds = [] }: WebhookSubject,
): Promise<void> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  const customer = customerId ?? '';
  const nothing = JSON.stringify({ customer: null, email: null, shipTo: null });
  await tx.$executeRaw`
    UPDATE timeline_entries t SET kind = 'erased', data = '{"kind":"erased"}'::jsonb
    FROM complaints c WHERE c.shop_id = ${shopId} AND t.shop_id = c.shop_id AND t.complaint_id = c.id AND t.kind = 'note'
      AND (c.customer_id = ${customer} OR c.order_id = ANY(${orderIds}))`;
  await tx.$executeRaw`
    UPDATE complaints SET customer_id = NULL, customer_name = NULL, customer_email = NULL, words = '', updated_at = ${now}
    WHERE shop_id = ${shopId} AND (customer_id = ${customer} OR order_id = ANY(${orderIds}))`;
  await tx.$executeRaw`
    UPDATE order_snapshots SET customer_id = NULL, customer_name = NULL, customer_email = NULL, snapshot = snapshot || ${nothing}::jsonb
    WHERE shop_id = ${shopId} AND (customer_id = ${customer} OR order_id = ANY(${orderIds}))`;
  await tx.privacyRequest.updateMany({ where: { shopId, customerId: customer }, data: { answer: { erased: true } } });
  await tx.privacyRequest.create({
    data: { shopId, id: newId(), kind: 'redact', customerId: null, receivedAt: now, completedAt: now },
  });
}

/** Removes every row of a shop that uninstalled the app; while it is installed, nothing. */
export async function eraseShop(ctx: ShopContext): Promise<void> {
  const { shopId } = ctx;
  await ctx.db.transaction(shopId, async (tx) => {
    const shop = await tx.shop.findFirst({ where: { shopId }, select: { uninstalledAt: true } });
    if (shop && shop.uninstalledAt === null) {
      ctx.log.warn({}, 'asked to erase a shop that has the app installed; left as it is');
      return;
    }
    await tx.$executeRaw`SELECT erase_current_shop()`;
  });
}
