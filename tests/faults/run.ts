/** One run: an order, complaints, clicks, and a worker that meets faults and dies, until nothing is left to do. */
import { check } from './checks.ts';
import { askAll, refundPastUs } from './clicks.ts';
import type { Lane } from './lane.ts';
import { runScript } from './script.ts';
import { setStage, type Stage } from './stage.ts';
import { workUntilQuiet } from './work.ts';

export type RunEnd = {
  run: number;
  /** What happened, without ids and wall times: the same for the same seed. */
  log: string[];
  /** Empty when everything held. */
  violations: string[];
  counted: Stage['counted'];
};

export function playRun(lane: Lane, seed: number, run: number): Promise<RunEnd> {
  return lane.inside(async () => {
    const stage = await setStage(lane, runScript(seed, run));
    const violations = await play(stage).catch((error: unknown) => [`broke off: ${String(error)}`]);
    // What a failed run leaves behind must not be taken up by the next one.
    if (violations.length > 0) await lane.world.sql('UPDATE remedies SET next_check_at = NULL');
    return { run, log: stage.log(), violations, counted: stage.counted };
  });
}

async function play(stage: Stage): Promise<string[]> {
  await askAll(stage, false);
  refundPastUs(stage);
  await workUntilQuiet(stage);
  return check(stage);
}
