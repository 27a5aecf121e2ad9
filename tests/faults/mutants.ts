/**
 * Bugs that are planted, one at a time, in a copy of the sources: the random runs must catch every one. Each replaces a
 * text that stands exactly once in its file.
 */
export type Mutant = { readonly name: string; readonly file: string; readonly find: string; readonly replace: string };

const advance = 'app/services/resolutions/advance-remedy.server.ts';
const outcome = 'app/services/resolutions/record-outcome.server.ts';
const undoing = 'app/services/resolutions/record-undo.server.ts';
const steps = 'app/db/remedy-steps.server.ts';
const credit = 'app/shopify/remedies/store-credit.server.ts';

const planted = (name: string, file: string, find: string, replace: string): Mutant => ({ name, file, find, replace });

export const mutants: readonly Mutant[] = [
  planted(
    'a new key on each attempt',
    'app/shopify/remedies/refund.server.ts',
    'key: identity.idempotencyKey,',
    'key: `${identity.idempotencyKey}-${crypto.randomUUID()}`,',
  ),
  planted(
    'a refund without our marker',
    'app/shopify/remedies/refund.server.ts',
    'note: `C-${identity.complaintNumber} ${markerOf(identity.remedyId)}`,',
    'note: `C-${identity.complaintNumber}`,',
  ),
  planted(
    'what was taken back is not given back to the limits',
    undoing,
    "end(tx, shopId, remedy, 'taken back', now),",
    '',
  ),
  planted(
    'a turn that does not ask what it turns from',
    steps,
    'AND attempts = ${remedy.attempts} AND state = ANY(${[...turn.from]})`;',
    '`;',
  ),
  planted(
    'a time-out taken for a refusal',
    'app/shopify/remedies/not-done.ts',
    "return { outcome: 'unknown', detail: end.detail };",
    "return { outcome: 'refused', code: 'invalid', messages: [end.detail] };",
  ),
  planted(
    'release on unknown',
    outcome,
    `    case 'unknown':
      await recordStillUnknown(ctx, remedy, outcome.detail);
      return;`,
    `    case 'unknown':
      return recordRefused(ctx, remedy, [outcome.detail]);`,
  ),
  planted(
    'settled without looking whether it has arrived',
    outcome,
    "const state = found.standing === 'undone' ? 'failed' : found.standing;",
    "const state = found.standing === 'undone' ? 'failed' : 'settled';",
  ),
  planted(
    'no quarantine',
    'app/domain/remedy/next-step.ts',
    "if (now < quarantineEnds) return { do: 'wait', until: quarantineEnds };",
    '',
  ),
  planted(
    'the attempt on an account not written down before the call',
    credit,
    "await remember({ ...progressOf('credit', mark), ...(account.value && { account: account.value.id }) });",
    'void mark;',
  ),
  planted(
    'a second credit where the first is in doubt',
    'app/domain/remedy/store-credit-rules.ts',
    "repeat: 'never',",
    "repeat: 'guarded',",
  ),
  planted(
    'our credit is never recognised',
    credit,
    'return ok(ours && found(ours, accountId.value));',
    'return ok(ours && null);',
  ),
  planted(
    'a debit sent again without looking for the first',
    credit,
    'if (sentBefore) {',
    "if (sentBefore && progress['never'] !== undefined) {",
  ),
  planted(
    'a code that is not derived from the remedy',
    'app/shopify/remedies/discount-code.server.ts',
    'code: codeOf(remedyId),\n    startsAt',
    'code: codeOf(crypto.randomUUID()),\n    startsAt',
  ),
  planted(
    'a gift card that is never recognised',
    'app/shopify/remedies/gift-card.server.ts',
    'if (ours) return ok(found(ours, noticeOf(step)));',
    '',
  ),
  planted(
    'a second draft is completed',
    'app/shopify/remedies/replacement-make.server.ts',
    `  await step.remember({ draft: draftId });
  return draftOrder.ready`,
    '  return draftOrder.ready',
  ),
  planted(
    'the limit does not count what is held',
    'app/ledger/given-on-order.server.ts',
    "sum(CASE l.kind WHEN 'reserved' THEN l.shop_amount_minor WHEN 'settled' THEN 0 ELSE -l.shop_amount_minor END)::bigint AS face",
    "sum(CASE l.kind WHEN 'settled' THEN l.shop_amount_minor ELSE 0 END)::bigint AS face",
  ),
  planted(
    'nothing is held in the shop’s currency',
    'app/ledger/ledger.server.ts',
    '${remedy.shopAmount.minor}::bigint, ${remedy.shopCost.minor}::bigint',
    '${0}::bigint, ${remedy.shopCost.minor}::bigint',
  ),
  planted(
    'a refusal counts while an earlier attempt is in doubt',
    outcome,
    `return remedy.lastUnknownAt
        ? recordRefusedInDoubt(ctx, remedy, outcome.messages)
        : recordRefused(ctx, remedy, outcome.messages);`,
    'return recordRefused(ctx, remedy, outcome.messages);',
  ),
  planted(
    'what has arrived is not settled in the ledger',
    outcome,
    'settle(tx, shopId, remedy, `${remedy.kind} ${externalId} has arrived`, now),',
    'Promise.resolve(),',
  ),
  planted(
    'whoever died is not followed',
    'app/domain/remedy/next-step.ts',
    `    case 'sending': // whoever sent it is gone: its outcome is in doubt
    case 'unknown':`,
    `    case 'sending':
      return 'leave';
    case 'unknown':`,
  ),
  planted(
    'an attempt that is not completed',
    outcome,
    `remedy.state !== 'issued' &&
      finishAttempt(`,
    `remedy.state === 'issued' &&
      finishAttempt(`,
  ),
  planted(
    'what is taken back is recorded before it is certain',
    undoing,
    `    case 'unknown':
    case 'throttled':
      return recordUndoInDoubt(ctx, remedy, outcome);`,
    `    case 'unknown':
    case 'throttled':
      return recordUndone(ctx, remedy, null);`,
  ),
  planted(
    'what cannot be taken back is recorded as taken back',
    undoing,
    ': recordUndoRefused(ctx, remedy, outcome.messages);',
    ': recordUndone(ctx, remedy, null);',
  ),
  planted(
    'a payment that failed is not noticed',
    advance,
    "found.value.standing !== 'issued') return",
    "found.value.standing === 'settled') return",
  ),
  planted(
    'what is in doubt is never looked at again',
    outcome,
    "{ from: [remedy.state], to: 'unknown', nextCheckAt, lastUnknownAt, checks },",
    "{ from: [remedy.state], to: 'unknown', nextCheckAt: lookAt ?? null, lastUnknownAt, checks },",
  ),
  planted(
    'what is with the lawyer is sent all the same',
    steps,
    '(NOT frozen AND NOT EXISTS (',
    '(true AND NOT EXISTS (',
  ),
  planted(
    'the emergency stop does not hold back what is decided',
    steps,
    'stop.shop_id = ${shopId} AND stop.lifted_at IS NULL)))',
    "stop.shop_id = ${shopId} AND stop.lifted_at < '2000-01-01')))",
  ),
];
