import { createHash } from 'node:crypto';

/** A print of what was asked: the same question gives the same one, in whatever order a form names its fields. */
export const inputHash = (asked: unknown): string =>
  createHash('sha256').update(JSON.stringify(asked, inFixedOrder)).digest('hex');

const inFixedOrder = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
