import net from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSmtpUrl, type SmtpAddress } from '#app/config/mail-settings.ts';
import type { MailAddress } from '#app/domain/mail/address.ts';
import type { OutgoingMail } from '#app/domain/mail/mail.ts';
import { createMailer, greet } from '#app/mail/smtp.server.ts';
import { addMailRule, mailRuleInput } from '#dev-store/mail/rules.ts';
import { createDevStore, type DevStore } from '#dev-store/server.ts';

let store: DevStore;

beforeAll(async () => {
  store = createDevStore({ seed: 'empty', webhooks: false });
  await store.listen();
});
afterAll(() => store.close());
beforeEach(() => {
  store.store.state.mails = [];
  store.store.state.mailRules = [];
});

const from = { name: 'Amends', address: 'amends@example.com' };
const mail: OutgoingMail = {
  to: { name: 'Lukas', address: 'lukas@mughouse.example' as MailAddress },
  fromName: null,
  replyTo: null,
  subject: 'Hello',
  text: 'Hello',
  html: '<p>Hello</p>',
  messageId: '<1@example.com>',
  thread: [],
  automatic: true,
  date: new Date('2026-11-26T12:00:00Z'),
};

const addressOf = (url: string): SmtpAddress => {
  const address = readSmtpUrl(url);
  if (!address) throw new Error(`no address: ${url}`);
  return address;
};
const options = (url = store.smtpUrl ?? '', timeoutMs = 2_000) => ({ address: addressOf(url), from, timeoutMs });
const send = (url?: string, timeoutMs?: number, changed: Partial<OutgoingMail> = {}) =>
  createMailer(options(url, timeoutMs)).send({ ...mail, ...changed });
const fault = (rule: object) => addMailRule(store.store, mailRuleInput.parse(rule));

/** A mail server that says these lines, one after each line it hears, and then hangs up. */
async function speaking<T>(lines: readonly string[], work: (url: string) => Promise<T>): Promise<T> {
  const server = net.createServer((socket) => {
    const left = [...lines];
    const next = (): void => {
      const line = left.shift();
      if (line === undefined) socket.destroy();
      else socket.write(`${line}\r\n`);
    };
    socket.on('error', () => undefined);
    socket.on('data', (heard) => {
      for (const _line of heard.toString().match(/\r\n/g) ?? []) next();
    });
    next();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`smtp://127.0.0.1:${String((server.address() as net.AddressInfo).port)}`);
  } finally {
    server.close();
  }
}

describe('a mail that is handed over', () => {
  it('is taken, with the same Message-ID and date at every send, and marked as written by a machine', async () => {
    expect(await send()).toMatchObject({ outcome: 'accepted' });
    expect(await send()).toMatchObject({ outcome: 'accepted' });
    for (const taken of store.store.state.mails) {
      expect(taken).toMatchObject({ messageId: '<1@example.com>', fromName: 'Amends' });
      expect(taken.headers).toContainEqual({ name: 'date', value: 'Thu, 26 Nov 2026 12:00:00 +0000' });
      expect(taken.headers).toContainEqual({ name: 'auto-submitted', value: 'auto-generated' });
      expect(taken.headers?.map(({ name }) => name)).not.toContain('in-reply-to');
    }
  });

  it('of a person names what it answers and asks no machine to keep quiet', async () => {
    const thread = ['<first@example.com>', '<hers@mail.example>'];
    await send(undefined, undefined, { thread, automatic: false });
    const headers = store.store.state.mails[0]?.headers ?? [];
    expect(headers).toContainEqual({ name: 'in-reply-to', value: '<hers@mail.example>' });
    expect(headers).toContainEqual({ name: 'references', value: '<first@example.com> <hers@mail.example>' });
    expect(headers.map(({ name }) => name)).not.toContain('auto-submitted');
  });

  it('goes out under the shop’s name, and says where an answer goes, where that is asked for', async () => {
    const replyTo = 'replies+c7.abc@in.example.com' as MailAddress;
    await send(undefined, undefined, { fromName: 'Mug House "Praha" <1>', replyTo });
    const [taken] = store.store.state.mails;
    expect(taken).toMatchObject({ fromName: 'Mug House "Praha" <1>', from: 'amends@example.com' });
    expect(taken?.headers).toContainEqual({ name: 'reply-to', value: replyTo });
  });

  it.each([
    ['to', 550, 'refused'],
    ['to', 450, 'not_now'],
    ['content', 554, 'refused'],
    ['content', 451, 'not_now'],
    // Of our account, not of this mail: whoever keeps it can put that right.
    ['to', 530, 'not_now'],
  ])('and answered at the %s with %d is %s', async (at, code, outcome) => {
    fault({ kind: 'refuse', at, code, says: '5.0.0 No' });
    expect(await send()).toEqual({ outcome, why: `${String(code)} 5.0.0 No` });
  });

  it.each(['drop-before', 'drop-after', 'hold-before', 'hold-after'])(
    'and not answered (%s) is unknown',
    async (kind) => {
      fault({ kind, delayMs: 60_000 });
      expect(await send(undefined, 400)).toMatchObject({ outcome: 'unknown' });
    },
  );
});

describe('a mail of which nothing has left', () => {
  it('since nobody listens is not taken, for certain', async () => {
    expect(await send('smtp://127.0.0.1:1')).toMatchObject({ outcome: 'not_now' });
  });

  it.each([
    ['hangs up at once', []],
    ['hangs up after its greeting', ['220 hi']],
    ['hangs up after the sender', ['220 hi', '250 ok', '250 ok']],
    ['hangs up before it wants the content', ['220 hi', '250 ok', '250 ok', '250 ok']],
    ['is closing', ['220 hi', '250 ok', '421 4.3.2 Closing']],
    ['does not want to talk', ['554 5.7.1 Go away']],
  ])('since the server %s is not taken, for certain', async (_how, lines) => {
    expect(await speaking(lines, send)).toMatchObject({ outcome: 'not_now' });
  });

  it('since the server says nothing is not taken, for certain, and is not waited for longer than it may take', async () => {
    const silent = net.createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const started = performance.now();
    const url = `smtp://127.0.0.1:${String((silent.address() as net.AddressInfo).port)}`;
    expect(await send(url, 300)).toMatchObject({ outcome: 'not_now' });
    expect(performance.now() - started).toBeLessThan(1_500);
    silent.close();
  });

  it('since our password is wrong may be sent later, when it is right', async () => {
    const lines = ['220 hi', '250 AUTH PLAIN', '535 5.7.8 Wrong password'];
    const signedIn = (url: string) => send(url.replace('smtp://', 'smtp://amends:secret@'));
    expect(await speaking(lines, signedIn)).toMatchObject({ outcome: 'not_now', why: '535 5.7.8 Wrong password' });
  });

  it('since a server elsewhere offers no TLS is not sent in clear', async () => {
    const { address, ...more } = options();
    const elsewhere = { ...address, tls: addressOf('smtp://mail.example.com').tls };
    expect(await createMailer({ address: elsewhere, ...more }).send(mail)).toMatchObject({ outcome: 'not_now' });
    expect(store.store.state.mails).toEqual([]);
  });
});

describe('asking the mail server whether it is there', () => {
  it('answers nothing when all is well, or says what is wrong, and sends no mail', async () => {
    expect(await greet(options())).toBeNull();
    expect(await greet(options('smtp://127.0.0.1:1'))).toContain('ECONNREFUSED');
    expect(store.store.state.mails).toEqual([]);
  });
});
