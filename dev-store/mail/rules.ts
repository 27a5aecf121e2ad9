import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Store } from '../state/store.ts';
import type { MailRule } from '../state/types.ts';

/** What `POST /dev-store/mail/faults` takes. */
export const mailRuleInput = z
  .object({
    kind: z.enum(['refuse', 'drop-before', 'drop-after', 'hold-before', 'hold-after', 'slow']),
    to: z.string().nullish(),
    times: z.number().int().positive().nullish(),
    at: z.enum(['to', 'content']).default('to'),
    code: z.number().int().min(400).max(599).default(550),
    says: z
      .string()
      .regex(/^[\x20-\x7e]*$/)
      .default('5.1.1 There is no such mailbox'),
    delayMs: z.number().min(0).max(120_000).default(1000),
  })
  .strict();

/** Adds a rule; rules are tried in the order they came. */
export function addMailRule(store: Store, input: z.infer<typeof mailRuleInput>): MailRule {
  const rule: MailRule = {
    id: randomUUID(),
    kind: input.kind,
    to: input.to?.toLowerCase() ?? null,
    timesLeft: input.times ?? null,
    at: input.at,
    code: input.code,
    says: input.says,
    delayMs: input.delayMs,
    applied: 0,
  };
  store.state.mailRules.push(rule);
  store.touch();
  return rule;
}

/** The rule that strikes a mail to these at this point, if any; its counter goes down. */
export function strikeMail(store: Store, at: MailRule['at'], to: readonly string[]): MailRule | null {
  const rule = store.state.mailRules.find(
    (one) =>
      one.timesLeft !== 0 &&
      (one.kind === 'refuse' ? one.at : 'content') === at &&
      (one.to === null || to.some((address) => address.toLowerCase() === one.to)),
  );
  if (rule === undefined) return null;
  if (rule.timesLeft !== null) rule.timesLeft -= 1;
  rule.applied += 1;
  store.touch();
  return rule;
}
