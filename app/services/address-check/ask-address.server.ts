import { addAddressCheck } from '#app/db/address-checks.server.ts';
import { lockComplaint, moveTo } from '#app/db/complaints.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import { addTakenStep } from '#app/db/playbook-steps.server.ts';
import { roleOf } from '#app/db/staff-access.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { ComplaintId, OrderId, RequestId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import { delivery } from '#app/domain/playbooks/delivery.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { missingFields } from '#app/domain/remedy/replacement-address.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { addressTexts } from '#app/i18n/customer/address.ts';
import { markAnswered } from '../complaints/mark-answered.server.ts';
import type { StaffContext } from '../context.ts';
import { draftLink } from '../customer-links/make-link.server.ts';
import { writeToCustomer } from '../messages/write-to-customer.server.ts';
import { notPutOff, untilOf } from '../playbooks/take-step.server.ts';

export type AskAddressProblem =
  | { kind: 'not_found' }
  | { kind: 'no_role' }
  | { kind: 'over' }
  | { kind: 'order'; problem: ReadProblem }
  /** The order has no address that could be asked about. */
  | { kind: 'no_shipping_address' }
  /** She cannot be written to, or no mail server is configured. */
  | { kind: 'no_address' | 'off' };

type Row = { order_id: OrderId; order_name: string; language: Language; shop: string };

/**
 * Asks the customer by mail whether the address of her order is right, with a link for that alone. One call to Shopify before
 * the transaction; message, link, question, step and what is next are written together. The same form twice asks once.
 */
export async function askAddress(
  ctx: StaffContext,
  complaintId: ComplaintId,
  { requestId }: { requestId: RequestId },
): Promise<Result<null, AskAddressProblem>> {
  const { shopId, actor } = ctx;
  const [row] = await ctx.db.statements(shopId).$queryRaw<Row[]>`
    SELECT c.order_id, c.order_name, c.language, s.name AS shop FROM complaints c JOIN shops s ON s.shop_id = c.shop_id
    WHERE c.shop_id = ${shopId} AND c.id = ${complaintId}::uuid`;
  if (!row) return err({ kind: 'not_found' });
  const read = await ctx.gateway.readAddress(row.order_id);
  if (!read.ok) return err({ kind: 'order', problem: read.error });
  const { fields: shown, fingerprint } = read.value;
  if (missingFields(shown).length > 2) return err({ kind: 'no_shipping_address' });
  const now = ctx.clock.now();
  return ctx.db.atomically(shopId, async (tx) => {
    const complaint = await lockComplaint(tx, shopId, complaintId);
    const role = await roleOf(tx, shopId, actor.userId);
    if (!complaint) return err({ kind: 'not_found' });
    if (role === 'none') return err({ kind: 'no_role' });
    if (complaint.state === 'resolved' || complaint.state === 'closed') return err({ kind: 'over' });
    const id = newId();
    const link = draftLink(ctx, { purpose: 'address', complaintId, about: id });
    const { language, order_name: order, shop } = row;
    const texts = addressTexts[language];
    const sent = await writeToCustomer(tx, ctx, {
      ...{ complaintId, kind: 'reply', language, dedupeKey: `address:${requestId}` },
      ...texts.mail({ order, shop }),
      action: { label: texts.link, address: link.address },
    });
    if (sent === 'already') return ok(null);
    if (sent !== 'queued') return err({ kind: sent });
    await link.keep(tx);
    await addAddressCheck(tx, shopId, complaintId, { id, shown, fingerprint, askedBy: actor.userId, askedAt: now });
    const until = await untilOf(tx, ctx, addressAsked, now);
    const by = { userId: actor.userId, name: actor.name };
    await addTakenStep(tx, shopId, {
      complaintId,
      step: 'address',
      outcome: 'asked',
      note: '',
      until,
      by,
      requestId,
      at: now,
    });
    await markAnswered(tx, ctx, complaintId);
    if (until && !notPutOff.includes(complaint.nextAction))
      await moveTo(
        tx,
        shopId,
        complaintId,
        { state: 'waiting_for_customer', next: { action: 'wait_for_customer', dueAt: until } },
        now,
      );
    await tell(tx, { shopId, complaintId, actor: { ...actor, role }, at: now }, [
      { kind: 'playbook_step', step: 'address', outcome: 'asked', note: '', until: until?.toISOString() ?? null },
    ]);
    return ok(null);
  });
}

const addressAsked = delivery.steps.find(({ key }) => key === 'address')?.outcomes['asked'] ?? { then: 'again' };
