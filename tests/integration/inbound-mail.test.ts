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
import { createHmac, randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { storyLines } from '#app/routes/app.complaints.$complaintId/story-lines.server.ts';
import { getComplaintPage } from '#app/services/complaints/get-complaint-page.server.ts';
import { gifThatIsScript, pdf, phonePhoto, pixelBomb, PLACE, png, zipBomb } from '#tests/factories/files.ts';

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

describe('whatever is written into a mail', () => {
  it('is heard: signs without a value, halves of one, names longer than any', async () => {
    const { complaintId, replyTo } = await answered();
    const nothing = '=?utf-8?q?a=00b?=';
    const quoted = `> ${'😀'.repeat(30_000)}`;
    const mail = [
      ...[`Message-ID: <${'i'.repeat(5000)}@mail.example>`, `From: ${nothing} <jana@example.com>`, `To: ${replyTo}`],
      ...[
        `Subject: ${nothing} ${'s'.repeat(490)}😀`,
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary=b',
        '',
      ],
      ...['--b', 'Content-Type: text/plain; charset=utf-8', '', 'It is broken.', quoted, '--b'],
      ...[
        `Content-Type: text/x; name*=utf-8''a%00${'n'.repeat(198)}%F0%9F%98%80.txt`,
        'Content-Disposition: attachment',
      ],
      ...['', 'some words', '--b--'],
    ].join('\r\n');
    const read = await readInboundMail(new TextEncoder().encode(mail));
    expect(await receiveMail(world.system(MUG_HOUSE), read)).toBe('heard');
    expect(await fromHer(complaintId)).toMatchObject([{ body: 'It is broken.', channel: 'email' }]);
    expect(await receiveMail(world.system(MUG_HOUSE), read)).toBe('already');
  });

  it.each([
    ['tags that are not closed', '<style '.repeat(150_000)],
    ['signs that open tags', '<'.repeat(1_000_000)],
    ['ends that are none', `<head>${'</hea'.repeat(200_000)}`],
    ['styles that do not end', '<style>a'.repeat(130_000)],
  ])('is looked at once: a megabyte of %s takes no second', async (_what, html) => {
    const head =
      'Message-ID: <1@mail.example>\r\nFrom: a@example.com\r\nSubject: C-1\r\nContent-Type: text/html\r\n\r\n';
    const raw = new TextEncoder().encode(head + html);
    const began = performance.now();
    await readInboundMail(raw);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('is text without what only programs read, where it comes as HTML alone', async () => {
    const html =
      '<HTML><head><title>x</title></head ><body><p>It is <b>broken</b> &amp; wet,</p>3 &lt; 4<br/>no<style>p{}</style> <script>s</SCRIPT>end < it';
    const head = 'From: a@example.com\r\nContent-Type: text/html\r\n\r\n';
    const { text } = await readInboundMail(new TextEncoder().encode(head + html));
    expect(text.trim()).toBe('It is broken & wet,\n3 < 4\nno end < it');
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

describe('files that come with a mail', () => {
  type Part = { name?: string; type: string; bytes: Uint8Array; inline?: boolean };

  /** As mail programs write it: words, and each file base64-coded in lines of 76. */
  function withFiles(to: string, parts: readonly Part[], { id = newRequestId(), head = [] as string[] } = {}) {
    const lines = parts.flatMap(({ name, type, bytes, inline }, nth) => [
      '--edge',
      `Content-Type: ${type}${name === undefined ? '' : `; name="${name}"`}`,
      `Content-Disposition: ${inline ? 'inline' : 'attachment'}${name === undefined ? '' : `; filename="${name}"`}`,
      ...(inline ? [`Content-ID: <part${String(nth)}@mail.example>`] : []),
      ...['Content-Transfer-Encoding: base64', ''],
      ...(Buffer.from(bytes)
        .toString('base64')
        .match(/.{1,76}/g) ?? []),
    ]);
    const mail = [
      ...[`Message-ID: <${id}@mail.example>`, 'From: Jana <jana@example.com>', `To: ${to}`, 'Subject: Photos', ...head],
      ...['MIME-Version: 1.0', 'Content-Type: multipart/related; boundary="edge"', ''],
      ...[
        '--edge',
        'Content-Type: text/html; charset=utf-8',
        '',
        '<p>Look at it.</p><img src="cid:part0@mail.example">',
      ],
      ...[...lines, '--edge--', ''],
    ];
    return new TextEncoder().encode(mail.join('\r\n'));
  }
  const take = async (mail: Uint8Array, shopId: ShopId = MUG_HOUSE) =>
    receiveMail(world.system(shopId), await readInboundMail(mail));
  const kept = (complaintId: ComplaintId) =>
    world.sql<{ id: string; name: string; type: string; sender: string; message_id: string; state: string }>(
      'SELECT id, name, type, sender, message_id, state FROM attachments WHERE complaint_id = $1 ORDER BY id',
      [complaintId],
    );

  it('are kept by their content, without the place, beside the message, and handed to Shopify', async () => {
    const { complaintId, replyTo } = await answered();
    const photo = await phonePhoto();
    expect(photo.includes(PLACE)).toBe(true);
    const mail = withFiles(replyTo, [
      { name: '../../crack.exe', type: 'application/octet-stream', bytes: photo },
      { name: 'receipt.pdf', type: 'application/pdf', bytes: pdf() },
    ]);
    expect(await take(mail)).toBe('heard');
    expect(await take(mail)).toBe('already');
    const [message] = await fromHer(complaintId);
    const files = await kept(complaintId);
    expect(files).toMatchObject([
      { type: 'jpeg', sender: 'customer', message_id: message?.id },
      { name: 'receipt.pdf', type: 'pdf', message_id: message?.id },
    ]);
    expect(files[0]?.name).toMatch(/^[^/]*\.jpg$/);
    const [stored] = await world.sql<{ bytes: Buffer }>(
      'SELECT bytes FROM attachment_pieces WHERE attachment_id = $1 AND nth = 0',
      [files[0]?.id],
    );
    expect(stored?.bytes.includes(PLACE)).toBe(false);
    world.store.store.state.fileRules = { readyAfterMs: 0 };
    await world.sweepFiles();
    await world.clock.advance(60_000);
    await world.sweepFiles();
    expect((await kept(complaintId)).map(({ state }) => state)).toEqual(['stored', 'stored']);
    expect(world.store.store.state.files).toHaveLength(2);
    const page = await getComplaintPage(world.as(people.anna), complaintId);
    if (!page.ok) throw new Error('no page');
    const lines = storyLines(page.value, { locale: 'en', timeZone: 'UTC', now: world.clock.now().toISOString() });
    expect(lines.find(({ id }) => id === message?.id)?.files).toMatchObject([
      { address: expect.stringContaining('/files/') as string },
      { text: 'receipt.pdf', address: expect.stringContaining('/files/') as string },
    ]);
  });

  it('that cannot be kept are said beside the message, bombs and scripts among them; the words are heard all the same', async () => {
    const { complaintId, replyTo } = await answered();
    const parts = [
      { name: 'bomb.png', type: 'image/png', bytes: await pixelBomb() },
      { name: 'photo.jpg', type: 'image/jpeg', bytes: zipBomb() },
      { name: 'script.gif', type: 'image/gif', bytes: gifThatIsScript() },
      {
        name: 'active.pdf',
        type: 'application/pdf',
        bytes: pdf('1 0 obj << /OpenAction << /S /JavaScript >> >> endobj'),
      },
      { name: 'letter.docx', type: 'application/msword', bytes: Buffer.from('PK letter') },
    ];
    expect(await take(withFiles(replyTo, parts))).toBe('heard');
    expect(await kept(complaintId)).toEqual([]);
    const page = await getComplaintPage(world.as(people.anna), complaintId);
    if (!page.ok) throw new Error('no page');
    const lines = storyLines(page.value, { locale: 'en', timeZone: 'UTC', now: world.clock.now().toISOString() });
    const line = lines.find(({ event }) => event === 'from_customer');
    expect(line?.more).toBe('Look at it.');
    expect(line?.files?.map(({ text }) => text)).toEqual([
      '“bomb.png” was not kept: the picture has too many pixels.',
      '“photo.jpg” was not kept: it is no photo, video or PDF.',
      '“script.gif” was not kept: it cannot be read to its end.',
      '“active.pdf” was not kept: the PDF does more than show a page.',
      '“letter.docx” was not kept: it is no photo, video or PDF.',
    ]);
  });

  it('more than ten at once, or than there is room for, are left out and named', async () => {
    const { complaintId, replyTo } = await answered();
    const photos = await Promise.all(
      Array.from({ length: 12 }, async (_, nth) => ({
        name: `${String(nth)}.png`,
        type: 'image/png',
        bytes: await png(8, 9 + nth),
      })),
    );
    await take(withFiles(replyTo, photos));
    expect(await kept(complaintId)).toHaveLength(10);
    const [message] = await fromHer(complaintId);
    expect(message?.details['refused']).toMatchObject([{ name: '10.png', kind: 'too_many' }, { name: '11.png' }]);
    await world.sql(
      `INSERT INTO attachments (shop_id, id, complaint_id, holder_id, name, type, bytes, sha256, sender, next_at, at)
        SELECT shop_id, gen_random_uuid(), complaint_id, holder_id, name, type, bytes, 'x' || n, sender, next_at, at
        FROM attachments, generate_series(1, 29) n WHERE id = $1`,
      [(await kept(complaintId))[0]?.id],
    );
    await take(
      withFiles(replyTo, [
        { name: 'a.png', type: 'image/png', bytes: await png(50, 8) },
        { name: 'b.png', type: 'image/png', bytes: await png(51, 8) },
      ]),
    );
    expect(await kept(complaintId)).toHaveLength(40);
    expect((await fromHer(complaintId))[0]?.details['refused']).toMatchObject([
      { name: 'b.png', kind: 'too_many', most: 40 },
    ]);
  });

  it('of a stranger, of a machine, and what mail programs add are not kept; a photo inside of the words is', async () => {
    const { complaintId, replyTo } = await answered();
    const photo = { name: 'cup.jpg', type: 'image/jpeg', bytes: await phonePhoto('#0c3') };
    expect(await take(withFiles('nobody@in.example.com', [photo]))).toBe('unknown');
    const away = { head: ['Auto-Submitted: auto-replied'] };
    expect(await take(withFiles(replyTo, [photo], away))).toBe('automatic');
    const added = [
      { name: 'logo.png', type: 'image/png', bytes: await png(3, 3), inline: true },
      { name: 'smime.p7s', type: 'application/pkcs7-signature', bytes: Buffer.from('signed') },
    ];
    await take(withFiles(replyTo, added));
    expect(await kept(complaintId)).toEqual([]);
    expect((await fromHer(complaintId)).map(({ details }) => details['refused'])).toEqual([undefined, undefined]);
    const large = await sharp(randomBytes(120 * 120 * 3), { raw: { width: 120, height: 120, channels: 3 } })
      .png()
      .toBuffer();
    await take(withFiles(replyTo, [{ type: 'image/png', bytes: large, inline: true }]));
    expect(await kept(complaintId)).toMatchObject([{ type: 'png' }]);
  });
});
