/** Whether each remedy was held once, ended as what it began as, and no more than once. Pure. */
import type { LedgerColumn, LedgerProblem, LedgerRow } from './chain.server.ts';

/** What an end has to have in common with its beginning: all but itself, its time and its words. */
const shared: readonly LedgerColumn[] = [
  ...([
    'resolution_id',
    'complaint_id',
    'order_id',
    'user_id',
    'role',
    'customer_key',
    'amount_minor',
    'currency',
  ] as const),
  ...(['shop_amount_minor', 'shop_cost_minor', 'shop_currency', 'day', 'month', 'slot'] as const),
];

const amount = /^\d+$/;
const dayMs = 24 * 60 * 60 * 1000;

/** Takes entries remedy by remedy, each remedy's in the order of the chain, and says what is wrong with each. */
export function followBalances() {
  let held: LedgerRow | null = null;
  let kinds: string[] = [];
  return (row: LedgerRow): LedgerProblem | null => {
    if (held?.remedy_id !== row.remedy_id) {
      held = null;
      kinds = [];
    }
    const kind = row.kind ?? '';
    const what = held === null ? wrongBeginning(row) : wrongEnd(row, held, kinds);
    held ??= row;
    kinds.push(kind);
    return what === null ? null : { seq: row.seq, id: row.id, what: `remedy ${String(row.remedy_id)}: ${what}` };
  };
}

function wrongBeginning(row: LedgerRow): string | null {
  if (row.kind !== 'reserved') return `it is ${String(row.kind)} before anything was held`;
  if (![row.amount_minor, row.shop_amount_minor, row.shop_cost_minor].every((each) => amount.test(each ?? '')))
    return 'an amount is below nothing';
  return wrongPeriods(row);
}

function wrongEnd(row: LedgerRow, held: LedgerRow, before: readonly string[]): string | null {
  if (row.kind === 'reserved') return 'it is held a second time';
  const ended = before.some((kind) => kind === 'settled' || kind === 'released');
  if (row.kind === 'reversed' ? before.includes('reversed') : ended)
    return `it is ${String(row.kind)}, and had ended before`;
  if (row.kind === 'reversed' && !before.includes('settled')) return 'it is taken back without having arrived';
  const other = shared.find((column) => row[column] !== held[column]);
  return other ? `it ends with ${other} ${String(row[other])}, and began with ${String(held[other])}` : null;
}

// The zone that the shop had then is not kept: its day is that of UTC, or the one before or after it.
function wrongPeriods({ at, slot, day, month }: LedgerRow): string | null {
  const ms = Date.parse(at ?? '');
  if (slot !== String(Math.floor(ms / 300_000)))
    return `its five minutes are ${String(slot)}, and not those of ${String(at)}`;
  const off = Math.abs(Date.parse(`${String(day)}T12:00:00Z`) - ms);
  if (!(off <= 1.5 * dayMs)) return `its day is ${String(day)}, and not one of ${String(at)}`;
  return day?.slice(0, 7) === month ? null : `its month is ${String(month)}, and not that of ${String(day)}`;
}
