import { reasons, type Reason } from '../complaint/complaint.ts';
import type { Language } from '../language.ts';
import { returnReasonOf, returnReasons, type ReturnReason } from '../remedy/return-reasons.ts';

/**
 * What can be chosen below a reason. Of our own keys the words stand in app/i18n/customer/intake-reasons.ts; a shop may say
 * it in its own. `returnReason`: what it is to Shopify when something comes back.
 */
export type Detail = { key: string; returnReason: ReturnReason; words: Partial<Record<Language, string>> };

/** A reason that the form offers, and what can be chosen below it: two levels, never more. */
export type ReasonChoice = { reason: Reason; below: Detail[] };

/** The details that we have words for. */
export const ownDetails = [
  'parcel_damaged',
  'item_damaged',
  'never_worked',
  'stopped_working',
  'wrong_size',
  'wrong_colour',
  'other_item',
  'looks_different',
  'size_differs',
  'worse_quality',
  'too_small',
  'too_big',
  'not_needed',
] as const;
export type OwnDetail = (typeof ownDetails)[number];

const own = (key: OwnDetail, returnReason: ReturnReason): Detail => ({ key, returnReason, words: {} });
const below: Partial<Record<Reason, Detail[]>> = {
  damaged: [own('parcel_damaged', 'damaged-or-defective'), own('item_damaged', 'damaged-or-defective')],
  defective: [own('never_worked', 'damaged-or-defective'), own('stopped_working', 'damaged-or-defective')],
  wrong_item: [
    own('wrong_size', 'received-the-wrong-item'),
    own('wrong_colour', 'received-the-wrong-item'),
    own('other_item', 'received-the-wrong-item'),
  ],
  not_as_described: [
    own('looks_different', 'item-not-as-described'),
    own('size_differs', 'item-not-as-described'),
    own('worse_quality', 'item-not-as-described'),
  ],
  changed_mind: [own('too_small', 'too-small'), own('too_big', 'too-big'), own('not_needed', 'changed-my-mind')],
};

/** Every reason there is, in the order in which a form shows them. */
export const wholeTree: ReasonChoice[] = reasons.map((reason) => ({ reason, below: below[reason] ?? [] }));

const mostBelow = 8;
const longestWords = 60;

/** Reads a stored tree; parts that make no sense are left out, and what is empty is the whole tree. */
export function readTree(stored: unknown): ReasonChoice[] {
  if (!Array.isArray(stored)) return wholeTree;
  const tree = stored.flatMap((choice: { reason?: unknown; below?: unknown }): ReasonChoice[] => {
    const reason = reasons.find((one) => one === choice.reason);
    const details = Array.isArray(choice.below) ? choice.below.flatMap(readDetail).slice(0, mostBelow) : [];
    return reason ? [{ reason, below: details }] : [];
  });
  return tree.length > 0 ? tree : wholeTree;
}

function readDetail(stored: { key?: unknown; returnReason?: unknown; words?: unknown }): Detail[] {
  const returnReason = returnReasons.find((one) => one === stored.returnReason);
  if (typeof stored.key !== 'string' || !/^[a-z0-9_]{1,40}$/.test(stored.key) || !returnReason) return [];
  const entries = Object.entries((stored.words ?? {}) as Record<string, unknown>);
  const words = entries.filter(([, text]) => typeof text === 'string' && text !== '' && text.length <= longestWords);
  return [{ key: stored.key, returnReason, words: Object.fromEntries(words) }];
}

/** What was chosen, as far as it is (still) offered. */
export function chosenIn(
  tree: readonly ReasonChoice[],
  { reason, detail }: { reason?: string; detail?: string },
): { choice: ReasonChoice; detail: Detail | null } | null {
  const choice = tree.find((one) => one.reason === reason);
  return choice ? { choice, detail: choice.below.find((one) => one.key === detail) ?? null } : null;
}

/** What a reason is as a reason to send something back, with what was chosen below it. */
export const returnReasonFor = (reason: Reason, detail: Detail | null): ReturnReason =>
  detail?.returnReason ?? returnReasonOf(reason);

/**
 * The tree that offers these, in the order of ours: a reason by its name, what is below it by `<reason>.<key>`. What a shop has of
 * its own below a reason keeps its words.
 */
export function offering(before: readonly ReasonChoice[], offered: readonly string[]): ReasonChoice[] {
  return wholeTree.flatMap(({ reason, below }) => {
    if (!offered.includes(reason)) return [];
    const had = before.find((one) => one.reason === reason)?.below ?? [];
    const all = [...below.map((each) => had.find(({ key }) => key === each.key) ?? each), ...had].filter(
      (detail, index, list) => list.findIndex(({ key }) => key === detail.key) === index,
    );
    return [{ reason, below: all.filter(({ key }) => offered.includes(`${reason}.${key}`)) }];
  });
}
