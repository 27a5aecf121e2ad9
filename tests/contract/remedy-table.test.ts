import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { remedyRules } from '#app/domain/remedy/rules.ts';

/** The rows of the table of kinds in docs/architecture.md: kind, family, and what a second send does. */
const rows = fs
  .readFileSync('docs/architecture.md', 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, kind]) => kind !== undefined && Object.hasOwn(remedyRules, kind))
  .map(([, kind = '', family, , , repeat]) => [kind, family, repeat]);

describe('the table of kinds in the docs', () => {
  it('lists every kind once, with its family and what a second send does, as the rules have it', () => {
    const kinds = Object.keys(remedyRules) as RemedyKind[];
    const expected = kinds.map((kind) => [kind, remedyRules[kind].family, remedyRules[kind].repeat]);
    expect(rows.toSorted()).toEqual(expected.toSorted());
  });
});
