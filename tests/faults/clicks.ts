/** The people of a run: they ask for remedies, click twice, click again when no answer came, and take things back. */
import { newRequestId } from '#app/db/new-id.server.ts';
import type { RemedyId, RequestId } from '#app/domain/ids.ts';
import type { RemedyAsk } from '#app/domain/remedy/kinds.ts';
import { lookAgain } from '#app/services/resolutions/look-again.server.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import { undoRemedy } from '#app/services/resolutions/undo-remedy.server.ts';
import { refundByHand } from '#dev-store/control/refund-by-hand.ts';
import { decimalAmount } from '#dev-store/money.ts';
import { totalReceived } from '#dev-store/orders/totals.ts';
import { rowsOf } from './checks.ts';
import { Died, dyingClick, failingRead, hasFailed } from './dying-context.ts';
import { playerOf } from './players.ts';
import type { Asked, RemedyScript } from './script.ts';
import type { Stage } from './stage.ts';

type Answer = Awaited<ReturnType<typeof requestResolution>>;

/** Everybody who asks in this phase: all at once, or one after the other, each clicked several times at once. */
export async function askAll(stage: Stage, late: boolean): Promise<void> {
  let place = 0;
  const asked = stage.script.asked.flatMap((each) => {
    const scripts = stage.script.remedies.slice(place, (place += each.wishes.length));
    return each.late === late ? { asked: each, scripts } : [];
  });
  if (stage.script.rush) return rush(stage, asked);
  for (const each of asked) {
    const answers = await clickAll(stage, each.asked);
    mustAgree(stage, answers);
    const [first] = answers;
    if (!first) continue;
    stage.tell(`${namesOf(each.asked)}: ${told(first)}`);
    if (first.ok) stage.allow(first.value.remedyIds, wishedBy(each));
  }
}

type Wished = { asked: Asked; scripts: RemedyScript[] };

const wishedBy = ({ asked, scripts }: Wished) =>
  asked.wishes.flatMap(({ kind }, index) => {
    const script = scripts[index];
    return script ? { kind, script } : [];
  });

const namesOf = ({ wishes }: Asked): string => wishes.map(({ kind }) => kind).join(' + ');

async function rush(stage: Stage, asked: readonly Wished[]): Promise<void> {
  const all = await Promise.all(asked.map((each) => clickAll(stage, each.asked)));
  for (const answers of all) mustAgree(stage, answers);
  const allowed = all.flatMap(([first]) => (first?.ok ? [first.value.remedyIds] : []));
  // Who came first is chance, and all of them are alike: the oldest is number one.
  const byAge = allowed.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  for (const [index, ids] of byAge.entries()) {
    const each = asked[index];
    if (each) stage.allow(ids, wishedBy(each));
  }
  const [first] = asked;
  stage.tell(
    `${String(asked.length)} × ${first ? namesOf(first.asked) : ''} at once, ${String(allowed.length)} allowed`,
  );
}

async function clickAll(stage: Stage, asked: Asked): Promise<Answer[]> {
  const requestId = newRequestId();
  const remedies: RemedyAsk[] = [];
  for (const wish of asked.wishes) remedies.push(await wish.ask(stage, asked.complaint));
  if (remedies.length > 1) stage.counted.bundles += 1;
  const click = (how: Asked['first'] = 'fine') => clickOnce(stage, asked, { requestId, remedies }, how);
  if (asked.first === 'fine') return Promise.all(Array.from({ length: asked.clicks }, () => click()));
  const first = await click(asked.first).catch((error: unknown) => {
    if (!(error instanceof Died) && !hasFailed(error)) throw error;
    stage.counted.deaths += 1;
    return null;
  });
  stage.tell(`a click ${asked.first}: ${first === null ? 'no answer' : told(first)}`);
  // Nobody knows what became of it, so she clicks again: the same form, the same id.
  const second = await click();
  return first?.ok ? [first, second] : [second];
}

