import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decideRefund, haruka, logOne, olga, type Person } from '#tests/factories/shell-refund.ts';
import { bearer, runShell, sessionToken, type RunningShell } from '#tests/setup/running-shell.ts';

let shell: RunningShell;
let complaintId: string;

beforeAll(async () => {
  shell = await runShell();
  complaintId = await logOne(shell, olga);
});
afterAll(() => shell.close());

const refund = (amount: string) => ({ kind: 'refund', what: 'amount', currency: 'EUR', amount });

type Asked = { path?: string; who?: Person; fields: Record<string, string> };

const post = ({ path = `/app/complaints/${complaintId}/resolution.data`, who = olga, fields }: Asked) =>
  shell.ask(path, { method: 'POST', ...bearer(sessionToken(who)), body: new URLSearchParams(fields) });

async function give(remedies: unknown, fields: Record<string, string> = {}) {
  const text = typeof remedies === 'string' ? remedies : JSON.stringify(remedies);
  const answer = await post({ fields: { requestId: randomUUID(), reason: 'Broken.', remedies: text, ...fields } });
  return { status: answer.status, text: await answer.text() };
}

const decisions = async () =>
  (await shell.sql<{ count: number }>('SELECT count(*)::int AS count FROM resolutions'))[0]?.count;

describe('a decision that comes in', () => {
  const outOfDate = 'This page is out of date. Reload it and try again.';

  it.each([
    ['no JSON', 'refund', outOfDate],
    ['no list', { kind: 'refund' }, outOfDate],
    ['nothing', [], outOfDate],
    ['more than can be given at once', Array.from({ length: 6 }, () => refund('1')), 'At most 5 remedies'],
    ['a kind that is none', [{ kind: 'constructor' }], outOfDate],
    ['no kind', [{ what: 'amount' }], outOfDate],
    ['no remedy', ['refund'], outOfDate],
  ])('with %s is turned away, and nothing is decided', async (_what, remedies, said) => {
    const before = await decisions();
    const { status, text } = await give(remedies);
    expect(status).toBe(400);
    expect(text).toContain(said);
    expect(await decisions()).toBe(before);
  });

  it('says what is wrong with each remedy by its place and field, and with the reason, all at once', async () => {
    const { status, text } = await give([refund('5'), refund('2,00'), refund('-1')], { reason: ' ' });
    expect(status).toBe(400);
    for (const said of [
      '"1.amount"',
      'Is the comma a decimal point?',
      '"2.amount"',
      'cannot be below zero',
      '"reason"',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('"0.');
  });

  it('says by its place which remedy cannot be given, counting those before it', async () => {
    const { status, text } = await give([refund('150'), refund('60')]);
    expect(status).toBe(422);
    expect(text).toContain('"1.amount"');
    expect(text).toContain('€150.00 is already on its way');
    expect(await shell.sql('SELECT 1 FROM remedies WHERE complaint_id = $1', [complaintId])).toEqual([]);
  });
});

describe('a preview', () => {
  const answer = z.object({
    ok: z.literal(true),
    remedies: z.array(
      z.object({
        kind: z.string(),
        given: z.object({ worth: z.object({ amount: z.object({ minor: z.number() }) }) }).nullable(),
        fields: z.record(z.string(), z.string()),
      }),
    ),
    decision: z.object({ verdict: z.string() }),
  });
  const path = () => `/app/complaints/${complaintId}/preview`;

  it('says of each remedy what it would be, or what is wrong by its field, and decides on the rest', async () => {
    const fields = { remedies: JSON.stringify([refund('150'), refund('60')]) };
    const { remedies, decision } = answer.parse(await (await post({ path: path(), fields })).json());
    expect(remedies.map(({ given }) => given?.worth.amount.minor)).toEqual([150_00, undefined]);
    expect(Object.keys(remedies[1]?.fields ?? {})).toEqual(['amount']);
    expect(decision.verdict).toBe('allowed');
    expect(await shell.sql('SELECT 1 FROM remedies WHERE complaint_id = $1', [complaintId])).toEqual([]);
  });

  it('of what cannot be read says so by place and field', async () => {
    const fields = { remedies: JSON.stringify([refund('5'), refund('five')]) };
    const said: unknown = await (await post({ path: path(), fields })).json();
    expect(said).toMatchObject({ ok: false, message: '', fields: { '1.amount': expect.any(String) as string } });
  });

  it('of another shop’s complaint is not there', async () => {
    const fields = { remedies: JSON.stringify([refund('5')]) };
    expect((await post({ path: path(), who: haruka, fields })).status).toBe(404);
  });
});

describe('taking back', () => {
  it('wants a reason, is not possible for a refund, and finds nothing of another shop', async () => {
    const decided = await decideRefund(shell);
    const path = `/app/complaints/${decided.complaintId}/undo.data`;
    const fields = { remedyId: decided.remedyId, reason: 'A mistake.' };
    const unreasoned = await post({ path, fields: { ...fields, reason: ' ' } });
    expect([unreasoned.status, await unreasoned.text()]).toEqual([
      400,
      expect.stringContaining('why you take it back'),
    ]);
    const impossible = await post({ path, fields });
    expect([impossible.status, await impossible.text()]).toEqual([
      409,
      expect.stringContaining('cannot be taken back'),
    ]);
    expect((await post({ path, who: haruka, fields })).status).toBe(404);
    expect(await shell.sql('SELECT state FROM remedies WHERE id = $1', [decided.remedyId])).toEqual([
      { state: 'approved' },
    ]);
  });
});
