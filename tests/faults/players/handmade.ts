/** What people carry out outside of Shopify: they do a thing, and write down what they did, several of them at once. */
import { newRequestId } from '#app/db/new-id.server.ts';
import type { RemedyId } from '#app/domain/ids.ts';
import { money, type Money } from '#app/domain/money.ts';
import { customSteps } from '#app/domain/remedy/custom.ts';
import { externalGiftSteps } from '#app/domain/remedy/external-gift.ts';
import type { StepDetails, StepRules } from '#app/domain/remedy/handmade.ts';
import type { AskOf, HandmadeKind } from '#app/domain/remedy/kinds.ts';
import { repairSteps } from '#app/domain/remedy/repair.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import { recordStep } from '#app/services/resolutions/record-step.server.ts';
import { totalReceived } from '#dev-store/orders/totals.ts';
import type { Random } from '#dev-store/random.ts';
import { idOf } from '#tests/factories/cases.ts';
import type { Given, Player } from '../player.ts';
import type { RemedyScript } from '../script.ts';
import type { Stage } from '../stage.ts';

/** What people did in the world for a remedy, in their order: no table of ours says so. */
export type Done = { step: string; cost: Money | null };

type Played = {
  rules: StepRules;
  /** What is done when all goes well, and what it may end with instead. */
  way: readonly string[];
  comesToNothing: { after: number; step: string } | null;
};

const repair: Played = {
  rules: repairSteps,
  way: ['received', 'repaired', 'sent_back', 'arrived'],
  comesToNothing: { after: 1, step: 'not_repairable' },
};
const externalGift: Played = {
  rules: externalGiftSteps,
  way: ['ordered', 'sent', 'arrived'],
  comesToNothing: { after: 2, step: 'called_off' },
};
const custom: Played = { rules: customSteps, way: ['done'], comesToNothing: null };

const doneFor = ({ outside }: Stage, id: RemedyId): readonly Done[] => outside.get(id) ?? [];

/** What is done next, by the script: nothing once it has ended. */
function nextOf({ rules, way, comesToNothing }: Played, done: readonly Done[], { settles }: RemedyScript) {
  if (done.some(({ step }) => rules[step]?.to !== 'issued')) return null;
  const fails = settles.status === 'FAILURE' && comesToNothing?.after === done.length;
  return fails ? comesToNothing.step : (way[done.length] ?? null);
}

/**
 * Two people have done the next thing, one of them clicks twice, and somebody types a price above what was decided.
 * Whoever hears that it is not as he thought has done nothing.
 */
async function goOn(stage: Stage, played: Played, { id, plan }: Given<HandmadeKind>, script: RemedyScript) {
  const { lane, who, owner, shopId } = stage;
  const done = doneFor(stage, id);
  const step = nextOf(played, done, script);
  const complaintId = await complaintOf(stage, id);
  if (step === null || complaintId === null) return;
  const cost = played.rules[step]?.fields.cost ? plan.cost : null;
  const write = (person: typeof who, requestId = newRequestId(), details = detailsOf(cost)) =>
    recordStep(lane.world.as(person, shopId), {
      ...{ requestId, complaintId, remedyId: id, seen: done.length, step, details },
    });
  if (cost) {
    const dearer = await write(owner, newRequestId(), detailsOf({ ...cost, minor: cost.minor + 1 }));
    if (dearer.ok) stage.problems.push('over the limit: a step cost more than was decided');
  }
  const twice = newRequestId();
  const answers = await Promise.all([write(owner, twice), write(owner, twice), write(who)]);
  const [first, again, other] = answers.map((answer) => (answer.ok ? answer.value.number : null));
  if (first !== again) stage.problems.push('double: one form was written down and refused');
  const written = [first, other].filter((number) => typeof number === 'number');
  stage.outside.set(id, [...done, ...written.map(() => ({ step, cost }))]);
  const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.error.kind]));
  stage.tellOf(id, `${step}: ${written.length > 0 ? 'written down' : `refused, ${[...new Set(refusals)].join()}`}`);
}

const detailsOf = (cost: Money | null): StepDetails => ({
  ...{ courier: 'DPD', number: '4711', receipt: 'R-1', why: 'it broke', what: 'a tour', where: '' },
  ...(cost && { cost }),
});

async function complaintOf({ lane }: Stage, id: RemedyId) {
  const [row] = await lane.world.sql<{ complaint_id: Stage['complaintIds'][number] }>(
    'SELECT complaint_id FROM remedies WHERE id = $1',
    [id],
  );
  return row?.complaint_id ?? null;
}

