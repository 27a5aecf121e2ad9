/** One run: an order, complaints, clicks, and a worker that meets faults and dies, until nothing is left to do. */
import { check } from './checks.ts';
import { askAll, finishByHand, lookOnce, refundPastUs } from './clicks.ts';
import type { Counted } from './counted.ts';
import type { Lane } from './lane.ts';
import { planPauses } from './pauses.ts';
import { runScript } from './script.ts';
import { setStage, type Stage } from './stage.ts';
import { workUntilQuiet } from './work.ts';

export type RunEnd = {
  run: number;
  /** What happened, without ids and wall times: the same for the same seed. */
  log: string[];
  /** Empty when everything held. */
  violations: string[];
  counted: Counted;
};

export function playRun(lane: Lane, seed: number, run: number): Promise<RunEnd> {
  return lane.inside(async () => {
    const stage = await setStage(lane, runScript(seed, run));
    const violations = await play(stage).catch((error: unknown) => [`broke off: ${textOf(error)}`]);
    return { run, log: stage.log(), violations, counted: stage.counted };
  });
}

async function play(stage: Stage): Promise<string[]> {
  planPauses(stage);
  await askAll(stage, false);
  refundPastUs(stage);
  await workUntilQuiet(stage, true);
  await finishByHand(stage);
  await workUntilQuiet(stage, false);
  await lookOnce(stage);
  await workUntilQuiet(stage, false);
  return check(stage);
}

const textOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
