import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { dayAt } from '#app/domain/shop-day.ts';
import { answerAsk, askForLink } from '#app/services/intake/ask-for-link.server.ts';
import { readInboundMail } from '#app/mail/read-inbound.server.ts';
import { receiveMail } from '#app/services/messages/receive-mail.server.ts';
import { sendHolding, sendReply } from '#app/services/messages/reply.server.ts';
import { getComposer } from '#app/services/messages/get-composer.server.ts';
import { complain, makeOrder } from '#tests/factories/cases.ts';
import { arrived, sweepUntilQuiet } from '#tests/factories/mails.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, people, type World } from '#tests/setup/world.ts';

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

async function acknowledged(): Promise<ComplaintId> {
  const complaintId = await complain(world, makeOrder(world));
  await world.acknowledge();
  await sweepUntilQuiet(world);
  return complaintId;
}

async function replied(complaintId: ComplaintId): Promise<void> {
  const words = { subject: 'Your order', body: 'Which one?', thenWait: false, promises: [], despite: null };
  const sent = await sendReply(world.as(people.anna), complaintId, { requestId: newRequestId(), ...words });
  expect(sent.ok).toBe(true);
  await sweepUntilQuiet(world);
}

/** The newest mail that arrived, and what its head says. */
function newest() {
  const mail = arrived(world).at(-1);
  const header = (name: string) => mail?.headers?.find((each) => each.name === name)?.value ?? null;
  const [answers, references, automatic] = [header('in-reply-to'), header('references'), header('auto-submitted')];
  return { id: mail?.messageId ?? '', to: header('reply-to') ?? '', answers, references, automatic };
}

async function sheWrites(to: string, id: string, head: string[] = [], subject = 'Re: hello') {
  const lines = [
    `Message-ID: ${id}`,
    'From: jana@example.com',
    `To: ${to}`,
    `Subject: ${subject}`,
    ...head,
    '',
    'Blue.',
  ];
  return receiveMail(world.system(), await readInboundMail(new TextEncoder().encode(lines.join('\r\n'))));
}

describe('a conversation about a complaint', () => {
  it('hangs together: each mail names those before it, hers too, and answers the newest', async () => {
    const complaintId = await acknowledged();
    const first = newest();
    expect(first).toMatchObject({ answers: null, references: null });
    await world.clock.advance(60_000);
    await sheWrites(first.to, '<hers-1@mail.example>');
    await world.clock.advance(60_000);
    await replied(complaintId);
    const second = newest();
    expect(second).toMatchObject({
      ...{ answers: '<hers-1@mail.example>', references: `${first.id} <hers-1@mail.example>` },
    });
    await world.clock.advance(60_000);
    await replied(complaintId);
    expect(newest()).toMatchObject({
      ...{ answers: second.id, references: `${first.id} <hers-1@mail.example> ${second.id}` },
    });
  });

  it('leaves out what a machine wrote, what is no Message-ID, and every other complaint', async () => {
    await acknowledged();
    world.store.store.state.mails = [];
    const complaintId = await acknowledged();
    const first = newest();
    expect(first.references).toBeNull();
    expect(await sheWrites(first.to, '<away@mail.example>', ['Auto-Submitted: auto-replied'])).toBe('automatic');
    expect(await sheWrites(first.to, '<a b: c@mail.example>')).toBe('heard');
    await replied(complaintId);
    expect(newest()).toMatchObject({ answers: first.id, references: first.id });
  });

  it('says of each mail whether a person wrote it', async () => {
    const complaintId = await acknowledged();
    expect(newest().automatic).toBe('auto-generated');
    await replied(complaintId);
    expect(newest().automatic).toBeNull();
    const day = dayAt(new Date(world.clock.now().getTime() + 3 * 24 * 3_600_000), 'UTC');
    await sendHolding(world.as(people.anna), complaintId, { requestId: newRequestId(), day });
    await sweepUntilQuiet(world);
    expect(newest()).toMatchObject({ automatic: null });
  });

  it('keeps the subject of her mail, with the number in it', async () => {
    const complaintId = await acknowledged();
    const { to } = newest();
    const subject = async () => (await getComposer(world.as(people.anna), complaintId))?.subject ?? '';
    expect(await subject()).toMatch(/^Vaše objednávka .* \(C-\d+\)$/);
    await world.clock.advance(60_000);
    await sheWrites(to, '<named@mail.example>', [], 'Odp: AW: Broken mug');
    expect(await subject()).toMatch(/^Re: Broken mug \(C-\d+\)$/);
    await world.clock.advance(60_000);
    await sheWrites(to, '<again@mail.example>', [], 'RE: Still broken');
    expect(await subject()).toMatch(/^Re: Still broken \(C-\d+\)$/);
    await world.clock.advance(60_000);
    await sheWrites(to, '<oof@mail.example>', ['Auto-Submitted: auto-replied'], 'Away');
    expect(await subject()).toMatch(/^Re: Still broken/);
  });
});

it('an answer to the link that a guest asked for goes to the shop, and not to the address it was sent from', async () => {
  const email = 'guest@example.com';
  const order = makeOrder(world, { customer: { email, firstName: 'Eva', lastName: 'Nováková' } });
  await askForLink(world.system(), 'somebody', { orderName: order.name, contact: email, language: 'en' });
  const [ask] = await world.sql<{ id: string }>('SELECT id FROM intake_asks');
  await answerAsk(world.system(), ask?.id ?? '');
  await sweepUntilQuiet(world);
  expect(newest()).toMatchObject({ to: 'replies@in.example.com', automatic: 'auto-generated' });
});