const retryMs = 60 * 60 * 1000;
const waiting: readonly RemedyState[] = ['approved', 'sending', 'unknown', 'issued'];

/** Each thing takes its share of the time that the script gives it all; what is not on the list yet is waited for. */
function keepOn(stage: Stage, played: Played, id: RemedyId, script: RemedyScript): void {
  const shareMs = Math.max(1, Math.floor(script.settles.afterMs / played.way.length));
  const visit = async (): Promise<void> => {
    const [row] = await stage.lane.world.sql<{ state: RemedyState; plan: Given<HandmadeKind>['plan'] }>(
      'SELECT state, plan FROM remedies WHERE id = $1',
      [id],
    );
    if (!row || !waiting.includes(row.state)) return;
    if (row.state === 'issued') await goOn(stage, played, { id, plan: row.plan, amountMinor: 0 }, script);
    if (nextOf(played, doneFor(stage, id), script) !== null)
      stage.plan(row.state === 'issued' ? shareMs : retryMs, visit);
  };
  stage.plan(shareMs, visit);
}

function handmadePlayer<K extends HandmadeKind>(
  kind: K,
  played: Played,
  read: string,
  draw: (random: Random) => (stage: Stage, cost: Money) => Promise<AskOf<K>> | AskOf<K>,
): Player<K> {
  const ends = (stage: Stage, id: RemedyId, to: 'settled' | 'failed') =>
    doneFor(stage, id).filter(({ step }) => played.rules[step]?.to === to).length;
  return {
    weight: 1,
    byPeople: true,
    operations: { read, send: [], look: [], undo: [] },
    draw: (random) => {
      const percent = random.int(1, 30);
      const asked = draw(random);
      return (stage) => {
        const { order } = stage;
        const minor = Math.max(1, Math.floor((totalReceived(order).shop * percent) / 100));
        return asked(stage, money(minor, order.currency));
      };
    },
    atStore: (stage, { id, plan }) => {
      const done = doneFor(stage, id);
      const given = ends(stage, id, 'settled');
      const untouched = done.length === 0 || ends(stage, id, 'failed') > 0;
      const spent = Math.max(0, ...done.map(({ cost }) => cost?.minor ?? 0));
      const decided = plan.cost.minor;
      return {
        count: given,
        standing: given > 0 ? 'given' : untouched ? 'taken_back' : 'under_way',
        differs: spent <= decided ? null : `${String(spent)} spent, ${String(decided)} decided`,
      };
    },
    all: (stage) =>
      stage.allowed
        .filter((each) => each.kind === kind)
        .reduce((sum, { remedyId }) => sum + ends(stage, remedyId, 'settled'), 0),
    goesOn: (stage, remedyId, script) => {
      if (stage.once(remedyId, 'carried out')) keepOn(stage, played, remedyId, script);
    },
    // Somebody has begun with it.
    use: async (stage, given) => {
      const script = stage.scriptOf(given.id);
      if (script && doneFor(stage, given.id).length === 0) await goOn(stage, played, given, script);
    },
  };
}

export const repairPlayer = handmadePlayer('repair', repair, 'ReadRepairable', (random) => {
  const quantity = random.int(1, 2);
  return ({ order }, cost) => ({
    items: [{ lineItemId: String(order.lineItems[0]?.id), quantity }],
    ...{ partner: 'Ceramics Studio', label: '', courier: '', cost, days: 30 },
  });
});

export const externalGiftPlayer = handmadePlayer(
  'external_gift',
  externalGift,
  'ReadGiftBasis',
  () => async (stage, cost) => {
    const ask = { what: 'A box of tea', vendor: 'Tea Shop', link: '', cost, days: 30 };
    const { lane, order, who, shopId } = stage;
    const unconfirmed = { ...ask, address: { confirmed: null, corrected: {} } };
    const facts = await lane.world.as(who, shopId).gateway.remedies.external_gift.read(idOf(order), unconfirmed);
    if (!facts.ok) throw new Error(`no address: ${facts.error.kind}`);
    return { ...ask, address: { confirmed: facts.value.address.fingerprint, corrected: {} } };
  },
);

export const customPlayer = handmadePlayer('custom', custom, 'ReadCustomBasis', () => (_stage, cost) => ({
  ...{ what: 'A tour of the workshop', cost, days: 30 },
}));
