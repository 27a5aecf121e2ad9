import { reasons, severities } from '../complaint/complaint.ts';
import type { Reason, Severity } from '../complaint/complaint.ts';
import { money, parseAmount, toDecimal } from '../money.ts';
import type { AmountProblem } from '../money.ts';
import { limitedRoles } from '../people.ts';
import type { RemedyKind } from '../remedy/kinds.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { PolicyPatch } from './change-policy.ts';
import type { MatrixCell, Policy, RoleRules, ShopRules } from './policy.ts';

/** A text as it was typed; a list of kinds; null = no limit, or every kind. */
export type TypedValue = string | null | readonly string[];
/** A policy as it stands in a form: each part by its path (`roles.agent.perCase`). A person's rule that is absent is her role's. */
export type TypedPolicy = Readonly<Record<string, TypedValue>>;
/** What somebody has changed of it; `undefined` = taken out. */
export type TypedChanges = Readonly<Record<string, TypedValue | undefined>>;

export type Measure = 'money' | 'count' | 'percent' | 'growth' | 'hours' | 'days' | 'kinds' | 'kind';
export type TypedProblem = Exclude<AmountProblem, 'zero'> | 'not_whole' | 'out_of_range';

export const ruleMeasures: Record<keyof RoleRules, Measure> = {
  kinds: 'kinds',
  perRemedy: 'money',
  perCase: 'money',
  perOrder: 'money',
  perOrderPercent: 'percent',
  perCustomer: 'money',
  perCustomerCount: 'count',
  perDay: 'money',
};
export const shopMeasures: Record<keyof ShopRules, Measure> = {
  hour: 'money',
  hourCount: 'count',
  hours24: 'money',
  hours24Count: 'count',
  day: 'money',
  dayCost: 'money',
  month: 'money',
  monthCost: 'money',
};
const otherMeasures: Readonly<Record<string, Measure>> = {
  customerDays: 'days',
  'vip.spent': 'money',
  'vip.orders': 'count',
  'vip.percent': 'growth',
  'approval.hours': 'hours',
  'approval.secondAbove': 'money',
};
const cellMeasures: Readonly<Record<string, Measure>> = { kinds: 'kinds', proposed: 'kind' };

const own = (measures: Readonly<Record<string, Measure>>, name: string): Measure | null =>
  Object.hasOwn(measures, name) ? (measures[name] ?? null) : null;

/** What is measured at a path; null where a policy has no such part. */
export function measureAt(path: string): Measure | null {
  const [group = '', first = '', second = '', third = '', ...more] = path.split('.');
  if (more.length > 0) return null;
  if (group === 'roles' && limitedRoles.some((role) => role === first) && third === '')
    return own(ruleMeasures, second);
  if (group === 'people' && isUserId(first) && third === '') return own(ruleMeasures, second);
  if (group === 'shop' && second === '') return own(shopMeasures, first);
  const cell =
    group === 'matrix' && reasons.some((name) => name === first) && severities.some((name) => name === second);
  return cell ? own(cellMeasures, third) : own(otherMeasures, path);
}

const isUserId = (text: string): boolean => /^\d{1,19}$/.test(text);
/** The person or the reason and severity whose parts are sent together, since they are kept together. */
const wholeOf = (path: string): string | null =>
  path.startsWith('people.')
    ? path.split('.').slice(0, 2).join('.')
    : path.startsWith('matrix.')
      ? path.split('.').slice(0, 3).join('.')
      : null;

/** The policy as a form shows it. */
export function typedOf(policy: Policy): TypedPolicy {
  const typed: Record<string, TypedValue> = {};
  const put = (path: string, value: number | string | null | readonly string[]) => {
    typed[path] = typeof value === 'number' ? typedNumber(measureAt(path), value, policy.currency) : value;
  };
  const putAll = (prefix: string, values: object) => {
    for (const [name, value] of Object.entries(values)) put(`${prefix}.${name}`, value as number | null);
  };
  for (const [role, rules] of Object.entries(policy.roles)) putAll(`roles.${role}`, rules);
  for (const [userId, rules] of Object.entries(policy.people)) putAll(`people.${userId}`, rules);
  putAll('shop', policy.shop);
  for (const reason of reasons) {
    for (const severity of severities) {
      const cell = policy.matrix[reason]?.[severity];
      put(`matrix.${reason}.${severity}.kinds`, cell?.kinds ?? null);
      put(`matrix.${reason}.${severity}.proposed`, cell?.proposed ?? '');
    }
  }
  put('customerDays', policy.customerDays);
  putAll('vip', policy.vip);
  putAll('approval', policy.approval);
  return typed;
}

const typedNumber = (measure: Measure | null, value: number, currency: string): string =>
  measure === 'money' ? toDecimal(money(value, currency)) : String(value);

/** The form as it stands: what is saved, with what was changed. */
export function withChanges(saved: TypedPolicy, changes: TypedChanges): TypedPolicy {
  const entries = Object.entries({ ...saved, ...changes });
  return Object.fromEntries(entries.filter((entry): entry is [string, TypedValue] => entry[1] !== undefined));
}

