import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseShopId, trusted } from '#app/domain/ids.ts';
import { inboundSecretOf } from '#app/services/messages/inbound-secret.server.ts';
import { MUG_HOUSE, runShell, type RunningShell } from '#tests/setup/running-shell.ts';

let shell: RunningShell;

beforeAll(async () => {
  shell = await runShell({
    INBOUND_MAIL_ADDRESS: 'replies@in.example.com',
    INBOUND_MAIL_SECRET: 'thirty-two characters, or a few more of them',
  });
});
afterAll(() => shell.close());

const mail =
  'Message-ID: <1@mail.example>\r\nFrom: a@example.com\r\nTo: b@example.com\r\nSubject: C-999999\r\n\r\nHello';

function post(body: string | Uint8Array, signedBody = body): Promise<Response> {
  const inbound = shell.web.amends.inbound;
  if (!inbound) throw new Error('no mail comes in');
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', inboundSecretOf(inbound, trusted(parseShopId, MUG_HOUSE)))
    .update(`${timestamp}.${MUG_HOUSE}.`)
    .update(signedBody)
    .digest('hex');
  const headers = { 'x-amends-shop': MUG_HOUSE, 'x-amends-timestamp': timestamp, 'x-amends-signature': signature };
  return shell.ask('/inbound/mail', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'message/rfc822' },
    body: typeof body === 'string' ? body : new Blob([new Uint8Array(body)]),
  });
}

describe('the door for mails', () => {
  it('opens to nobody without the shop’s signature on this very mail', async () => {
    expect((await shell.ask('/inbound/mail', { method: 'POST', body: mail })).status).toBe(401);
    expect((await post(mail, 'another mail')).status).toBe(401);
    expect((await shell.ask('/inbound/mail')).status).toBe(405);
  });

  it('says when a mail belongs to no complaint, so that whoever brought it hands it to a person', async () => {
    const answer = await post(mail);
    expect([answer.status, await answer.json()]).toEqual([404, { received: 'unknown' }]);
  });

  it('takes a mail with photos, and no more than mail servers do', async () => {
    const large = `${mail}\r\n${'x'.repeat(3 * 1_048_576)}`;
    expect((await post(large)).status).toBe(404);
    expect((await post('x'.repeat(36 * 1_048_576 + 1))).status).toBe(413);
  });

  it('reads nothing of somebody who does not even pretend to sign', async () => {
    const headers = { 'x-amends-shop': MUG_HOUSE, 'x-amends-signature': 'none' };
    expect((await shell.ask('/inbound/mail', { method: 'POST', headers, body: mail })).status).toBe(401);
  });
});
