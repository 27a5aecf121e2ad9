import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { parseRemedyId, parseShopId, trusted } from '#app/domain/ids.ts';
import { haruka, logOne, olga, type Person } from '#tests/factories/shell-refund.ts';
import { bearer, MUG_HOUSE, runShell, sessionToken, type RunningShell } from '#tests/setup/running-shell.ts';

let shell: RunningShell;
let complaintId: string;
let remedyId: string;

const post = async (path: string, fields: Record<string, string>, who: Person = olga) => {
  const body = new URLSearchParams({ requestId: randomUUID(), ...fields });
  const answer = await shell.ask(`/app/complaints/${complaintId}/${path}`, {
    ...{ method: 'POST', ...bearer(sessionToken(who)), body },
  });
  return { status: answer.status, text: await answer.text() };
};

const step = (fields: Record<string, string>, who?: Person) =>
  post('step.data', { remedyId, seen: '0', step: 'ordered', currency: 'EUR', receipt: 'T-1', ...fields }, who);

const steps = () => shell.sql<{ step: string }>('SELECT step FROM remedy_steps ORDER BY number');

beforeAll(async () => {
  shell = await runShell();
  complaintId = await logOne(shell, olga);
  const gift = { kind: 'external_gift', what: 'Tea', vendor: 'Tea Shop', link: '', cost: '5', currency: 'EUR' };
  const asked = { ...gift, days: '10', corrected: {} };
  const shown = await post('preview', { remedies: JSON.stringify([{ ...asked, confirmed: '' }]) });
  const confirmed = /"fingerprint":"([0-9a-f]{32})"/.exec(shown.text)?.[1];
  const remedies = JSON.stringify([{ ...asked, confirmed }]);
  const given = await post('resolution.data', { remedies, reason: 'Broken.' });
  remedyId = /"remedyIds",\[\d+\],"([0-9a-f-]{36})"/.exec(given.text)?.[1] ?? '';
  const ctx = shell.web.amends.contextFor(trusted(parseShopId, MUG_HOUSE), { kind: 'system', name: 'worker' });
  await advanceRemedy(ctx, trusted(parseRemedyId, remedyId));
});
afterAll(() => shell.close());

describe('a step that comes in', () => {
  it.each([
    ['no remedy', { remedyId: 'x' }, 400, 'This page is out of date.'],
    ['no number of steps', { seen: '-1' }, 400, 'This page is out of date.'],
    ['no request id', { requestId: '1' }, 400, 'This page is out of date.'],
    ['a cost that is none', { cost: '1,00' }, 400, 'Is the comma a decimal point?'],
    ['no step that there is', { step: '__proto__' }, 422, 'does not follow on what was done last'],
    ['nothing that it needs', { receipt: ' ' }, 422, 'Enter the number by which it can be found there.'],
    ['too much', { receipt: 'x'.repeat(501) }, 422, 'Use at most 500 characters.'],
  ])('with %s is turned away in words, and nothing is written down', async (_what, fields, status, said) => {
    const answer = await step(fields);
    expect(answer).toEqual({ status, text: expect.stringContaining(said) as unknown });
    expect(await steps()).toEqual([]);
  });

  it('from another shop finds no such remedy', async () => {
    const { status, text } = await step({}, haruka);
    expect(status).toBe(404);
    expect(text).toContain('Remedy not found');
    expect(await steps()).toEqual([]);
  });

  it('is written down once, and a page that is behind is told by whom', async () => {
    expect(await step({})).toMatchObject({ status: 200 });
    const behind = await step({});
    expect(behind.status).toBe(409);
    expect(behind.text).toContain('has written down “Ordered” meanwhile');
    expect(await steps()).toEqual([{ step: 'ordered' }]);
    expect(shell.log.join(''), 'the log knows nothing of what was typed').not.toContain('T-1');
  });

  it('leaves nothing to be taken back, and says so', async () => {
    const { status, text } = await post('undo.data', { remedyId, reason: 'A mistake.' });
    expect(status).toBe(409);
    expect(text).toContain('It has begun, so it can no longer be taken back.');
  });
});