/** Of what was changed, what really differs from what is saved: "60" is "60.00". */
export function unsaved(saved: TypedPolicy, changes: TypedChanges, currency: string): TypedChanges {
  const plain = (path: string, value: TypedValue | undefined): string => {
    if (typeof value !== 'string') return JSON.stringify(value ?? (value === null ? null : 'absent'));
    const read = readAt(path, value, currency);
    return JSON.stringify(read.ok ? [read.value] : value.trim());
  };
  const differs = ([path, value]: [string, TypedValue | undefined]) => plain(path, value) !== plain(path, saved[path]);
  return Object.fromEntries(Object.entries(changes).filter(differs));
}

/** What goes to the server: the parts that differ, and nothing else; of a person or a cell of the matrix all of it. */
export function toSend(saved: TypedPolicy, changes: TypedChanges, currency: string): TypedPolicy {
  const now = withChanges(saved, changes);
  const sent: Record<string, TypedValue> = {};
  for (const path of Object.keys(unsaved(saved, changes, currency))) {
    const whole = wholeOf(path);
    if (whole === null) sent[path] = now[path] ?? null;
    else {
      const parts = Object.keys(now).filter((each) => each.startsWith(`${whole}.`));
      for (const part of parts) sent[part] = now[part] ?? null;
      if (parts.length === 0) sent[whole] = null;
    }
  }
  return sent;
}

/** From what was sent to a patch; or, by path, what cannot be read. Unknown paths are a form of another version: null. */
export function readTyped(
  typed: TypedPolicy,
  currency: string,
): Result<PolicyPatch, Record<string, TypedProblem>> | null {
  const patch: Record<string, unknown> = {};
  const problems: Record<string, TypedProblem> = {};
  for (const [path, value] of Object.entries(typed)) {
    const names = path.split('.');
    if (value === null && names.length === 2 && names[0] === 'people' && isUserId(names[1] ?? '')) {
      put(patch, names, null);
      continue;
    }
    if (measureAt(path) === null) return null;
    const read = readAt(path, value, currency);
    if (!read.ok) problems[path] = read.error;
    else put(patch, names, read.value);
  }
  if (Object.keys(problems).length > 0) return err(problems);
  const { matrix, ...rest } = patch as PolicyPatch;
  return ok(matrix ? { ...rest, matrix: withoutEmptyCells(matrix) } : rest);
}

/** The paths were checked: they name parts of a policy and nothing else. */
function put(patch: Record<string, unknown>, names: readonly string[], value: unknown): void {
  const [name = '', ...deeper] = names;
  if (deeper.length === 0) patch[name] = value;
  else {
    const inner = (patch[name] ?? {}) as Record<string, unknown>;
    patch[name] = inner;
    put(inner, deeper, value);
  }
}

type MatrixPatch = NonNullable<PolicyPatch['matrix']>;
function withoutEmptyCells(matrix: MatrixPatch): MatrixPatch {
  const rows = Object.entries(matrix) as [Reason, Partial<Record<Severity, MatrixCell>>][];
  return Object.fromEntries(
    rows.map(([reason, cells]) => [
      reason,
      Object.fromEntries(
        Object.entries(cells).map(([severity, cell]) => {
          const full: MatrixCell = { kinds: cell.kinds ?? null, proposed: cell.proposed ?? null };
          return [severity, full.kinds === null && full.proposed === null ? null : full];
        }),
      ),
    ]),
  );
}

type Read = number | null | RemedyKind | readonly string[];

/** One part as the rule has it: minor units, a whole number, kinds (which `checkPolicy` knows). */
export function readAt(path: string, value: TypedValue, currency: string): Result<Read, TypedProblem> {
  const measure = measureAt(path);
  if (measure === 'kinds') return typeof value === 'string' ? err('not_a_number') : ok(value);
  if (measure === 'kind') return ok(typeof value === 'string' && value !== '' ? (value as RemedyKind) : null);
  if (value === null)
    return measure === 'growth' || measure === 'hours' || measure === 'days' ? err('empty') : ok(null);
  if (typeof value !== 'string') return err('not_a_number');
  return measure === 'money' ? readAmount(value, currency) : readWhole(value, measure);
}

/** Unlike an amount that is given, a limit may be zero. */
function readAmount(text: string, currency: string): Result<number, TypedProblem> {
  const amount = parseAmount(text, currency);
  if (amount.ok) return ok(amount.value.minor);
  return amount.error === 'zero' ? ok(0) : err(amount.error);
}

const bounds: Partial<Record<Measure, readonly [number, number]>> = {
  percent: [0, 1000],
  growth: [100, 1000],
  hours: [1, 336],
  count: [0, 1_000_000],
};

function readWhole(text: string, measure: Measure | null): Result<number, TypedProblem> {
  const typed = text.trim();
  if (typed === '') return err('empty');
  if (/^-/.test(typed)) return err('negative');
  if (!/^\d+$/.test(typed)) return err(/^\d+[.,]\d+$/.test(typed) ? 'not_whole' : 'not_a_number');
  const value = Number(typed);
  const [least, most] = (measure && bounds[measure]) ?? [0, Number.MAX_SAFE_INTEGER];
  return value < least || value > most ? err('out_of_range') : ok(value);
}
