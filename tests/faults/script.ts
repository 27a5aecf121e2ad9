/** What happens in one run, all of it drawn from the seed before the run begins: so a run can be played again alone. */
import { seeded, type Random } from '#dev-store/random.ts';
import type { FaultRule } from '#dev-store/state/types.ts';
import { drawWish } from './players.ts';
import type { Wish } from './player.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export type Fault = {
  kind: FaultRule['kind'] | 'none';
  /** Late commits: how long after our time-out, ms of the store's clock; at most two minutes. */
  applyAfterMs: number;
  /** The call really runs into its time-out, instead of having its silent connection cut. */
  realTimeout: boolean;
};

/**
 * Where a worker dies. Each is a line between two things that belong together; `at-request` and `on-answer` lie inside a
 * call that asks Shopify several things. One that `stalls` lives on, and is taken over meanwhile; where the `database-fails`,
 * what was to be recorded is not.
 */
export type Death =
  | 'none'
  | 'before-call'
  | 'at-request'
  | 'on-answer'
  | 'after-call'
  | 'while-recording'
  | 'after-recording'
  | 'database-fails'
  | 'stalls';

/** One call of a worker: what becomes of one of its requests (`at`: which, counted among those that the kind names). */
export type Call = { at: number; fault: Fault; death: Death };

/** Somebody takes a remedy back. */
export type UndoScript = {
  /** How long after the beginning, ms; what is not given by then is asked for again in the end. */
  afterMs: number;
  clicks: number;
  /** Whether the customer has used some of it before. */
  used: boolean;
  calls: Call[];
};

/** What happens to the n-th remedy that is asked for. Beyond the end of a list nothing goes wrong any more. */
export type RemedyScript = {
  sends: Call[];
  looks: Call[];
  /** Whether the worker dies when it has just taken the remedy in hand, time by time. */
  diesAfterClaim: boolean[];
  /** Whether two workers reach for it at the same moment, time by time. */
  twoWorkers: boolean[];
  /** Whether the job is kept, time by time; all others get lost. */
  keepsJob: boolean[];
  /**
   * How it ends, when that comes later: a payment provider answers, a parcel is delivered. Where one half of a refund
   * fails and the other was given, a month goes by until a person has it: that is long, so it is rare.
   */
  settles: { afterMs: number; status: 'SUCCESS' | 'FAILURE'; halfMayFail: boolean };
  undo: UndoScript | null;
};

export type Click = 'fine' | 'read-fails' | 'dies-before-commit' | 'dies-after-commit' | 'database-fails';

const firstClicks: Click[] = [
  'fine',
  'fine',
  'read-fails',
  'dies-before-commit',
  'dies-after-commit',
  'database-fails',
];

export type Asked = {
  complaint: number;
  /** One to three, decided together. */
  wishes: Wish[];
  clicks: number;
  /** What goes wrong with the first click, when it is the only one. */
  first: Click;
  /** Asked when the others are already on their way. */
  late: boolean;
};

/** Nothing may be sent for a while. */
export type Pause = { afterMs: number; forMs: number };

export type RunScript = {
  shop: 'euro' | 'zloty' | 'yen';
  payment: 'card' | 'gift-card-and-card' | 'slow';
  guest: boolean;
  /** Whether the order was sent; what was not can be cancelled. */
  sent: boolean;
  /** Percent of what was paid, per complaint, by an agent; null: the owner asks, who has no limit. */
  limitPercent: number | null;
  /** The limit is lowered to this while remedies are on their way, percent. */
  laterPercent: number | null;
  complaints: number;
  /** All at once, each the same on the same complaint; or one after the other. */
  rush: boolean;
  asked: Asked[];
  remedies: RemedyScript[];
  /** Somebody refunds this share by hand before the worker begins, percent; only where one remedy is asked for. */
  byHandPercent: number | null;
  /** How much longer than needed the clock runs before each step, ms. */
  jumpsMs: number[];
  /** Whether a webhook has everything looked at before its time, step by step. */
  nudges: boolean[];
  /** How far Shopify's searches are behind, ms. */
  searchLagMs: number;
  /** The owner presses the emergency stop. */
  stop: Pause | null;
  /** The first complaint is passed to the lawyer and comes back. */
  lawyer: Pause | null;
  random: Random;
};

export const calm: Call = {
  at: 0,
  fault: { kind: 'none', applyAfterMs: 0, realTimeout: false },
  death: 'none',
};

