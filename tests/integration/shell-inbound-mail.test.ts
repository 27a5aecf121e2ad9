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
    INBOUND_MAIL_MEMORY_MB: '40',
  });
});
afterAll(() => shell.close());

const mail =
  'Message-ID: <1@mail.example>\r\nFrom: a@example.com\r\nTo: b@example.com\r\nSubject: C-999999\r\n\r\nHello';

const MB = 1_048_576;

function post(body: string | Uint8Array, signedBody = body): Promise<Response> {
  return shell.ask('/inbound/mail', {
    method: 'POST',
    headers: signed(signedBody),
    body: typeof body === 'string' ? body : new Blob([new Uint8Array(body)]),
  });
}

function signed(body: string | Uint8Array, at = Date.now()): Record<string, string> {
  const inbound = shell.web.amends.inbound;
  if (!inbound) throw new Error('no mail comes in');
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHmac('sha256', inboundSecretOf(inbound, trusted(parseShopId, MUG_HOUSE)))
    .update(`${timestamp}.${MUG_HOUSE}.`)
    .update(body)
    .digest('hex');
  return {
    ...{ 'x-amends-shop': MUG_HOUSE, 'x-amends-timestamp': timestamp, 'x-amends-signature': signature },
    'content-type': 'message/rfc822',
  };
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
    const large = `${mail}\r\n${'x'.repeat(3 * MB)}`;
    expect((await post(large)).status).toBe(404);
    expect((await post('x'.repeat(36 * MB + 1))).status).toBe(413);
  });

  it('is not held up by a mail that takes for ever to read: pages are answered meanwhile, and the next mail is taken', async () => {
    const lines = `${mail}\r\n${'>\r\n'.repeat(8 * MB)}`;
    const read = post(lines);
    let slowest = 0;
    let status: number | null = null;
    void read.then((answer) => (status = answer.status));
    while (status === null) {
      const asked = performance.now();
      expect((await shell.ask('/healthz')).status).toBe(200);
      slowest = Math.max(slowest, performance.now() - asked);
    }
    expect(status).toBe(422);
    expect(slowest).toBeLessThan(3000);
    expect((await post(mail)).status).toBe(404);
  }, 60_000);

  it('holds only so much of what nobody is known to have sent: the next one is told to come again', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const pipe = writable.getWriter();
    const init = { method: 'POST', headers: signed('whatever'), body: readable, duplex: 'half' };
    const first = shell.ask('/inbound/mail', init as RequestInit);
    // Each piece is taken before the next one is asked for, but for what lies in buffers on the way.
    for (let piece = 0; piece < 35; piece += 1) await pipe.write(new Uint8Array(MB));
    const large = `${mail}\r\n${'x'.repeat(20 * MB)}`;
    const second = await post(large);
    expect([second.status, second.headers.get('retry-after')]).toEqual([503, '10']);
    expect((await post(mail)).status).toBe(404);
    await pipe.close();
    expect((await first).status).toBe(401);
    expect((await post(large)).status).toBe(404);
  });

  it('reads nothing of somebody who does not even pretend to have signed just now', async () => {
    const unsigned = { 'x-amends-shop': MUG_HOUSE, 'x-amends-signature': 'none' };
    for (const headers of [unsigned, signed(mail, Date.now() - 301_000)]) {
      // More than is ever taken: whoever read it would say so.
      const body = 'x'.repeat(37 * MB);
      expect((await shell.ask('/inbound/mail', { method: 'POST', headers, body })).status).toBe(401);
    }
  });
});
