import type { IncomingMessage } from 'node:http';
import type { Compiled } from './engine/compile.ts';
import type { Store } from './state/store.ts';
import type { RequestRecord } from './state/types.ts';

/** A request that is being answered. */
export type OpenRequest = Omit<RequestRecord, 'id' | 'ms' | 'status'> & { startedAt: number };

/** Keeps every request in the state and prints one line for each. Tokens never come here. */
export class RequestLog {
  #store: Store;
  #print: ((line: string) => void) | null;

  constructor(store: Store, print: ((line: string) => void) | null) {
    this.#store = store;
    this.#print = print;
  }

  begin(request: IncomingMessage): OpenRequest {
    return this.#open(request.method ?? 'GET', (request.url ?? '').split('?')[0] ?? '');
  }

  /** A request that is carried out long after its client left. */
  beginLate(shop: string, compiled: Compiled): OpenRequest {
    const entry = this.#open('LATE', '');
    return {
      ...entry,
      shop,
      operation: compiled.name,
      kind: compiled.kind,
      rootFields: compiled.rootFields,
      fault: 'late-commit',
    };
  }

  /** @param status what was sent; 0 for no answer */
  end(entry: OpenRequest, status: number): void {
    const { startedAt, ...record } = entry;
    const ms = Math.round((performance.now() - startedAt) * 100) / 100;
    this.#store.addRequest({ ...record, status, ms });
    this.#print?.(line({ ...entry, status, ms }));
  }

  #open(method: string, path: string): OpenRequest {
    return {
      startedAt: performance.now(),
      at: new Date(this.#store.now()).toISOString(),
      method,
      path,
      shop: null,
      operation: null,
      kind: null,
      rootFields: [],
      requestedCost: null,
      actualCost: null,
      idempotencyKey: null,
      fault: null,
      errors: [],
      userErrors: [],
    };
  }
}

function line(entry: OpenRequest & { status: number; ms: number }): string {
  const what = entry.operation ?? (entry.rootFields.join('+') || entry.path);
  const parts = [
    entry.method.padEnd(4),
    (entry.shop ?? '-').replace('.myshopify.com', '').padEnd(18),
    what,
    entry.requestedCost === null ? '' : `cost ${entry.actualCost ?? '-'}/${entry.requestedCost}`,
    entry.status === 0 ? 'no answer' : String(entry.status),
    `${entry.ms} ms`,
    entry.idempotencyKey === null ? '' : `key ${entry.idempotencyKey}`,
    entry.fault === null ? '' : `fault ${entry.fault}`,
    entry.errors.length === 0 ? '' : `errors: ${entry.errors.join(' | ')}`,
    entry.userErrors.length === 0 ? '' : `userErrors: ${entry.userErrors.join(' | ')}`,
  ];
  return parts.filter((part) => part !== '').join('  ');
}