const sendFaults: FaultRule['kind'][] = [
  'timeout-before',
  'timeout-after',
  'late-commit',
  'late-commit',
  'late-commit',
  'late-commit',
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
const silence: FaultRule['kind'][] = ['timeout-before', 'late-commit', 'late-commit'];
const held: (FaultRule['kind'] | 'none')[] = ['timeout-before', 'timeout-after', 'late-commit'];
const deaths: Death[] = [
  'before-call',
  'at-request',
  'on-answer',
  'after-call',
  'while-recording',
  'after-recording',
  'database-fails',
  'stalls',
];

function draw<T>(random: Random, count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}

function call(random: Random, kinds: FaultRule['kind'][], faulty: number, deadly: number): Call {
  const kind = random.chance(faulty) ? random.pick(kinds) : 'none';
  return {
    // Mostly the request that gives; its kind names it first.
    at: random.chance(0.6) ? 0 : random.int(1, 4),
    fault: {
      kind,
      applyAfterMs: random.int(1, 120) * 1000,
      realTimeout: held.includes(kind) && random.chance(0.02),
    },
    death: random.chance(deadly) ? random.pick(deaths) : 'none',
  };
}

function remedyScript(random: Random): RemedyScript {
  // Now and then nothing comes back at all, until sending is given up: what then comes late is the hardest case.
  const silent = random.chance(0.15);
  const send = () => (silent ? { ...call(random, silence, 1, 0), at: 0 } : call(random, sendFaults, 0.6, 0.2));
  return {
    sends: draw(random, 6, send),
    looks: draw(random, 8, () => call(random, lookFaults, 0.25, 0.1)),
    diesAfterClaim: draw(random, 4, () => random.chance(0.08)),
    twoWorkers: draw(random, 6, () => random.chance(0.15)),
    keepsJob: draw(random, 4, () => random.chance(0.5)),
    settles: {
      afterMs: random.int(1, 40 * 60) * minuteMs,
      status: random.chance(0.3) ? 'FAILURE' : 'SUCCESS',
      halfMayFail: random.chance(0.1),
    },
    undo: random.chance(0.35) ? undoScript(random) : null,
  };
}

function undoScript(random: Random): UndoScript {
  return {
    afterMs: random.int(1, 24 * 60) * minuteMs,
    clicks: random.int(1, 3),
    used: random.chance(0.25),
    calls: draw(random, 5, () => call(random, sendFaults, 0.5, 0.2)),
  };
}

const mostRemedies = 4;

/** The script of one run: the same seed and number, the same script. */
export function runScript(seed: number, run: number): RunScript {
  // Neighbouring numbers must not give neighbouring sequences.
  const random = seeded(Math.imul(seed, 0x9e3779b1) ^ Math.imul(run + 1, 0x85ebca6b));
  draw(random, 3, random.value);
  const rush = random.chance(0.2);
  const complaints = rush ? 1 : random.int(1, 2);
  const asked = rush ? rushOf(random) : oneByOne(random, complaints);
  const count = asked.reduce((sum, each) => sum + each.wishes.length, 0);
  const limitPercent = random.chance(0.5) ? random.int(20, 120) : null;
  return {
    shop: random.pick(['euro', 'euro', 'euro', 'zloty', 'yen']),
    payment: random.pick(['card', 'card', 'card', 'gift-card-and-card', 'slow']),
    guest: random.chance(0.1),
    sent: random.chance(0.6),
    limitPercent,
    laterPercent: limitPercent !== null && random.chance(0.3) ? random.int(5, limitPercent) : null,
    complaints,
    rush,
    asked,
    remedies: draw(random, count, () => remedyScript(random)),
    byHandPercent: count === 1 && random.chance(0.2) ? random.int(10, 100) : null,
    jumpsMs: draw(random, 40, () => (random.chance(0.12) ? random.int(1, 30 * 60) * minuteMs : 0)),
    nudges: draw(random, 40, () => random.chance(0.06)),
    searchLagMs: random.chance(0.3) ? random.int(1, 20) * 1000 : 0,
    stop: random.chance(0.08) ? pause(random, 20) : null,
    lawyer: random.chance(0.08) ? pause(random, 5 * 60) : null,
    random,
  };
}

/** Mostly before the first remedy is sent, else while they are on their way. */
function pause(random: Random, atMostMinutes: number): Pause {
  const afterMs = random.chance(0.6) ? 0 : random.int(1, 30 * 60) * 1000;
  return { afterMs, forMs: random.int(1, atMostMinutes) * minuteMs };
}

function bundleSize(random: Random): number {
  return random.pick([1, 1, 1, 1, 1, 1, 2, 2, 3]);
}

function rushOf(random: Random): Asked[] {
  const wishes = draw(random, random.pick([1, 1, 2]), () => drawWish(random));
  const count = random.int(2, Math.floor(mostRemedies / wishes.length));
  return draw(random, count, () => ({ complaint: 0, wishes, clicks: random.int(1, 3), first: 'fine', late: false }));
}

function oneByOne(random: Random, complaints: number): Asked[] {
  const asked: Asked[] = [];
  let left = random.int(1, 3);
  while (left > 0) {
    const wishes = draw(random, bundleSize(random), () => drawWish(random));
    const clicks = random.int(1, 3);
    asked.push({
      complaint: random.int(0, complaints - 1),
      wishes,
      clicks,
      first: clicks === 1 ? random.pick(firstClicks) : 'fine',
      late: random.chance(0.3),
    });
    left -= wishes.length;
  }
  return asked;
}

export const longestRunMs = 60 * 24 * hourMs;
