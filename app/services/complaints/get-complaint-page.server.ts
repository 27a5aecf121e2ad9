import { Prisma } from '@prisma/client';
import { selectComplaints, toComplaintRow } from '#app/db/complaints.server.ts';
import type { ComplaintDbRow } from '#app/db/complaints.server.ts';
import type { Client } from '#app/db/database.server.ts';
import { openEscalation } from '#app/db/escalations.server.ts';
import { newRequestId } from '#app/db/new-id.server.ts';
import { readService } from '#app/db/complaint-clocks.server.ts';
import { readMessages } from '#app/db/messages.server.ts';
import { findOrder } from '#app/db/order-snapshots.server.ts';
import { takenSteps } from '#app/db/playbook-steps.server.ts';
import { readRemedy } from '#app/db/remedies.server.ts';
import type { RemedyRow } from '#app/db/remedies.server.ts';
import { grantedScopes } from '#app/db/shops.server.ts';
import { assignable } from '#app/db/staff-roster.server.ts';
import { readStory } from '#app/db/timeline.server.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import { parseOrderId, trusted } from '#app/domain/ids.ts';
import { proposedKind } from '#app/domain/limits/proposed-kind.ts';
import { holdingDay } from '#app/domain/promise/holding-day.ts';
import { dayAt } from '#app/domain/shop-day.ts';
import { sum } from '#app/domain/money.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { mayUndo } from '#app/domain/remedy/rules.ts';
import { legalDeadline } from '#app/domain/service/clocks.ts';
import { readParcels } from '#app/domain/parcel.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { playbookOf } from '#app/domain/playbooks/of-reason.ts';
import { standingOf } from '#app/domain/playbooks/playbook.ts';
import type { CaseFacts, TakenStep } from '#app/domain/playbooks/playbook.ts';
import type { Order } from '#app/domain/order.ts';
import { factsOf } from '../playbooks/case-facts.server.ts';
import { approvalOn } from '../approvals/read-approvals.server.ts';
import type { StaffContext } from '../context.ts';
import { showFiles } from '../files/show-files.server.ts';
import { planAndDecide, readStanding } from '../resolutions/plan-and-decide.server.ts';
import type { ComplaintPage, RemedyView, RemedyViewOf } from '../views.ts';

/** Everything the complaint's screen shows, from our own database: no call to Shopify. */
export async function getComplaintPage(
  ctx: StaffContext,
  complaintId: ComplaintId,
): Promise<Result<ComplaintPage, { kind: 'not_found' }>> {
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  return ctx.db.asShop(shopId, async (client) => {
    // First, and alone: a refund that ends while the page is read then shows as still on its way, so the page looks again.
    // Read after the complaint it could show as ended beside a complaint that still waits for it, and stay like that.
    const remedies = await remediesOf(client, shopId, complaintId);
    const [row] = await selectComplaints(
      client,
      Prisma.sql`c.shop_id = ${shopId} AND c.id = ${complaintId}::uuid`,
      Prisma.sql`c.id`,
      1,
    );
    if (!row) return err({ kind: 'not_found' });
    const snapshot = await findOrder(client, shopId, trusted(parseOrderId, row.order_id));
    if (!snapshot) throw new Error(`complaint ${row.number} without its order`);
    const currency = snapshot.order.shopCurrency;
    const [
      lines,
      files,
      history,
      story,
      messages,
      openPromises,
      service,
      people,
      scopes,
      approval,
      taken,
      passed,
      standing,
    ] = await Promise.all([
      client.complaintLine.findMany({
        where: { shopId, complaintId },
        select: { lineItemId: true, title: true, quantity: true },
      }),
      showFiles(client, ctx, complaintId),
      otherComplaints(client, shopId, row),
      readStory(client, shopId, complaintId),
      readMessages(client, shopId, complaintId),
      client.promise.count({ where: { shopId, complaintId, state: 'open' } }),
      readService(client, shopId),
      assignable(client, shopId, row.assignee_user_id),
      grantedScopes(client, shopId),
      approvalOn(client, shopId, complaintId),
      takenSteps(client, shopId, complaintId),
      openEscalation(client, shopId, complaintId),
      readStanding(
        client,
        shopId,
        actor,
        complaintId,
        { orderId: snapshot.order.id, shopCurrency: currency },
        Promise.resolve(snapshot),
        Promise.resolve(now),
      ),
    ]);
    const historyRows = history.map((each) => toComplaintRow(each, now));
    const { decision } = planAndDecide([], [], actor.userId, standing);
    return ok({
      clocks: clocksOf(row),
      playbook: playbookOn(row.reason, { files: files.length, given: remedies.length > 0 }, snapshot.order, taken, now),
      escalation: passed && {
        ...{ level: passed.level, by: passed.askedByName, at: passed.at.toISOString(), reason: passed.reason },
      },
      complaint: {
        ...toComplaintRow(row, now),
        channel: row.channel,
        wantedOutcome: row.wanted_outcome,
        words: row.words,
        returnReason: row.return_reason,
        createdBy: row.created_by,
      },
      lines,
      files,
      order: snapshot.order,
      orderFetchedAt: snapshot.fetchedAt.toISOString(),
      orderStale: snapshot.stale,
      parcels: readParcels(snapshot.order, now),
      history: historyRows,
      historyGiven: sum(
        historyRows.flatMap((each) => each.given ?? []),
        currency,
      ),
      remedies,
      story,
      messages,
      hold: { day: holdingDay(dayAt(now, service.timeZone), service.settings.hours), requestId: newRequestId() },
      openPromises,
      limit: { ...decision.numbers, role: standing.role },
      approval,
      proposed: proposedKind(standing.policy, row.reason, row.severity),
      before: decision.before,
      requestId: newRequestId(),
      people,
      scopes,
    });
  });
}

