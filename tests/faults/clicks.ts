/** The people of a run: they ask for refunds, click twice, and click again when no answer came. */
import { newRequestId } from '#app/db/new-id.server.ts';
import type { RequestId } from '#app/domain/ids.ts';
import { money } from '#app/domain/money.ts';
import type { RefundRequest } from '#app/domain/remedy/refund.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import { oneRemedy } from '#tests/factories/cases.ts';
import { refundByHand } from '#dev-store/control/refund-by-hand.ts';
import { decimalAmount } from '#dev-store/money.ts';
import { totalReceived } from '#dev-store/orders/totals.ts';
import { Died, dyingClick, type Faulty } from './dying-context.ts';
import type { Asked } from './script.ts';
import type { Stage } from './stage.ts';

type Answer = ReturnType<typeof oneRemedy>;

/** Everybody who asks in this phase: all at once, or one refund after the other, each clicked several times at once. */
export async function askAll(stage: Stage, late: boolean): Promise<void> {
  const asked = stage.script.asked.filter((each) => each.late === late);
  if (stage.script.rush) return rush(stage, asked);
  for (const each of asked) {
    const answers = await clickAll(stage, each);
    mustAgree(stage, answers);
    const [first] = answers;
    if (!first) continue;
    stage.tell(told(first));
    if (first.ok) stage.remedies.push(first.value.remedyId);
  }
}

async function rush(stage: Stage, asked: readonly Asked[]): Promise<void> {
  const all = await Promise.all(asked.map((each) => clickAll(stage, each)));
  for (const answers of all) mustAgree(stage, answers);
  const allowed = all.flatMap(([first]) => (first?.ok ? [first.value.remedyId] : []));
  // Who came first is chance, and all of them are alike: the oldest is number one.
  stage.remedies.push(...allowed.sort());
  stage.tell(`${String(asked.length)} asked at once, ${String(allowed.length)} allowed`);
}

async function clickAll(stage: Stage, asked: Asked): Promise<Answer[]> {
  const requestId = newRequestId();
  if (asked.first === 'fine') {
    return Promise.all(Array.from({ length: asked.clicks }, () => click(stage, asked, requestId)));
  }
  const first = await click(stage, asked, requestId, asked.first).catch((error: unknown) => {
    if (!(error instanceof Died)) throw error;
    stage.counted.deaths += 1;
    return null;
  });
  stage.tell(`a click ${asked.first}: ${first === null ? 'no answer' : told(first)}`);
  // Nobody knows what became of it, so she clicks again: the same form, the same id.
  const second = await click(stage, asked, requestId);
  return first?.ok ? [first, second] : [second];
}

async function click(stage: Stage, asked: Asked, requestId: RequestId, how: Asked['first'] = 'fine'): Promise<Answer> {
  const complaintId = stage.complaintIds[asked.complaint];
  if (!complaintId) throw new Error('no such complaint');
  if (how !== 'fine') stage.counted.faults += 1;
  const { world } = stage.lane;
  const plain: Faulty = (_fault, _operation, call) => call(world.system(stage.shopId).gateway);
  const faulty = how === 'read-fails' ? stage.faulty : plain;
  const ctx = dyingClick(world.as(stage.who, stage.shopId), stage.queue, how, faulty);
  const remedies = [{ kind: 'refund', ask: requestOf(stage, asked) }] as const;
  return oneRemedy(await requestResolution(ctx, { requestId, complaintId, remedies, reason: 'goodwill' }));
}

function requestOf({ order }: Stage, { what }: Asked): RefundRequest {
  if ('percent' in what) {
    const minor = Math.max(1, Math.floor((totalReceived(order).presentment * what.percent) / 100));
    return { kind: 'amount', amount: money(minor, order.presentmentCurrency) };
  }
  const lineItemId = String(order.lineItems[0]?.id);
  return { kind: 'lines', lines: [{ lineItemId, quantity: what.units, restock: 'no_restock' }], shipping: null };
}

function mustAgree(stage: Stage, answers: readonly Answer[]): void {
  const given = new Set(answers.flatMap((answer) => (answer.ok ? [answer.value.remedyId] : [])));
  if (given.size > 1) stage.problems.push('one form became several refunds');
  if (given.size === 1 && answers.some((answer) => !answer.ok)) stage.problems.push('one form was allowed and refused');
}

/** Somebody gives money back in the admin, past the app. */
export function refundPastUs(stage: Stage): void {
  const { byHandPercent } = stage.script;
  if (byHandPercent === null) return;
  const { order } = stage;
  const minor = Math.floor((totalReceived(order).presentment * byHandPercent) / 100);
  const amount = decimalAmount(minor, order.presentmentCurrency);
  const made = refundByHand(stage.lane.world.store.store, order, { amount }, () => undefined);
  stage.tell(typeof made === 'string' ? 'by hand: refused' : `by hand: ${String(byHandPercent)} %`);
}

function told(answer: Answer): string {
  if (answer.ok) return 'allowed';
  const { error } = answer;
  if (error.kind === 'refund' || error.kind === 'order') return `${error.kind}: ${error.problem.kind}`;
  return error.kind;
}
