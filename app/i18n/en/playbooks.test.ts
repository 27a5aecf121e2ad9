import { expect, it } from 'vitest';
import { reasons } from '#app/domain/complaint/complaint.ts';
import { playbookOf } from '#app/domain/playbooks/of-reason.ts';
import { stepWords } from './playbooks.ts';

it('says every outcome of every step in words, and names none that there is not', () => {
  const asked = new Map<string, Set<string>>();
  for (const { key, outcomes } of reasons.flatMap((reason) => playbookOf[reason].steps))
    asked.set(key, new Set([...(asked.get(key) ?? []), ...Object.keys(outcomes)]));
  const said = Object.entries(stepWords).map(([key, { outcomes }]) => [key, Object.keys(outcomes).sort()]);
  expect(said.sort()).toEqual([...asked].map(([key, outcomes]) => [key, [...outcomes].sort()]).sort());
});
