/** What makes a page hard or impossible to use for somebody, as axe finds it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'vitest';
import { z } from 'zod';
import type { Desk } from '#tests/setup/browser.ts';

// The one of @axe-core/playwright, whose own way of running it visits every frame and takes seconds.
const require = createRequire(import.meta.url);
const axeSource = readFileSync(
  createRequire(require.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
);
const found = z.object({
  passes: z.number(),
  violations: z.array(z.object({ id: z.string(), impact: z.string().nullable(), targets: z.array(z.string()) })),
});

/** Waits until nothing fades or slides any more: half faded in, every text has too little contrast. */
async function still({ document }: Pick<Desk, 'document'>): Promise<void> {
  await document().evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const moving = () =>
      globalThis.document
        .getAnimations()
        .filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
    await frame();
    // What ends may begin the next: a menu is measured, then shown.
    for (let now = moving(); now.length > 0; now = moving()) {
      await Promise.allSettled(now.map((animation) => animation.finished));
      await frame();
    }
  });
}

/** What is serious on the page as it stands. */
export async function seriousProblems(desk: Pick<Desk, 'document'>): Promise<string[]> {
  const { document } = desk;
  await still(desk);
  if (!(await document().evaluate(() => 'axe' in window))) await document().evaluate(axeSource);
  const { passes, violations } = found.parse(
    await document().evaluate(`axe.run().then(({ passes, violations }) => ({
      passes: passes.length,
      violations: violations.map(({ id, impact, nodes }) => ({ id, impact, targets: nodes.map(({ target }) => target.join(' ')) })),
    }))`),
  );
  // An empty page has nothing to complain about either.
  expect(passes).toBeGreaterThan(10);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, targets }) => `${id}: ${targets.join(', ')}`);
}