function playbookOn(
  reason: ComplaintDbRow['reason'],
  known: Pick<CaseFacts, 'files' | 'given'>,
  order: Order,
  taken: readonly TakenStep[],
  now: Date,
): ComplaintPage['playbook'] {
  const standing = standingOf(playbookOf[reason], factsOf({ ...known, reason }, order, null, now), taken);
  const step = standing.steps.find(({ key }) => key === standing.current);
  return { current: standing.current, until: step?.state === 'waiting' ? (step.taken?.until ?? null) : null };
}

function clocksOf(row: ComplaintDbRow): ComplaintPage['clocks'] {
  if (row.state === 'resolved' || row.state === 'closed') return null;
  return {
    firstAnswerDueAt: row.first_answered_at ? null : (row.first_answer_due_at?.toISOString() ?? null),
    resolveDueAt: row.resolve_due_at?.toISOString() ?? null,
    paused: row.state === 'waiting_for_customer',
    legalDueAt: row.legal_due_at?.toISOString() ?? null,
    legal: row.legal_due_at && legalDeadline(row.country, row.reason, row.created_at.toISOString().slice(0, 10)),
  };
}

function otherComplaints(client: Client, shopId: ShopId, row: ComplaintDbRow): Promise<ComplaintDbRow[]> {
  const same = row.customer_id
    ? Prisma.sql`(c.customer_id = ${row.customer_id} OR c.order_id = ${row.order_id})`
    : Prisma.sql`c.order_id = ${row.order_id}`;
  const where = Prisma.sql`c.shop_id = ${shopId} AND c.id <> ${row.id}::uuid AND ${same}`;
  return selectComplaints(client, where, Prisma.sql`c.created_at DESC`, 20);
}

async function remediesOf(client: Client, shopId: ShopId, complaintId: ComplaintId): Promise<RemedyView[]> {
  const rows = await client.$queryRaw<(RemedyRow & { decided_by_name: string | null; reason: string })[]>`
    SELECT m.*, d.reason, s.name AS decided_by_name
    FROM remedies m JOIN resolutions d ON d.shop_id = m.shop_id AND d.id = m.resolution_id
    LEFT JOIN staff_members s ON s.shop_id = d.shop_id AND s.user_id = d.decided_by
    WHERE m.shop_id = ${shopId} AND m.complaint_id = ${complaintId}::uuid ORDER BY m.id DESC LIMIT 50`;
  return rows.map((row) => {
    const remedy = readRemedy(row);
    const { id, resolutionId, kind, plan, proof, state, amount, shopAmount, shopCost, externalId } = remedy;
    const view: RemedyViewOf<RemedyKind> = {
      ...{ id, resolutionId, kind, plan, proof, state, amount, shopAmount, shopCost, externalId },
      undoable: mayUndo(kind, state, proof),
      late: remedy.lateAt !== null && state === 'issued',
      messages: remedy.messages,
      decidedBy: row.decided_by_name ?? '',
      reason: row.reason,
      createdAt: remedy.createdAt.toISOString(),
      updatedAt: remedy.updatedAt.toISOString(),
    };
    // The row's plan and proof are those of its kind.
    return view as RemedyView;
  });
}
