import { z } from 'zod';
import type { AskOf, ProblemOf, RemedyAsk, RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { RemedyProblem } from '#app/domain/remedy/plan-bundle.ts';
import { MOST_REMEDIES } from '#app/domain/remedy/most-remedies.ts';
import { tooManyRemedies, pageOutOfDate } from '#app/i18n/en/problems.ts';
import { cancellationWire } from './cancellation.server.ts';
import { customWire } from './custom.server.ts';
import { discountCodeWire } from './discount-code.server.ts';
import { externalGiftWire } from './external-gift.server.ts';
import { giftCardWire } from './gift-card.server.ts';
import { refundWire } from './refund.server.ts';
import { repairWire } from './repair.server.ts';
import { replacementWire } from './replacement.server.ts';
import { returnWire } from './return.server.ts';
import { storeCreditWire } from './store-credit.server.ts';
import { vipPriceWire } from './vip-price.server.ts';

/** How a kind of remedy comes in from its form. */
export type RemedyWire<K extends RemedyKind> = {
  /** From the form's JSON (what `toWire` makes) to what is asked. Unknown fields are dropped. */
  schema: z.ZodType<AskOf<K>>;
  /** Beside which field a problem stands; '' = the whole remedy. */
  fieldOf: (problem: ProblemOf<K>, ask: AskOf<K>) => string;
};

const wires: { readonly [K in RemedyKind]: RemedyWire<K> } = {
  refund: refundWire,
  discount_code: discountCodeWire,
  vip_price: vipPriceWire,
  replacement: replacementWire,
  store_credit: storeCreditWire,
  gift_card: giftCardWire,
  cancellation: cancellationWire,
  return: returnWire,
  repair: repairWire,
  external_gift: externalGiftWire,
  custom: customWire,
};

const isKind = (kind: unknown): kind is RemedyKind => typeof kind === 'string' && Object.hasOwn(wires, kind);

const remedyEntry = z
  .looseObject({ kind: z.string(pageOutOfDate) }, pageOutOfDate)
  .transform((entry, issues): RemedyAsk => {
    if (isKind(entry.kind)) return readRemedy(entry.kind, entry, issues);
    issues.addIssue({ code: 'custom', message: pageOutOfDate });
    return z.NEVER;
  });

function readRemedy<K extends RemedyKind>(kind: K, entry: unknown, issues: z.core.$RefinementCtx): RemedyAsk {
  const parsed = wires[kind].schema.safeParse(entry);
  if (parsed.success) return remedyOf(kind, parsed.data);
  for (const { path, message } of parsed.error.issues) issues.addIssue({ code: 'custom', path, message });
  return z.NEVER;
}

// A kind that is only known when it runs: it came with its own fields, and its own schema has read them.
const remedyOf = <K extends RemedyKind>(kind: K, ask: AskOf<K>) => ({ kind, ask }) as RemedyAsk;

/**
 * The form field `remedies`: JSON, one to MOST_REMEDIES of `{ kind, …wire }`. A problem's path is `<index>.<field>` below
 * the field's own name; '' for what concerns no field.
 */
export const remediesField = z
  .string()
  .transform((text, issues): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      issues.addIssue({ code: 'custom', message: pageOutOfDate });
      return z.NEVER;
    }
  })
  .pipe(z.array(remedyEntry, pageOutOfDate).min(1, pageOutOfDate).max(MOST_REMEDIES, tooManyRemedies(MOST_REMEDIES)));

/** Messages by field as forms have them, with those of the remedies as `<index>.<field>`. */
export function remedyFields(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([path, message]) => {
      const [, index, field = ''] = /^remedies\.(\d+)(?:\.(.+))?$/.exec(path) ?? [];
      return [index === undefined ? path : fieldName(Number(index), field), message];
    }),
  );
}

/** Where a problem of a remedy stands in the form. */
export const fieldName = (index: number, field: string): string => `${index}.${field}`;

/** Beside which field of its remedy a problem stands; '' = the whole remedy. */
export function fieldOf(problem: RemedyProblem, asked: RemedyAsk): string {
  return problem.of === 'order' ? '' : fieldOfKind(problem.of, problem.problem, asked);
}

function fieldOfKind<K extends RemedyKind>(
  of: K,
  problem: ProblemOf<K>,
  { kind, ask }: { kind: RemedyKind; ask: unknown },
): string {
  if (kind !== of) throw new Error(`a problem of another kind than ${kind}`);
  return wires[of].fieldOf(problem, ask as AskOf<K>);
}
