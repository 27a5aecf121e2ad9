import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Desk } from './harness.ts';
import { FROM, sendMail } from './mail-kit.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.devStore.store.state.mails = [];
  desk.devStore.store.state.mailRules = [];
});

const send = (to: string, more: object = {}, leaves?: AbortSignal) => sendMail(desk, to, more, leaves);
const mails = () => desk.devStore.store.state.mails;
const fault = (rule: object) => desk.made<{ id: string }[]>('/dev-store/mail/faults', rule);

describe('the mail server', () => {
  test('keeps a mail with its subject, text, HTML, headers and Message-ID, and shows it in the state', async () => {
    expect(
      await send('lukas@example.com', {
        from: { name: 'Mug House', address: FROM },
        subject: 'Žádost: €20.00',
        text: 'Přečtěte si to.\n.\nKonec',
        html: '<p>Přečtěte si to.</p>',
        messageId: '<one@example.com>',
        headers: { 'X-Kind': 'trial' },
      }),
    ).toMatch(/^250 /);
    const { mails: shown } = await desk.get<{ mails: unknown[] }>('/dev-store/state');
    expect(shown).toMatchObject([
      {
        from: FROM,
        fromName: 'Mug House',
        to: ['lukas@example.com'],
        subject: 'Žádost: €20.00',
        text: 'Přečtěte si to.\n.\nKonec\n',
        html: '<p>Přečtěte si to.</p>\n',
        messageId: '<one@example.com>',
      },
    ]);
    expect(mails()[0]?.headers).toContainEqual({ name: 'x-kind', value: 'trial' });
  });

  test('keeps the same mail twice when it comes twice, as any server may', async () => {
    await send('lukas@example.com', { messageId: '<one@example.com>' });
    await send('lukas@example.com', { messageId: '<one@example.com>' });
    expect(mails().map(({ messageId }) => messageId)).toEqual(['<one@example.com>', '<one@example.com>']);
  });

  test('refuses a recipient for now or for good, in the words of the rule, as often as it says', async () => {
    await fault({ kind: 'refuse', to: 'lukas@example.com', code: 450, says: '4.2.1 Come later', times: 1 });
    await expect(send('lukas@example.com')).rejects.toMatchObject({ responseCode: 450, command: 'RCPT TO' });
    await expect(send('lukas@example.com')).resolves.toMatch(/^250 /);
    await fault({ kind: 'refuse', code: 550 });
    await expect(send('anna@example.com')).rejects.toMatchObject({
      responseCode: 550,
      response: '550 5.1.1 There is no such mailbox',
    });
    expect(mails()).toHaveLength(1);
  });

  test('refuses what was written, after it has come', async () => {
    await fault({ kind: 'refuse', at: 'content', code: 554, says: '5.7.1 This looks like spam' });
    await expect(send('anna@example.com')).rejects.toMatchObject({ responseCode: 554, command: 'DATA' });
    expect(mails()).toEqual([]);
  });

  test.each(['drop-before', 'hold-before'])('%s: the connection is lost and nothing is kept', async (kind) => {
    await fault({ kind, delayMs: 20 });
    await expect(send('anna@example.com')).rejects.toMatchObject({ command: 'CONN' });
    expect(mails()).toEqual([]);
  });

  test.each(['drop-after', 'hold-after'])('%s: the mail is kept and the answer is lost', async (kind) => {
    await fault({ kind, delayMs: 20 });
    await expect(send('anna@example.com')).rejects.toMatchObject({ command: 'CONN' });
    expect(mails()).toHaveLength(1);
  });

  test('slow: the mail is kept late, and the answer says so', async () => {
    await fault({ kind: 'slow', delayMs: 20 });
    await expect(send('anna@example.com')).resolves.toMatch(/^250 /);
    expect(mails()).toHaveLength(1);
  });

  test('a mail whose sender goes away while the server is slow is not kept', async () => {
    await fault({ kind: 'slow', delayMs: 60_000 });
    const leaves = new AbortController();
    const sending = send('anna@example.com', {}, leaves.signal).catch((problem: unknown) => problem);
    await expect.poll(() => desk.devStore.store.state.mailRules[0]?.applied).toBe(1);
    leaves.abort();
    expect(await sending).toBeInstanceOf(Error);
    await fault({ kind: 'refuse', to: 'last@example.com' });
    await expect(send('last@example.com')).rejects.toMatchObject({ responseCode: 550 });
    expect(mails()).toEqual([]);
  });

  test('a rule that makes no sense is refused', async () => {
    for (const rule of [{ kind: 'lose' }, { kind: 'refuse', code: 250 }, { kind: 'refuse', says: 'a\r\nb' }]) {
      expect((await desk.post('/dev-store/mail/faults', rule)).status).toBe(400);
    }
  });
});
