/**
 * Fills the demo: opens the app once as each member of staff (so that the shop is installed and everybody is known),
 * gives the roles, and logs what customers complain about, through the app's own services. A second run changes nothing.
 */
import { readEnv } from '#app/config/env.server.ts';
import { newRequestId } from '#app/db/new-id.server.ts';
import { parseOrderId, parseShopId, trusted, type ComplaintId, type ShopId } from '#app/domain/ids.ts';
import { money } from '#app/domain/money.ts';
import type { Order } from '#app/domain/order.ts';
import type { Role, Staff } from '#app/domain/people.ts';
import { compose, type Amends } from '#app/main/compose.server.ts';
import type { StaffContext } from '#app/services/context.ts';
import { addNote, moveComplaint } from '#app/services/complaints/change-complaint.server.ts';
import { logComplaint } from '#app/services/complaints/log-complaint.server.ts';
import { refreshOrder } from '#app/services/orders/refresh-order.server.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import { demoComplaints, type DemoComplaint } from './demo-complaints.ts';

const hourMs = 60 * 60 * 1000;
const roles: readonly Role[] = ['owner', 'lead', 'agent', 'agent'];

type StoreStaff = { id: number; firstName: string; lastName: string };
type StoreOrder = {
  legacyId: number;
  shop: string;
  scenario: string | null;
  createdAt: string;
  cancelledAt: string | null;
};
type StoreState = { shops: { domain: string; staff: StoreStaff[] }[]; orders: StoreOrder[] };

const store = process.env['DEV_STORE_URL'] ?? 'http://localhost:4000';
const amends = await compose(readEnv(process.env));
try {
  const state = (await (await fetch(`${store}/dev-store/state`)).json()) as StoreState;
  for (const [domain, complaints] of Object.entries(demoComplaints)) {
    const shopId = trusted(parseShopId, domain);
    const people = await meetStaff(amends, shopId, state.shops.find((shop) => shop.domain === domain)?.staff ?? []);
    if (await hasComplaints(amends, shopId)) continue;
    const taken = new Set<number>();
    for (const complaint of [...complaints].sort((a, b) => b.hoursAgo - a.hoursAgo)) {
      const order = state.orders.findLast(
        (each) =>
          each.shop === domain &&
          each.scenario === complaint.scenario &&
          each.cancelledAt === null &&
          !taken.has(each.legacyId),
      );
      const person = people[complaint.by];
      if (!order || !person) throw new Error(`no order of scenario ${complaint.scenario ?? 'everyday'} in ${domain}`);
      taken.add(order.legacyId);
      await logOne(amends, shopId, person, complaint, order.legacyId);
    }
  }
} finally {
  await amends.close();
}

/** Opens the app as each of them, which brings the tokens, and gives the roles that the owner would give. */
async function meetStaff({ env, db }: Amends, shopId: ShopId, staff: readonly StoreStaff[]): Promise<Staff[]> {
  const people: Staff[] = [];
  for (const [index, { id, firstName, lastName }] of staff.entries()) {
    const userId = String(id);
    const role = roles[index] ?? 'agent';
    await openApp(env.SHOPIFY_APP_URL, shopId, id);
    await db.asShop(shopId, (client) =>
      client.staffMember.updateMany({ where: { shopId, userId, role: 'none' }, data: { role } }),
    );
    people.push({ kind: 'staff', userId, name: `${firstName} ${lastName}`, role });
  }
  return people;
}

async function openApp(appUrl: string, shopId: ShopId, userId: number): Promise<void> {
  const minted = await fetch(`${store}/dev-store/apps/session-token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ shop: shopId, userId }),
  });
  const { sessionToken } = (await minted.json()) as { sessionToken: string };
  const handle = shopId.replace('.myshopify.com', '');
  const query = new URLSearchParams({
    embedded: '1',
    shop: shopId,
    host: Buffer.from(`admin.shopify.com/store/${handle}`).toString('base64'),
    id_token: sessionToken,
  });
  const answer = await fetch(`${appUrl}/app?${query.toString()}`, {
    redirect: 'manual',
    // A page for browsers: libraries turn away what says it is a robot.
    headers: {
      'user-agent': 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
      accept: 'text/html',
    },
  });
  if (answer.status !== 200)
    throw new Error(`opening the app as ${String(userId)} of ${shopId} answered ${String(answer.status)}`);
}

async function hasComplaints({ db }: Amends, shopId: ShopId): Promise<boolean> {
  return (await db.asShop(shopId, (client) => client.complaint.findFirst({ where: { shopId } }))) !== null;
}

/** Logs one complaint as of the hour it came in, with what happened since. */
async function logOne(
  app: Amends,
  shopId: ShopId,
  person: Staff,
  complaint: DemoComplaint,
  legacyOrderId: number,
): Promise<void> {
  const at = new Date(Date.now() - complaint.hoursAgo * hourMs);
  const ctx: StaffContext = { ...app.staffContext(shopId, person), clock: { now: () => at } };
  const orderId = trusted(parseOrderId, String(legacyOrderId));
  const read = await refreshOrder({ ...ctx, clock: app.clock }, orderId);
  if (!read.ok) throw new Error(`order ${orderId} could not be read: ${read.error.kind}`);
  const line = read.value.order.lines[0];
  if (!line) throw new Error(`order ${orderId} has no lines`);
  const { reason, severity, channel, wantedOutcome, words } = complaint;
  const logged = await logComplaint(
    { ...ctx, clock: { now: () => at } },
    {
      requestId: newRequestId(),
      orderId,
      lines: [{ lineItemId: line.id, quantity: 1 }],
      reason,
      severity,
      channel,
      wantedOutcome,
      words,
    },
  );
  if (!logged.ok) throw new Error(`a complaint could not be logged: ${logged.error.kind}`);
  await goOn(app, ctx, logged.value.complaintId, complaint, read.value.order);
}

async function goOn(
  app: Amends,
  ctx: StaffContext,
  complaintId: ComplaintId,
  complaint: DemoComplaint,
  order: Order,
): Promise<void> {
  const line = order.lines[0];
  if (complaint.note) await addNote(ctx, complaintId, complaint.note);
  if (complaint.then) await moveComplaint(ctx, complaintId, { to: complaint.then, why: null });
  if (complaint.refundPercent && line) {
    const amount = money(Math.floor((line.unitPrice.minor * complaint.refundPercent) / 100), order.currency);
    const given = await requestResolution(
      { ...ctx, clock: app.clock },
      {
        requestId: newRequestId(),
        complaintId,
        remedies: [{ kind: 'refund', ask: { kind: 'amount', amount } }],
        reason: 'Kept the item, money back for what was wrong with it.',
      },
    );
    if (!given.ok) throw new Error(`a refund could not be given: ${given.error.kind}`);
  }
}