async function clickOnce(
  stage: Stage,
  asked: Asked,
  form: { requestId: RequestId; remedies: RemedyAsk[] },
  how: Asked['first'],
): Promise<Answer> {
  const complaintId = stage.complaintIds[asked.complaint];
  if (!complaintId) throw new Error('no such complaint');
  if (how !== 'fine') stage.counted.faults += 1;
  const { lane } = stage;
  const ctx = dyingClick(lane.world.as(stage.who, stage.shopId), lane, stage.queue, how);
  const request = () => requestResolution(ctx, { ...form, complaintId, reason: 'goodwill' });
  return how === 'read-fails' ? lane.watched(failingRead(), request) : request();
}

function mustAgree(stage: Stage, answers: readonly Answer[]): void {
  const given = new Set(answers.flatMap((answer) => (answer.ok ? [answer.value.resolutionId] : [])));
  if (given.size > 1) stage.problems.push('double: one form was decided twice');
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

/** The owner lowers what may be given. */
export async function lowerLimit(stage: Stage): Promise<void> {
  if (stage.script.laterPercent === null) return;
  const limit = stage.limitOf(stage.script.laterPercent);
  await stage.setLimit(limit);
  stage.limits.push({ from: stage.now(), limit });
  stage.tell(`the limit is lowered to ${String(limit.minor)}`);
}

/** When somebody is going to take this remedy back. */
export function planUndo(stage: Stage, remedyId: RemedyId, { undo }: RemedyScript): void {
  if (undo && stage.once(remedyId, 'undo planned')) stage.plan(undo.afterMs, () => takeBack(stage, remedyId));
}

/** Several clicks at once, perhaps after the customer has used some of it. */
export async function takeBack(stage: Stage, remedyId: RemedyId): Promise<void> {
  const { lane, owner, shopId } = stage;
  const undo = stage.scriptOf(remedyId)?.undo;
  const row = (await rowsOf(stage)).find((each) => each.id === remedyId);
  if (!undo || !row) return;
  if (undo.used && row.state === 'settled' && stage.once(remedyId, 'used')) {
    const { kind, id, plan } = row;
    await playerOf(kind).use?.(stage, { id, plan, amountMinor: Number(row.amount_minor) });
  }
  const answers = await Promise.all(
    Array.from({ length: undo.clicks }, () =>
      undoRemedy({ ...lane.world.as(owner, shopId), jobs: stage.queue }, { remedyId, reason: 'by mistake' }),
    ),
  );
  const said = new Set(answers.map((answer) => (answer.ok ? 'begun' : answer.error.kind)));
  if (said.size > 1) stage.problems.push(`one undoing was answered with ${[...said].join(' and ')}`);
  stage.tellOf(remedyId, `taken back${undo.used ? ', used' : ''}: ${[...said].join()}`);
}

/** What the end of the work has left: things to take back that could not be before, and those that a person has to look at. */
export async function finishByHand(stage: Stage): Promise<void> {
  const rows = new Map((await rowsOf(stage)).map((row) => [row.id, row]));
  for (const { remedyId, script } of stage.allowed) {
    const state = rows.get(remedyId)?.state;
    const wanted = script.undo !== null && (state === 'settled' || state === 'issued');
    if (wanted && stage.once(remedyId, 'taken back in the end')) await takeBack(stage, remedyId);
  }
}

/** A person asks for one more look at whatever could not be told. */
export async function lookOnce(stage: Stage): Promise<void> {
  const { lane, owner, shopId } = stage;
  for (const row of await rowsOf(stage)) {
    if (row.state !== 'needs_person') continue;
    stage.counted.withPerson += 1;
    await lookAgain({ ...lane.world.as(owner, shopId), jobs: stage.queue }, row.id);
    stage.tellOf(row.id, 'a person asks for one more look');
  }
}

function told(answer: Answer): string {
  if (answer.ok) return 'allowed';
  const { error } = answer;
  if (error.kind === 'remedy') return `${error.problem.of}: ${error.problem.problem.kind}`;
  return error.kind === 'order' ? `order: ${error.problem.kind}` : error.kind;
}
