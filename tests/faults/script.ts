/** What happens in one run, all of it drawn from the seed before the run begins: so a run can be played again alone. */
import { seeded, type Random } from '#dev-store/random.ts';
import type { FaultRule } from '#dev-store/state/types.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export type Fault = {
  kind: FaultRule['kind'] | 'none';
  /** Late commits: how long after our time-out, ms of the store's clock; at most two minutes. */
  applyAfterMs: number;
  /** The call really runs into its time-out, instead of having its silent connection cut. */
  realTimeout: boolean;
};

/** Where a worker dies. Each is a line between two things that belong together. */
export type Death = 'none' | 'before-call' | 'after-call' | 'while-recording' | 'after-recording';

export type Call = { fault: Fault; death: Death };

/** What happens to the refund that is the n-th to be allowed. Beyond the end of a list nothing goes wrong any more. */
export type RemedyScript = {
  sends: Call[];
  looks: Call[];
  /** Whether the worker dies when it has just taken the refund in hand, time by time. */
  diesAfterClaim: boolean[];
  /** Whether the job is kept, time by time; all others get lost. */
  keepsJob: boolean[];
  /** How the payment provider ends it, when it does so later. */
  settles: { afterMs: number; status: 'SUCCESS' | 'FAILURE' };
};

export type Click = 'fine' | 'read-fails' | 'dies-before-commit' | 'dies-after-commit';

export type Asked = {
  complaint: number;
  /** A share of what was paid, in percent; or that many units of the first line. */
  what: { percent: number } | { units: number };
  clicks: number;
  /** What goes wrong with the first click, when it is the only one. */
  first: Click;
  /** Asked when the others are already on their way. */
  late: boolean;
};

export type RunScript = {
  shop: 'euro' | 'zloty' | 'yen';
  payment: 'card' | 'gift-card-and-card' | 'slow';
  /** Percent of what was paid, per complaint, by an agent; null: the owner asks, who has no limit. */
  limitPercent: number | null;
  complaints: number;
  /** All at once, each the same amount on the same complaint; or one refund after the other. */
  rush: boolean;
  asked: Asked[];
  remedies: RemedyScript[];
  /** Somebody refunds this share by hand before the worker begins, percent; only where one refund is asked for. */
  byHandPercent: number | null;
  /** How much longer than needed the clock runs before each step, ms. */
  jumpsMs: number[];
  random: Random;
};

const noFault: Fault = { kind: 'none', applyAfterMs: 0, realTimeout: false };

export const calm: Call = { fault: noFault, death: 'none' };

const sendFaults: FaultRule['kind'][] = [
  'timeout-before',
  'timeout-after',
  'late-commit',
  'late-commit',
  'reset-before',
  'reset-after',
  '5xx-before',
  '5xx-after',
  '429',
  'throttled',
  'truncated-json',
  'html-200',
  'concurrent',
  'user-errors',
];
const lookFaults: FaultRule['kind'][] = [
  'timeout-before',
  'reset-after',
  '5xx-before',
  '429',
  'throttled',
  'truncated-json',
  'html-200',
];
const held: (FaultRule['kind'] | 'none')[] = ['timeout-before', 'timeout-after', 'late-commit'];

function draw<T>(random: Random, count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}

function fault(random: Random, kinds: FaultRule['kind'][], probability: number): Fault {
  if (!random.chance(probability)) return noFault;
  const kind = random.pick(kinds);
  return {
    kind,
    applyAfterMs: random.int(1, 120) * 1000,
    realTimeout: held.includes(kind) && random.chance(0.1),
  };
}

function death(random: Random, probability: number): Death {
  return random.chance(probability)
    ? random.pick(['before-call', 'after-call', 'while-recording', 'after-recording'] as const)
    : 'none';
}

function remedyScript(random: Random): RemedyScript {
  // Now and then nothing comes back at all, until sending is given up: what then comes late is the hardest case.
  const silent = random.chance(0.15);
  const sendFault = () =>
    silent ? fault(random, ['timeout-before', 'late-commit'], 1) : fault(random, sendFaults, 0.6);
  return {
    sends: draw(random, 6, () => ({ fault: sendFault(), death: death(random, silent ? 0 : 0.2) })),
    looks: draw(random, 8, () => ({ fault: fault(random, lookFaults, 0.25), death: death(random, 0.1) })),
    diesAfterClaim: draw(random, 4, () => random.chance(0.08)),
    keepsJob: draw(random, 4, () => random.chance(0.5)),
    settles: { afterMs: random.int(1, 40 * 60) * minuteMs, status: random.chance(0.3) ? 'FAILURE' : 'SUCCESS' },
  };
}

/** The script of one run: the same seed and number, the same script. */
export function runScript(seed: number, run: number): RunScript {
  // Neighbouring numbers must not give neighbouring sequences.
  const random = seeded(Math.imul(seed, 0x9e3779b1) ^ Math.imul(run + 1, 0x85ebca6b));
  draw(random, 3, random.value);
  const rush = random.chance(0.3);
  const complaints = rush ? 1 : random.int(1, 2);
  const count = random.int(1, 4);
  const percent = random.int(2, 60);
  const asked = draw(random, count, (): Asked => {
    const clicks = random.int(1, 3);
    return {
      complaint: random.int(0, complaints - 1),
      what: rush ? { percent } : random.chance(0.25) ? { units: random.int(1, 2) } : { percent: random.int(2, 60) },
      clicks,
      first:
        !rush && clicks === 1
          ? random.pick(['fine', 'fine', 'read-fails', 'dies-before-commit', 'dies-after-commit'])
          : 'fine',
      late: !rush && random.chance(0.3),
    };
  });
  return {
    shop: random.pick(['euro', 'euro', 'euro', 'zloty', 'yen']),
    payment: random.pick(['card', 'card', 'card', 'gift-card-and-card', 'slow']),
    limitPercent: random.chance(0.6) ? random.int(20, 120) : null,
    complaints,
    rush,
    asked,
    remedies: draw(random, count, () => remedyScript(random)),
    byHandPercent: count === 1 && random.chance(0.2) ? random.int(10, 100) : null,
    jumpsMs: draw(random, 40, () => (random.chance(0.12) ? random.int(1, 30 * 60) * minuteMs : 0)),
    random,
  };
}

export const longestRunMs = 60 * 24 * hourMs;
