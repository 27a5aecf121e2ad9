/** What tests begin with: people with a role, and complaints that are logged already. Over HTTP, as the screens do it. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ANNA_AGENT, MUG_HOUSE, type RunningApp, type StoreOrder } from '#tests/setup/running-app.ts';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36';

/** A request to the app with a fresh session token of that person. */
export async function asStaff(
  app: RunningApp,
  shop: string,
  user: number,
  path: string,
  body?: URLSearchParams,
): Promise<Response> {
  const minted = await app.control('apps/session-token', { shop, userId: user });
  const { sessionToken } = z.object({ sessionToken: z.string() }).parse(minted);
  return fetch(`${app.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${sessionToken}`, 'user-agent': BROWSER, accept: '*/*' },
    ...(body !== undefined && { body }),
  });
}

/** Opens the app once as that person and gives her a role, as the owner would in Settings. */
export async function comesIn(
  app: RunningApp,
  user: number,
  role: 'none' | 'agent' | 'lead' | 'owner',
  shop = MUG_HOUSE,
): Promise<void> {
  const answer = await asStaff(app, shop, user, '/app.data');
  if (answer.status !== 200) throw new Error(`opening the app answered ${String(answer.status)}`);
  await answer.text();
  await app.sql('UPDATE staff_members SET role = $3 WHERE shop_id = $1 AND user_id = $2', [shop, String(user), role]);
}

export type Logged = { readonly id: string; readonly number: number; readonly label: string };

export type ComplaintInput = {
  shop?: string;
  user?: number;
  /** How many of each line, by the line's place; by default one of the first. */
  quantities?: number[];
  reason?: string;
  severity?: string;
  channel?: string;
  wantedOutcome?: string;
  words?: string;
};

/** Logs a complaint on an order. */
export async function logComplaint(app: RunningApp, order: StoreOrder, input: ComplaintInput = {}): Promise<Logged> {
  const { shop = MUG_HOUSE, user = ANNA_AGENT, quantities = [1] } = input;
  const requestId = randomUUID();
  const form = new URLSearchParams({
    requestId,
    orderId: String(order.legacyId),
    reason: input.reason ?? 'damaged',
    severity: input.severity ?? 'normal',
    channel: input.channel ?? 'email',
    wantedOutcome: input.wantedOutcome ?? 'refund',
    words: input.words ?? 'It came in pieces.',
  });
  for (const [nth, quantity] of quantities.entries()) {
    const line = order.lineItems[nth];
    if (line && quantity > 0) form.append('lines', `${String(line.legacyId)}:${String(quantity)}`);
  }
  const answer = await asStaff(app, shop, user, '/app/complaints/new.data', form);
  const [row] = await app.sql('SELECT id, number FROM complaints WHERE shop_id = $1 AND request_id = $2', [
    shop,
    requestId,
  ]);
  if (!row)
    throw new Error(`the complaint was not logged: ${String(answer.status)} ${(await answer.text()).slice(0, 300)}`);
  const { id, number } = z.object({ id: z.string(), number: z.number() }).parse(row);
  return { id, number, label: `C-${String(number)}` };
}

/** The address of a page for customers, as a mail would bring it: the form of an order, or the page of a complaint. */
export async function customerLink(
  app: RunningApp,
  to:
    | { purpose: 'report'; order: StoreOrder }
    | { purpose: 'status'; complaintId: string }
    | { purpose: 'address'; complaintId: string; about: string },
): Promise<string> {
  const token = `amc_${randomBytes(32).toString('base64url')}`;
  await app.sql(
    `INSERT INTO customer_links (shop_id, id, purpose, token_hash, complaint_id, order_id, about, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, now(), now() + interval '1 day')`,
    [
      ...[MUG_HOUSE, randomUUID(), to.purpose, createHash('sha256').update(token).digest('hex')],
      ...(to.purpose === 'report' ? [null, String(to.order.legacyId)] : [to.complaintId, null]),
      to.purpose === 'address' ? to.about : null,
    ],
  );
  return `${app.url}/c/${MUG_HOUSE.replace('.myshopify.com', '')}/${token}`;
}
