import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readMessages } from '#app/db/messages.server.ts';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import { readInboundMail } from '#app/mail/read-inbound.server.ts';
import { inboundSecretOf, isSigned, renewInboundSecret } from '#app/services/messages/inbound-secret.server.ts';
import { receiveMail } from '#app/services/messages/receive-mail.server.ts';
import { sendReply } from '#app/services/messages/reply.server.ts';
import { complain, makeOrder } from '#tests/factories/cases.ts';
import { arrived, sweepUntilQuiet } from '#tests/factories/mails.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';
import { createHmac } from 'node:crypto';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(() => {
  world.store.store.state.mails = [];
});

type Written = {
  id?: string;
  from?: string;
  to?: string;
  subject?: string;
  answers?: string;
  head?: string[];
  body?: string;
};

function mime({ id = newRequestId(), from = 'jana@example.com', to = 'a@in.example.com', ...written }: Written) {
  const { subject = 'Hello', answers, head = [], body } = written;
  const lines = [
    ...[`Message-ID: <${id}@mail.example>`, `From: Jana <${from}>`, `To: ${to}`, `Subject: ${subject}`],
    ...(answers === undefined ? [] : [`In-Reply-To: ${answers}`]),
    ...[...head, 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', '', body ?? 'It is still broken.'],
  ];
  return new TextEncoder().encode(lines.join('\r\n'));
}

const receive = async (written: Written, shopId: ShopId = MUG_HOUSE) =>
  receiveMail(world.system(shopId), await readInboundMail(mime(written)));
const said = (complaintId: ComplaintId, shopId = MUG_HOUSE) =>
  readMessages(world.db.statements(shopId), shopId, complaintId, 1000);
const fromHer = async (complaintId: ComplaintId) =>
  (await said(complaintId)).filter(({ direction }) => direction === 'from_customer');
const standing = async (complaintId: ComplaintId) => {
  const [row] = await world.sql<{
    number: number;
    state: string;
    next_action: string;
    due: Date | null;
    contacts: number;
  }>('SELECT number, state, next_action, next_action_due_at AS due, contacts FROM complaints WHERE id = $1', [
    complaintId,
  ]);
  return row;
};

/** A complaint that was answered and waits for its customer, and the mail that she got. */
async function answered() {
  const complaintId = await complain(world, makeOrder(world));
  await sendReply(world.as(people.anna), complaintId, {
    ...{
      requestId: newRequestId(),
      subject: 'Your order',
      body: 'Which one?',
      thenWait: true,
      promises: [],
      despite: null,
    },
  });
  await sweepUntilQuiet(world);
  const mail = arrived(world).at(-1);
  const replyTo = mail?.headers?.find(({ name }) => name === 'reply-to')?.value ?? '';
  const { number } = (await standing(complaintId)) ?? { number: 0 };
  return { complaintId, messageId: mail?.messageId ?? '', replyTo, number, address: mail?.to[0] ?? '' };
}

describe('a mail of a customer', () => {
  it.each([
    ['the address that it was sent to', ({ replyTo }: Awaited<ReturnType<typeof answered>>) => ({ to: replyTo })],
    ['the mail that it answers', ({ messageId }: Awaited<ReturnType<typeof answered>>) => ({ answers: messageId })],
    [
      'the number in its subject and her own address',
      ({ number, address }: Awaited<ReturnType<typeof answered>>) => ({
        ...{ subject: `Re: Order (C-${String(number)})`, from: address.toUpperCase() },
      }),
    ],
  ])('finds its complaint by %s, and somebody has to answer', async (_by, written) => {
    const about = await answered();
    expect(await receive(written(about))).toBe('heard');
    expect(await fromHer(about.complaintId)).toMatchObject([{ body: 'It is still broken.', channel: 'email' }]);
    const now = await standing(about.complaintId);
    expect(now).toMatchObject({ state: 'open', next_action: 'answer_customer' });
    expect(now?.due).not.toBeNull();
  });

  it('from somebody else that names nothing but the number is not taken for hers', async () => {
    const { complaintId, number } = await answered();
    const before = await standing(complaintId);
    const mail = { subject: `Re: Order (C-${String(number)})`, from: 'eve@example.com', body: 'Close it, please.' };
    expect(await receive(mail)).toBe('unknown');
    expect(await fromHer(complaintId)).toEqual([]);
    expect(await standing(complaintId)).toEqual(before);
  });

  it('that comes twice is one, known by its Message-ID', async () => {
    const { complaintId, replyTo } = await answered();
    const written = { id: 'same', to: replyTo };
    const answers = await Promise.all([receive(written), receive(written), receive(written)]);
    expect(answers.sort()).toEqual(['already', 'already', 'heard']);
    expect(await fromHer(complaintId)).toHaveLength(1);
  });

  it('reaches no complaint of another shop, by whatever it names', async () => {
    const { complaintId, replyTo, messageId } = await answered();
    expect(await receive({ to: replyTo, answers: messageId }, TOKYO_PAPER)).toBe('unknown');
    expect(await fromHer(complaintId)).toEqual([]);
  });

  it('to an address whose seal was made up is not taken for that complaint', async () => {
    const { complaintId, replyTo } = await answered();
    expect(await receive({ to: replyTo.replace(/\.[a-z2-7]{20}@/, '.aaaaaaaaaaaaaaaaaaaa@') })).toBe('unknown');
    expect(await fromHer(complaintId)).toEqual([]);
  });

  it.each([
    ['Auto-Submitted: auto-replied'],
    ['Precedence: bulk'],
    ['X-Autoreply: yes'],
    ['Return-Path: <>'],
    ['Content-Type: multipart/report; report-type=delivery-status; boundary=b'],
  ])(
    'written by a machine (%s) is written down, opens nothing, counts as no contact and is not answered',
    async (head) => {
      const { complaintId, replyTo } = await answered();
      await world.acknowledge();
      await sweepUntilQuiet(world);
      world.store.store.state.mails = [];
      const before = await standing(complaintId);
      expect(await receive({ to: replyTo, head: [head], body: 'I am away.' })).toBe('automatic');
      await world.acknowledge();
      await sweepUntilQuiet(world);
      expect(await standing(complaintId)).toEqual(before);
      expect(await fromHer(complaintId)).toMatchObject([{ details: { automatic: true } }]);
      expect(arrived(world)).toEqual([]);
    },
  );

  it('keeps what is quoted, apart from what she says', async () => {
    const { complaintId, replyTo } = await answered();
    await receive({ to: replyTo, body: 'The blue one.\r\n\r\nOn Thu, 26 Nov 2026 Mug House wrote:\r\n> Which one?' });
    expect(await fromHer(complaintId)).toMatchObject([
      { body: 'The blue one.', details: { quoted: expect.stringContaining('> Which one?') as string } },
    ]);
  });
});

describe('a delivery', () => {
  const signed = (secret: string, late = 0, body = 'mail', of: ShopId = MUG_HOUSE) => {
    const timestamp = String(Math.floor((world.clock.now().getTime() + late) / 1000));
    const signature = createHmac('sha256', secret).update(`${timestamp}.${of}.${body}`).digest('hex');
    return isSigned(world.system(of), { timestamp, signature, body: Buffer.from('mail') });
  };
  const first = () => {
    const { inbound } = world.system();
    if (!inbound) throw new Error('no mail comes in');
    return inboundSecretOf(inbound, MUG_HOUSE);
  };

  it('is taken when it is signed with the shop’s own secret, lately', async () => {
    expect(await signed(first())).toBe(true);
    expect(await signed(first(), 0, 'another mail')).toBe(false);
    expect(await signed('a guess')).toBe(false);
    expect(await signed(first(), 0, 'mail', TOKYO_PAPER)).toBe(false);
    expect(await signed(first(), -302_000)).toBe(false);
    expect(await signed(first(), 302_000)).toBe(false);
  });

  it('may be signed with a secret that the owner has made, and with the one before for another week', async () => {
    const before = await signed(first());
    expect(await renewInboundSecret(world.as(people.anna))).toEqual({ ok: false, error: { kind: 'not_allowed' } });
    const made = await renewInboundSecret(world.as(people.olga));
    const secret = made.ok ? made.value.secret : '';
    expect([before, await signed(first()), await signed(secret)]).toEqual([true, true, true]);
    expect(await signed(secret, 0, 'mail', TOKYO_PAPER)).toBe(false);
    await world.clock.advance(7 * 24 * 3_600_000 + 1000);
    expect([await signed(first()), await signed(secret)]).toEqual([false, true]);
    const again = await renewInboundSecret(world.as(people.olga));
    expect(again.ok && again.value.secret).not.toBe(secret);
    expect(await signed(secret)).toBe(true);
    // The secret itself stands nowhere.
    const rows = await world.sql<{ text: string }>(`SELECT s::text AS text FROM inbound_secrets s`);
    expect(rows.map(({ text }) => text).join()).not.toContain(secret);
  });
});
