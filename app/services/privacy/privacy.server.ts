import type { Statements } from '#app/db/statements.server.ts';
import { revokeLinksOfCustomer } from '#app/db/customer-links.server.ts';
import { forgetFilesOfCustomer } from '#app/db/attachments.server.ts';
import { forgetEscalationsOfCustomer } from '#app/db/escalations.server.ts';
import { forgetCallsOfCustomer } from '#app/db/calls.server.ts';
import { forgetHandmade } from '#app/db/handmade-steps.server.ts';
import { forgetDrafts } from '#app/db/intake-drafts.server.ts';
import { forgetIntakeReports } from '#app/db/intake-keys.server.ts';
import { forgetMailsOfCustomer } from '#app/db/mails.server.ts';
import { forgetMessagesOfCustomer } from '#app/db/messages.server.ts';
import { forgetPlaybookOfCustomer } from '#app/db/playbook-steps.server.ts';
import { forgetPromisesOfCustomer } from '#app/db/promises.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import type { ShopContext } from '../context.ts';
import type { WebhookSubject } from '../webhooks/subject.ts';

/**
 * Collects what we hold of a customer and keeps it for the owner, who has 30 days to hand it over
 * (Shopify, privacy law compliance).
 */
export async function answerDataRequest(
  ctx: ShopContext,
  tx: Statements,
  { customerId }: WebhookSubject,
): Promise<void> {
  if (!customerId) return;
  const { shopId } = ctx;
  const now = ctx.clock.now();
  await tx.$executeRaw`
    INSERT INTO privacy_requests (shop_id, id, kind, customer_id, received_at, completed_at, answer)
    SELECT ${shopId}, ${newId()}::uuid, 'data_request', ${customerId}, ${now}::timestamptz, ${now}::timestamptz,
      jsonb_build_object('complaints', coalesce(jsonb_agg(to_jsonb(c) - 'shop_id' - 'request_id' - 'difficult' || jsonb_build_object(
        'lines', (SELECT jsonb_agg(jsonb_build_object('title', l.title, 'quantity', l.quantity)) FROM complaint_lines l
          WHERE l.shop_id = c.shop_id AND l.complaint_id = c.id),
        'story', (SELECT jsonb_agg(jsonb_build_object('at', t.at, 'what', t.data) ORDER BY t.id) FROM timeline_entries t
          WHERE t.shop_id = c.shop_id AND t.complaint_id = c.id),
        'messages', (SELECT jsonb_agg(jsonb_build_object('at', e.at, 'direction', e.direction, 'subject', e.subject, 'text', e.body) ORDER BY e.at)
          FROM messages e WHERE e.shop_id = c.shop_id AND e.complaint_id = c.id),
        'files', (SELECT jsonb_agg(jsonb_build_object('at', a.at, 'name', a.name, 'from', a.sender, 'address', a.shopify_url) ORDER BY a.id)
          FROM attachments a WHERE a.shop_id = c.shop_id AND a.complaint_id = c.id),
        'answers', (SELECT jsonb_agg(jsonb_build_object('at', a.answered_at, 'question', a.kind, 'score', a.score) ORDER BY a.id)
          FROM customer_asks a WHERE a.shop_id = c.shop_id AND a.complaint_id = c.id AND a.answered_at IS NOT NULL),
        'escalations', (SELECT jsonb_agg(jsonb_build_object('at', e.at, 'to', e.level, 'reason', e.reason, 'answer', e.answer) ORDER BY e.at)
          FROM escalations e WHERE e.shop_id = c.shop_id AND e.complaint_id = c.id),
        'callbacks', (SELECT jsonb_agg(jsonb_build_object('at', b.asked_at, 'phone', b.phone, 'from', b.slot_from, 'to', b.slot_to, 'state', b.state)
          ORDER BY b.asked_at) FROM callbacks b WHERE b.shop_id = c.shop_id AND b.complaint_id = c.id),
        'calls', (SELECT jsonb_agg(jsonb_build_object('at', k.at, 'direction', k.direction, 'outcome', k.outcome, 'minutes', k.minutes,
          'agreed', k.agreed, 'note', k.note) ORDER BY k.at) FROM calls k WHERE k.shop_id = c.shop_id AND k.complaint_id = c.id),
        'addresses', (SELECT jsonb_agg(jsonb_build_object('at', k.asked_at, 'asked', k.shown, 'answer', k.answer, 'corrected', k.corrected)
          ORDER BY k.asked_at) FROM address_checks k WHERE k.shop_id = c.shop_id AND k.complaint_id = c.id),
        'verdicts', (SELECT jsonb_agg(jsonb_build_object('at', v.at, 'verdict', v.verdict, 'note', v.note, 'evidence', v.evidence) ORDER BY v.number)
          FROM verdicts v WHERE v.shop_id = c.shop_id AND v.complaint_id = c.id),
        'promises', (SELECT jsonb_agg(jsonb_build_object('at', r.made_at, 'what', r.what, 'by', r.due_at, 'state', r.state) ORDER BY r.made_at)
          FROM promises r WHERE r.shop_id = c.shop_id AND r.complaint_id = c.id),
        'replacements', (SELECT jsonb_agg(jsonb_build_object('at', m.created_at, 'correctedAddress', m.plan->'address'->'corrected',
          'note', m.plan->'note', 'card', m.plan->'card') ORDER BY m.id) FROM remedies m
          WHERE m.shop_id = c.shop_id AND m.complaint_id = c.id AND m.kind = 'replacement'),
        'cancellations', (SELECT jsonb_agg(jsonb_build_object('at', m.created_at, 'why', m.plan->'why', 'note', m.plan->'note') ORDER BY m.id)
          FROM remedies m WHERE m.shop_id = c.shop_id AND m.complaint_id = c.id AND m.kind = 'cancellation'),
        'returns', (SELECT jsonb_agg(jsonb_build_object('at', m.created_at, 'label', m.plan->'label', 'note', m.plan->'note')
          ORDER BY m.id) FROM remedies m
          WHERE m.shop_id = c.shop_id AND m.complaint_id = c.id AND m.kind = 'return'),
        'byHand', (SELECT jsonb_agg(jsonb_build_object('at', m.created_at, 'kind', m.kind, 'promised', m.plan, 'done', m.proof->'steps')
          ORDER BY m.id) FROM remedies m
          WHERE m.shop_id = c.shop_id AND m.complaint_id = c.id AND m.kind IN ('repair', 'external_gift', 'custom')))), '[]'::jsonb),
        'forms', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', d.at, 'answers', d.answers) ORDER BY d.at), '[]'::jsonb) FROM intake_drafts d
          JOIN order_snapshots o ON o.shop_id = d.shop_id AND o.order_id = d.order_id
          WHERE d.shop_id = ${shopId} AND o.customer_id = ${customerId}),
        'mails', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', l.created_at, 'to', l.to_address, 'subject', l.subject, 'text', l.text)
          ORDER BY l.id), '[]'::jsonb) FROM mails l WHERE l.shop_id = ${shopId} AND l.to_customer_id = ${customerId}))
    FROM complaints c WHERE c.shop_id = ${shopId} AND c.customer_id = ${customerId}`;
}

