/**
 * The chain of a shop's ledger, computed here from the entries alone and not by the database that wrote them. What is
 * hashed is the entry as one record of a CSV file (docs/ledger.md), the hash of the entry before it included.
 */
import { createHash } from 'node:crypto';

/** The columns that are hashed, in this order: all there are. */
export const hashedColumns = [
  ...([
    'shop_id',
    'seq',
    'id',
    'kind',
    'remedy_id',
    'resolution_id',
    'complaint_id',
    'order_id',
    'user_id',
    'role',
  ] as const),
  ...(['customer_key', 'amount_minor', 'currency', 'shop_amount_minor', 'shop_cost_minor', 'shop_currency'] as const),
  ...(['day', 'month', 'slot', 'why', 'at', 'prev_hash'] as const),
] as const;
export const ledgerColumns = [...hashedColumns, 'hash'] as const;

export type LedgerColumn = (typeof ledgerColumns)[number];
/** An entry as it is stored, each value as text; `at` in UTC with milliseconds, as in 2026-11-26T12:00:00.000Z. */
export type LedgerRow = Record<LedgerColumn, string | null>;

/** The last entry of a ledger: its number and hash. '0' and '' before the first one. */
export type Head = { seq: string; hash: string };
export const emptyHead: Head = { seq: '0', hash: '' };

/** What is wrong, and at which entry; the number is the one that the entry has, or should have, in the chain. */
export type LedgerProblem = { seq: string | null; id: string | null; what: string };

/** One value of a CSV file: in quotes, quotes in it doubled; nothing at all for null. */
export const csvField = (value: string | null): string => (value === null ? '' : `"${value.replaceAll('"', '""')}"`);

/** What is hashed of an entry. */
export const recordOf = (row: LedgerRow): string => hashedColumns.map((column) => csvField(row[column])).join(',');

export const hashOf = (row: LedgerRow): string => createHash('sha256').update(recordOf(row), 'utf8').digest('hex');

/** Follows a chain entry by entry, in their order, and says where it breaks. */
export function followChain(shopId: string, noted: Head | null = null) {
  let head = emptyHead;
  return {
    /** Null when the entry follows on the one before it and is what its hash says. */
    next(row: LedgerRow): LedgerProblem | null {
      const seq = String(BigInt(head.seq) + 1n);
      const what = brokenBy(row, shopId, seq, head, noted);
      if (what !== null) return { seq, id: row.id, what };
      head = { seq, hash: row.hash ?? '' };
      return null;
    },
    /** Null when the ledger ends where its shop's head says, and at or after what was noted. */
    end(stored: Head | null): LedgerProblem | null {
      const what = brokenEnd(head, stored, noted);
      return what === null ? null : { seq: head.seq, id: null, what };
    },
    head: (): Head => head,
  };
}

function brokenBy(row: LedgerRow, shopId: string, seq: string, before: Head, noted: Head | null): string | null {
  if (row.shop_id !== shopId) return `it belongs to another shop: ${String(row.shop_id)}`;
  if (row.seq !== seq) return `missing: the next entry that is there has the number ${String(row.seq)}`;
  if (row.prev_hash !== before.hash)
    return `it does not follow on the entry before it: that has the hash ${before.hash}, it names ${String(row.prev_hash)}`;
  const hash = hashOf(row);
  if (row.hash !== hash) return `it was changed: its hash is ${String(row.hash)}, that of its content ${hash}`;
  if (noted?.seq === seq && noted.hash !== hash)
    return `it is not the entry that was noted: that had the hash ${noted.hash}`;
  return null;
}

function brokenEnd(head: Head, stored: Head | null, noted: Head | null): string | null {
  const { seq, hash } = stored ?? emptyHead;
  if (seq !== head.seq) return `the ledger ends here; its head says that it ends with entry ${seq}`;
  if (hash !== head.hash) return `the last entry has the hash ${head.hash}; the head says ${hash}`;
  if (noted && BigInt(noted.seq) > BigInt(head.seq)) return `the ledger ends here; entry ${noted.seq} was noted`;
  return null;
}
