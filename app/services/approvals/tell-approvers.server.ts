import { approversHere, staffReader } from '#app/db/staff-roster.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { ApprovalId, ComplaintId } from '#app/domain/ids.ts';
import { formatMoney } from '#app/domain/money.ts';
import type { Money } from '#app/domain/money.ts';
import type { ShopContext } from '../context.ts';
import { mailToStaff } from '../mail/mail-to-staff.server.ts';

type Told = {
  approvalId: ApprovalId;
  complaintId: ComplaintId;
  complaintNumber: number;
  amount: Money;
};

type Asked = Told & {
  /** Who asks: never told to answer it. */
  asker: { userId: string; name: string };
  needs: 'lead' | 'owner';
  people: 1 | 2;
  reason: string;
  /** Nobody has answered so far. */
  late: boolean;
  at: Date;
};

/**
 * Writes to those who may say yes: the leads, or the owner where it is hers, where two are needed, or where no lead is
 * here. Whoever is away has her substitute written to. Inside the transaction that asks: no request, no mail.
 */
export async function tellApprovers(tx: Statements, ctx: ShopContext, asked: Asked): Promise<void> {
  const { approvalId, complaintId, complaintNumber, amount, asker, needs, people, reason, late, at } = asked;
  const here = (roles: readonly string[]) => approversHere(tx, ctx.shopId, roles, asker.userId, at);
  const leads = needs === 'lead' ? await here(people === 2 ? ['lead', 'owner'] : ['lead']) : [];
  const readers = leads.length > 0 ? leads : await here(['owner']);
  for (const to of readers) {
    const data = {
      ...{ complaintNumber, askedBy: asker.name, amount: formatMoney(amount, to.locale), why: reason },
      link: ctx.adminAddress(`/app/approvals/${approvalId}`),
    };
    const mail = { kind: late ? 'approval_late' : 'approval_asked', data } as const;
    const dedupeKey = `approval:${approvalId}:${late ? 'late' : 'asked'}`;
    await mailToStaff(tx, ctx, { to, dedupeKey, about: complaintId, mail });
  }
}

type Answered = Told & { askedBy: string; answeredBy: string; approved: boolean; why: string };

/** Writes to whoever asked how it was answered. */
export async function tellAsker(tx: Statements, ctx: ShopContext, answered: Answered): Promise<void> {
  const { approvalId, complaintId, complaintNumber, amount, askedBy, answeredBy, approved, why } = answered;
  const to = await staffReader(tx, ctx.shopId, askedBy);
  if (!to) return;
  const data = {
    ...{ complaintNumber, amount: formatMoney(amount, to.locale), answeredBy, approved, why },
    link: ctx.adminAddress(`/app/complaints/${complaintId}`),
  };
  const mail = { kind: 'approval_answered', data } as const;
  await mailToStaff(tx, ctx, { to, dedupeKey: `approval:${approvalId}:answered`, about: complaintId, mail });
}
