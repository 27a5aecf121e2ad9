import { escalationsOf } from '#app/db/escalations.server.ts';
import type { StoredEscalation } from '#app/db/escalations.server.ts';
import type { AddressCheck } from '#app/db/address-checks.server.ts';
import { readAttachments } from '#app/db/attachments.server.ts';
import { newRequestId } from '#app/db/new-id.server.ts';
import { takenSteps } from '#app/db/playbook-steps.server.ts';
import { findShop } from '#app/db/shops.server.ts';
import { roleOf } from '#app/db/staff-access.server.ts';
import { verdictsOf } from '#app/db/verdicts.server.ts';
import type { StoredVerdict } from '#app/db/verdicts.server.ts';
import type { ComplaintState } from '#app/domain/complaint/complaint.ts';
import type { ComplaintId, RequestId } from '#app/domain/ids.ts';
import { money } from '#app/domain/money.ts';
import type { Money } from '#app/domain/money.ts';
import type { Order } from '#app/domain/order.ts';
import type { Role } from '#app/domain/people.ts';
import type { DifficultType } from '#app/domain/playbooks/difficult.ts';
import { playbookOf } from '#app/domain/playbooks/of-reason.ts';
import { standingOf } from '#app/domain/playbooks/playbook.ts';
import type { CaseFacts, Standing } from '#app/domain/playbooks/playbook.ts';
import type { PromiseKind } from '#app/domain/promise/promise.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { legalDeadline } from '#app/domain/service/clocks.ts';
import type { LegalDeadline } from '#app/domain/service/legal-answer-deadlines.ts';
import { dayAt } from '#app/domain/shop-day.ts';
import type { Day } from '#app/domain/shop-day.ts';
import type { StaffContext } from '../context.ts';
import { readCaseFacts } from './case-facts.server.ts';

/** All that guides whoever sees to a complaint. */
export type Handling = {
  number: number;
  state: ComplaintState;
  frozen: boolean;
  createdAt: Date;
  role: Role;
  facts: CaseFacts;
  order: Order;
  standing: Standing;
  check: AddressCheck | null;
  difficult: DifficultType | null;
  verdicts: StoredVerdict[];
  escalations: StoredEscalation[];
  files: { id: string; name: string }[];
  promises: { kind: PromiseKind; what: string; dueAt: Date; state: string }[];
  given: { kind: RemedyKind; amount: Money }[];
  legal: LegalDeadline | null;
  /** Of the shop. */
  today: Day;
  requestId: RequestId;
};

type Row = {
  number: number;
  state: ComplaintState;
  frozen: boolean;
  createdAt: Date;
  country: string | null;
  difficult: DifficultType | null;
};

/** Null when there is no such complaint. Nothing is asked of Shopify. */
export async function getHandling(ctx: StaffContext, complaintId: ComplaintId): Promise<Handling | null> {
  const { shopId, actor } = ctx;
  return ctx.db.asShop(shopId, async (client) => {
    const [row] = await client.$queryRaw<Row[]>`
      SELECT number, state, frozen_at IS NOT NULL AS frozen, created_at AS "createdAt", country, difficult FROM complaints
      WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
    const read = row && (await readCaseFacts(client, ctx, complaintId));
    if (!read) return null;
    const [taken, verdicts, escalations, files, promises, given, role, shop] = await Promise.all([
      takenSteps(client, shopId, complaintId),
      verdictsOf(client, shopId, complaintId),
      escalationsOf(client, shopId, complaintId),
      readAttachments(client, shopId, { complaintId }),
      client.$queryRaw<Handling['promises']>`
        SELECT kind, what, due_at AS "dueAt", state FROM promises WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid ORDER BY made_at, id`,
      client.$queryRaw<{ kind: RemedyKind; amount_minor: bigint; currency: string }[]>`
        SELECT kind, amount_minor, currency FROM remedies WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid
          AND state IN ('issued', 'settled') ORDER BY id`,
      roleOf(client, shopId, actor.userId),
      findShop(client, shopId),
    ]);
    const { facts, order, check } = read;
    const { country, ...rest } = row;
    return {
      ...rest,
      ...{ role, facts, order, check, verdicts, escalations, promises },
      standing: standingOf(playbookOf[facts.reason], facts, taken),
      files: files.map(({ id, name }) => ({ id, name })),
      given: given.map(({ kind, amount_minor, currency }) => ({ kind, amount: money(Number(amount_minor), currency) })),
      legal: legalDeadline(country, facts.reason, row.createdAt.toISOString().slice(0, 10)),
      today: dayAt(ctx.clock.now(), shop?.timeZone ?? 'UTC'),
      requestId: newRequestId(),
    };
  });
}
