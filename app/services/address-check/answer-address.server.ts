import { answerAddressCheck, findAddressCheck } from '#app/db/address-checks.server.ts';
import { readService } from '#app/db/complaint-clocks.server.ts';
import { lockComplaint, moveTo } from '#app/db/complaints.server.ts';
import { spendLink } from '#app/db/customer-links.server.ts';
import { newRequestId } from '#app/db/new-id.server.ts';
import { addTakenStep } from '#app/db/playbook-steps.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { Language } from '#app/domain/language.ts';
import { corrections } from '#app/domain/remedy/replacement-address.ts';
import type { Address, Corrections } from '#app/domain/remedy/replacement-address.ts';
import { soon } from '#app/domain/service/clocks.ts';
import type { ShopContext } from '../context.ts';
import { openLink } from '../customer-links/open-link.server.ts';
import { notPutOff } from '../playbooks/take-step.server.ts';

export type OpenAddress = { order: string; language: Language; shown: Address };

type Row = { order_name: string; language: Language; customer_name: string | null };

/** The question behind a link; null when there is none to be answered. Looking uses nothing up. */
export async function openAddress(ctx: ShopContext, token: unknown): Promise<OpenAddress | null> {
  const { shopId } = ctx;
  const link = await openLink(ctx, token, ['address']);
  if (!link?.complaintId || link.about === null) return null;
  const client = ctx.db.statements(shopId);
  const check = await findAddressCheck(client, shopId, link.about);
  const [row] = await client.$queryRaw<Row[]>`
    SELECT order_name, language, customer_name FROM complaints WHERE shop_id = ${shopId} AND id = ${link.complaintId}::uuid`;
  return check && row ? { order: row.order_name, language: row.language, shown: check.shown } : null;
}

/**
 * Writes her answer down, once: with the step of the playbook, the story, and somebody to go on. Null when the link opens
 * nothing (any more). @param typed what she has written differently; nothing of it = the address is right
 */
export async function answerAddress(
  ctx: ShopContext,
  token: unknown,
  typed: Corrections,
): Promise<'confirmed' | 'corrected' | null> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  const link = await openLink(ctx, token, ['address']);
  if (!link?.complaintId || link.about === null) return null;
  const { complaintId, about } = link;
  return ctx.db.atomically(shopId, async (tx) => {
    const complaint = await lockComplaint(tx, shopId, complaintId);
    const check = await findAddressCheck(tx, shopId, about);
    if (!complaint || !check || !(await spendLink(tx, shopId, link.id, now))) return null;
    const corrected = corrections(check.shown, typed);
    const answer = Object.keys(corrected).length > 0 ? 'corrected' : 'confirmed';
    await answerAddressCheck(tx, shopId, about, {
      answer,
      corrected: answer === 'corrected' ? corrected : null,
      at: now,
    });
    const [row] = await tx.$queryRaw<Row[]>`
      SELECT order_name, language, customer_name FROM complaints WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
    const name = row?.customer_name ?? '';
    // Her name is the complaint's: it stands in no second place, where it would outlive her being forgotten.
    const by = { userId: 'customer', name: '' };
    const step = { complaintId, step: 'address', outcome: answer, note: '', until: null, by, at: now } as const;
    await addTakenStep(tx, shopId, { ...step, requestId: newRequestId() });
    await tell(tx, { shopId, complaintId, actor: { kind: 'customer', name }, at: now }, [
      { kind: 'address_answered', answer },
    ]);
    const over = complaint.state === 'resolved' || complaint.state === 'closed';
    if (!over && !notPutOff.includes(complaint.nextAction)) {
      const dueAt = soon(await readService(tx, shopId), complaint.severity, now);
      await moveTo(tx, shopId, complaintId, { state: 'open', next: { action: 'playbook', dueAt } }, now);
    }
    return answer;
  });
}
