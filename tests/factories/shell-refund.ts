/** A refund that is decided and that nobody sends yet: over HTTP, in a shell whose worker is off. */
import { randomUUID } from 'node:crypto';
import { orderInput } from '#dev-store/seed/scenario-input.ts';
import { makeScenario } from '#dev-store/seed/scenarios.ts';
import {
  bearer,
  HARUKA,
  MUG_HOUSE,
  OLGA,
  sessionToken,
  TOKYO_PAPER,
  type RunningShell,
} from '#tests/setup/running-shell.ts';

/** Somebody in front of the app, and what her shop's money looks like. */
export const olga = { shop: MUG_HOUSE, user: OLGA, currency: 'EUR', amount: '10.00' } as const;
export const haruka = { shop: TOKYO_PAPER, user: HARUKA, currency: 'JPY', amount: '1000' } as const;
export type Person = typeof olga | typeof haruka;

export type DecidedRefund = {
  readonly complaintId: string;
  readonly remedyId: string;
  /** How a page shows it. */
  readonly known: string;
};

/** A complaint on a new order of 200, logged as the form does it; answers its id. */
export async function logOne(shell: RunningShell, who: Person): Promise<string> {
  const order = makeScenario(shell.store.store, orderInput.parse({ shop: who.shop, scenario: 'paid-200' }));
  const logged = await post(shell, who, '/app/complaints/new.data', {
    orderId: String(order.id),
    lines: `${String(order.lineItems[0]?.id)}:1`,
    reason: 'damaged',
    severity: 'normal',
    channel: 'email',
    wantedOutcome: 'refund',
    words: 'It arrived broken.',
  });
  const complaintId = /app\/complaints\/([0-9a-f-]{36})/.exec(logged)?.[1];
  if (complaintId === undefined) throw new Error(`the complaint was not logged: ${logged}`);
  return complaintId;
}

export async function decideRefund(shell: RunningShell, who: Person = olga): Promise<DecidedRefund> {
  const complaintId = await logOne(shell, who);
  const { amount, currency } = who;
  const given = await post(shell, who, `/app/complaints/${complaintId}/resolution.data`, {
    remedies: JSON.stringify([{ kind: 'refund', what: 'amount', amount, currency }]),
    reason: 'Broken on arrival',
  });
  const remedyId = /"remedyIds",\[\d+\],"([0-9a-f-]{36})"/.exec(given)?.[1];
  if (remedyId === undefined) throw new Error(`the refund was not allowed: ${given}`);
  return { complaintId, remedyId, known: `${remedyId}:approved` };
}

async function post(shell: RunningShell, who: Person, path: string, fields: Record<string, string>): Promise<string> {
  const body = new URLSearchParams({ requestId: randomUUID(), ...fields });
  const answer = await shell.ask(path, { method: 'POST', ...bearer(sessionToken(who)), body });
  return answer.text();
}
