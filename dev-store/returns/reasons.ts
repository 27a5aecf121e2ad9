import { gid } from '../gid.ts';

export type ReasonDefinition = { number: number; handle: string; name: string };

/** The first ten definitions of a live shop [W]; the taxonomy behind them is much longer. */
export const REASONS: readonly ReasonDefinition[] = [
  { number: 1, handle: 'unknown', name: 'Unknown' },
  { number: 2, handle: 'changed-my-mind', name: 'Changed my mind' },
  { number: 3, handle: 'item-not-as-described', name: 'Item not as described' },
  { number: 4, handle: 'received-the-wrong-item', name: 'Received the wrong item' },
  { number: 5, handle: 'other-reason', name: 'Other' },
  { number: 6, handle: 'damaged-or-defective', name: 'Damaged or defective' },
  { number: 7, handle: 'too-small', name: 'Too small' },
  { number: 8, handle: 'too-big', name: 'Too big' },
  { number: 9, handle: 'style', name: 'Style' },
  { number: 10, handle: 'color', name: 'Color' },
];

/** The definition that asks for a note. */
export const OTHER_REASON = 5;

/** The old enum, which 2026-10 still answers, by definition. */
const OLD: Readonly<Record<string, number>> = {
  UNKNOWN: 1,
  UNWANTED: 2,
  NOT_AS_DESCRIBED: 3,
  WRONG_ITEM: 4,
  OTHER: 5,
  DEFECTIVE: 6,
  SIZE_TOO_SMALL: 7,
  SIZE_TOO_LARGE: 8,
  STYLE: 9,
  COLOR: 10,
};

/** The definition that an old `ReturnReason` stands for. */
export function definitionOfOld(reason: string): number | undefined {
  return OLD[reason];
}

/** The old `ReturnReason` of a definition. */
export function oldReason(number: number): string {
  return Object.keys(OLD).find((name) => OLD[name] === number) ?? 'UNKNOWN';
}

export function reasonOf(number: number): ReasonDefinition | undefined {
  return REASONS.find((one) => one.number === number);
}

/** A `ReturnReasonDefinition` as the API answers it. */
export function reasonSource(number: number): object | null {
  const found = reasonOf(number);
  if (found === undefined) return null;
  const { handle, name } = found;
  return { number, id: gid('ReturnReasonDefinition', number), handle, name, deleted: false };
}
