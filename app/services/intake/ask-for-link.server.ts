import { createHash } from 'node:crypto';
import { addAsk, endAsk, findAsk, forgetIntake, type Ask } from '#app/db/intake-asks.server.ts';
import { countKnock } from '#app/db/intake-counts.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import type { Clock } from '#app/config/clock.ts';
import type { Database } from '#app/db/database.server.ts';
import { plainOrderName, proves } from '#app/domain/intake/orders.ts';
import { oneLine } from '#app/domain/mail/address.ts';
import { reportLinkMail } from '#app/i18n/customer/report-link.ts';
import { writeCustomerMail } from '#app/mail/customer-mail.ts';
import type { ShopContext } from '../context.ts';
import { draftLink } from '../customer-links/make-link.server.ts';
import { enqueueMail } from '../mail/enqueue-mail.server.ts';
import { getShopFront } from '../shops/get-shop-front.server.ts';

const hourMs = 60 * 60 * 1000;
/** How often an hour: from one address, about one order, in the whole shop. */
const rates = { client: 20, order: 5, shop: 2000 };
/** How often an hour whoever is signed in looks at her orders: each customer, and all of a shop. */
const looks = { customer: 300, shop: 50_000 };

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** Whether somebody may knock at this moment. Counts it. */
export function mayKnock(ctx: ShopContext, clientKey: string, order: string | null): Promise<boolean> {
  const others = [
    { key: `client:${digest(clientKey)}`, most: rates.client },
    ...(order === null ? [] : [{ key: `order:${digest(order)}`, most: rates.order }]),
  ];
  return countKnock(ctx.db.statements(ctx.shopId), ctx.shopId, {
    whole: { key: 'shop', most: rates.shop },
    others,
    since: thisHour(ctx),
  });
}

const thisHour = ({ clock }: Pick<ShopContext, 'clock'>): Date =>
  new Date(Math.floor(clock.now().getTime() / hourMs) * hourMs);

/** Whether somebody who is signed in may look at her orders at this moment: each may cost a call to Shopify. Counts it. */
export function mayLook(ctx: ShopContext, customerId: string): Promise<boolean> {
  return countKnock(ctx.db.statements(ctx.shopId), ctx.shopId, {
    whole: { key: 'looks', most: looks.shop },
    others: [{ key: `looks:${digest(customerId)}`, most: looks.customer }],
    since: thisHour(ctx),
  });
}

/**
 * A guest asks for the form of an order. Whether there is such an order is looked up afterwards, by the worker: here the same
 * is done whatever was typed, so that neither the answer nor its time tells. Above a rate nothing comes of it.
 */
export async function askForLink(ctx: ShopContext, clientKey: string, ask: Ask): Promise<void> {
  const { shopId, db, jobs, clock } = ctx;
  if (!(await mayKnock(ctx, clientKey, plainOrderName(ask.orderName)))) return;
  const askId = newId();
  await db.atomically(shopId, async (tx) => {
    await addAsk(tx, shopId, askId, ask, clock.now());
    await jobs.enqueue(tx, { name: 'answer-ask', shopId, askId });
  });
}

/** Looks for the order that a guest asked about, and writes to its address when what she typed proves it. Once. */
export async function answerAsk(ctx: ShopContext, askId: string): Promise<void> {
  const { shopId, db } = ctx;
  const ask = await findAsk(db.statements(shopId), shopId, askId);
  if (!ask) return;
  const found = await ctx.gateway.ordersByName(ask.orderName);
  // The job comes again; the wish waits.
  if (!found.ok && found.error.kind === 'unavailable') throw new Error('Shopify could not be asked about an order');
  const order = found.ok ? found.value.find((each) => proves(each, ask)) : undefined;
  const shop = await getShopFront(ctx);
  await db.atomically(shopId, async (tx) => {
    if (!(await endAsk(tx, shopId, askId)) || !order || !shop) return;
    const link = draftLink(ctx, { purpose: 'report', orderId: order.id });
    const { subject, body, label } = reportLinkMail[ask.language](order.name);
    const sent = await enqueueMail(tx, ctx, {
      kind: 'report_link',
      dedupeKey: `report_link:${askId}`,
      to: {
        kind: 'customer',
        id: order.customer?.id ?? `guest:${order.id}`,
        name: order.customer?.name ?? '',
        address: order.email,
      },
      about: null,
      // There is no complaint yet that an answer could belong to: whoever takes the shop's mail hands it to a person.
      from: { name: oneLine(shop.name), replyTo: ctx.inbound?.address ?? null },
      language: ask.language,
      automatic: true,
      content: writeCustomerMail({
        language: ask.language,
        subject,
        body,
        shop: shop.name,
        action: { label, address: `${link.address}?lang=${ask.language}` },
      }),
    });
    if (sent === 'queued') await link.keep(tx);
  });
}

const keptMs = 48 * hourMs;
const mostPerSweep = 1000;

/** Removes what nobody needs any more of the way in, of any shop: counts, wishes, forms. Answers how many. */
export const forgetOldIntake = ({ db, clock }: { db: Database; clock: Clock }): Promise<number> =>
  db.asSystem((client) => forgetIntake(client, new Date(clock.now().getTime() - keptMs), mostPerSweep));