/** Of a replacement's plan. */
const noParcel = { customerId: null, note: '', card: '' };

/**
 * Takes a customer's name, e-mail, address and words out of everything we hold. Money rows stay: they carry no
 * personal data, and the shop must be able to account for them. Doing it twice changes nothing.
 */
export async function eraseCustomer(
  ctx: ShopContext,
  tx: Statements,
  { customerId, orderIds = [] }: WebhookSubject,
): Promise<void> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  const customer = customerId ?? '';
  const nothing = JSON.stringify({ customer: null, email: null, shipTo: null });
  // Orders before complaints, like everybody who takes both: or a decision on one of them would wait for us for ever.
  await tx.$queryRaw`
    SELECT 1 AS locked FROM order_snapshots
    WHERE shop_id = ${shopId} AND (customer_id = ${customer} OR order_id = ANY(${orderIds})) ORDER BY order_id FOR UPDATE`;
  await tx.$executeRaw`
    UPDATE timeline_entries t SET kind = 'erased', data = '{"kind":"erased"}'::jsonb
    FROM complaints c WHERE c.shop_id = ${shopId} AND t.shop_id = c.shop_id AND t.complaint_id = c.id AND t.kind IN ('note', 'callback_asked', 'callback_dropped', 'escalated', 'escalation_answered', 'playbook_step', 'verdict_given')
      AND (c.customer_id = ${customer} OR c.order_id = ANY(${orderIds}))`;
  await tx.$executeRaw`
    UPDATE timeline_entries t SET actor_name = ''
    FROM complaints c WHERE c.shop_id = ${shopId} AND t.shop_id = c.shop_id AND t.complaint_id = c.id AND t.actor_kind = 'customer'
      AND (c.customer_id = ${customer} OR c.order_id = ANY(${orderIds}))`;
  // What was typed for her in requests that have ended.
  await tx.$queryRaw`
    SELECT 1 AS done FROM (SELECT forget_asks(ARRAY(SELECT id FROM complaints
      WHERE shop_id = ${shopId} AND (customer_id = ${customer} OR order_id = ANY(${orderIds}))))) AS forgetting`;
  // What was written for one parcel, once it is on its way or will never be.
  await tx.$executeRaw`
    UPDATE remedies m SET plan = m.plan || ${JSON.stringify(noParcel)}::jsonb
      || jsonb_build_object('address', m.plan->'address' || '{"corrected":{}}'::jsonb)
    FROM complaints c WHERE c.shop_id = ${shopId} AND m.shop_id = c.shop_id AND m.complaint_id = c.id AND m.kind = 'replacement'
      AND m.state NOT IN ('approved', 'sending', 'unknown') AND (c.customer_id = ${customer} OR c.order_id = ANY(${orderIds}))`;
  // What staff wrote about a cancellation.
  await tx.$executeRaw`
    UPDATE remedies m SET plan = m.plan || '{"note":""}'::jsonb
    FROM complaints c WHERE c.shop_id = ${shopId} AND m.shop_id = c.shop_id AND m.complaint_id = c.id AND m.kind = 'cancellation'
      AND m.state NOT IN ('approved', 'sending', 'unknown') AND (c.customer_id = ${customer} OR c.order_id = ANY(${orderIds}))`;
  // The label has her address on it, and the note is hers. Once the return is open Shopify has the label.
  await tx.$executeRaw`
    UPDATE remedies m SET plan = m.plan || '{"note":""}'::jsonb
        || jsonb_build_object('label', CASE WHEN m.plan->'label'->>'kind' = 'made' THEN '{"kind":"later"}'::jsonb ELSE m.plan->'label' END),
      proof = CASE WHEN m.proof ? 'parcel' THEN m.proof || '{"parcel":null}'::jsonb ELSE m.proof END
    FROM complaints c WHERE c.shop_id = ${shopId} AND m.shop_id = c.shop_id AND m.complaint_id = c.id AND m.kind = 'return'
      AND m.state NOT IN ('approved', 'sending', 'unknown') AND (c.customer_id = ${customer} OR c.order_id = ANY(${orderIds}))`;
  // Whose account or card it was, once nobody has to look there any more.
  await tx.$executeRaw`
    UPDATE remedies m SET lane = NULL, plan = m.plan || '{"customerId":""}'::jsonb
    FROM complaints c WHERE c.shop_id = ${shopId} AND m.shop_id = c.shop_id AND m.complaint_id = c.id
      AND m.kind IN ('store_credit', 'gift_card') AND m.state NOT IN ('approved', 'sending', 'unknown', 'undoing', 'needs_person')
      AND (c.customer_id = ${customer} OR c.order_id = ANY(${orderIds}))`;
  await forgetDrafts(tx, shopId, { customer, orderIds });
  await forgetHandmade(tx, shopId, { customer, orderIds });
  await revokeLinksOfCustomer(tx, shopId, { customer, orderIds, now });
  await forgetEscalationsOfCustomer(tx, shopId, { customer, orderIds });
  await forgetCallsOfCustomer(tx, shopId, { customer, orderIds, now });
  await forgetPlaybookOfCustomer(tx, shopId, { customer, orderIds });
  await forgetPromisesOfCustomer(tx, shopId, { customer, orderIds });
  await forgetMessagesOfCustomer(tx, shopId, { customer, orderIds });
  await forgetIntakeReports(tx, shopId, { customer, orderIds });
  await forgetFilesOfCustomer(tx, shopId, { customer, orderIds, now });
  await forgetMailsOfCustomer(tx, shopId, { customer, orderIds, now });
  await tx.$executeRaw`
    UPDATE complaints SET customer_id = NULL, customer_name = NULL, customer_email = NULL, words = '', difficult = NULL, updated_at = ${now}
    WHERE shop_id = ${shopId} AND (customer_id = ${customer} OR order_id = ANY(${orderIds}))`;
  await tx.$executeRaw`
    UPDATE order_snapshots SET customer_id = NULL, customer_name = NULL, customer_email = NULL, snapshot = snapshot || ${nothing}::jsonb
    WHERE shop_id = ${shopId} AND (customer_id = ${customer} OR order_id = ANY(${orderIds}))`;
  await tx.$executeRaw`
    UPDATE privacy_requests SET answer = '{"erased": true}'::jsonb WHERE shop_id = ${shopId} AND customer_id = ${customer}`;
  await tx.$executeRaw`
    INSERT INTO privacy_requests (shop_id, id, kind, received_at, completed_at) VALUES (${shopId}, ${newId()}::uuid, 'redact', ${now}, ${now})`;
}

/** Removes every row of a shop that uninstalled the app; while it is installed, nothing. */
export async function eraseShop(ctx: ShopContext, tx: Statements): Promise<void> {
  const [shop] = await tx.$queryRaw<{ uninstalled_at: Date | null }[]>`
    SELECT uninstalled_at FROM shops WHERE shop_id = ${ctx.shopId}`;
  if (shop && shop.uninstalled_at === null) {
    ctx.log.warn({}, 'asked to erase a shop that has the app installed; left as it is');
    return;
  }
  await tx.$executeRaw`SELECT erase_current_shop()`;
}
