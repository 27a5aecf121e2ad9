import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseMailId, trusted } from '#app/domain/ids.ts';
import { mailProblems } from '#app/services/mail/mail-problems.server.ts';
import { mailToStaff } from '#app/services/mail/mail-to-staff.server.ts';
import { sendMail } from '#app/services/mail/send-mail.server.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';
import {
  approvalAsked,
  arrived,
  askForMail,
  lukas,
  mailFault,
  mailRow,
  sweepUntilQuiet,
} from '#tests/factories/mails.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
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
beforeEach(async () => {
  world.store.store.state.mails = [];
  world.store.store.state.mailRules = [];
  await world.sql('DELETE FROM mails');
});

describe('a mail to somebody in the shop', () => {
  it('says who asks, for how much, why, and where to decide, as text and as HTML', async () => {
    const link = world.as().adminAddress('/app/complaints/7');
    const { key } = await askForMail(world, { mail: approvalAsked({ link }) });
    await world.sweepMails();
    const [mail] = arrived(world);
    expect(mail).toMatchObject({
      from: 'amends@example.com',
      fromName: 'Amends',
      to: ['lukas@mughouse.example'],
      subject: 'Your approval is needed: C-1042, €120.00',
    });
    for (const part of ['Hello Lukas Meier,', 'Anna Kowalska', '€120.00', 'C-1042', 'up to €50.00', link]) {
      expect(mail?.text).toContain(part);
      expect(mail?.html).toContain(part);
    }
    expect(await mailRow(world, key)).toMatchObject({ state: 'sent', attempts: 1, doubts: 0, problem: null });
  });

  it('has a link that opens the complaint in the admin, whoever follows it', async () => {
    const answer = await fetch(world.as().adminAddress('/app/complaints/7'));
    expect(answer.status).toBe(200);
    expect(new URL(answer.url).pathname).toBe('/store/mug-house/apps/amends/app/complaints/7');
    expect(await answer.text()).toMatch(/<iframe[^>]* data-src="http:\/\/localhost:3000\/app\/complaints\/7\?/);
  });

  it('is not there when the transaction that it belongs to rolls back', async () => {
    const undone = world.db.atomically(MUG_HOUSE, async (tx) => {
      await mailToStaff(tx, world.system(), { to: lukas, dedupeKey: 'undone', about: null, mail: approvalAsked() });
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    await world.sweepMails();
    expect(arrived(world)).toEqual([]);
    expect(await world.sql('SELECT 1 FROM mails')).toEqual([]);
  });

  it('is one mail however often it is asked for, also at the same moment and after it was sent', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => askForMail(world, { key: 'approval:1' })));
    expect(answers.map(({ answer }) => answer).sort()).toEqual(['already', 'already', 'queued']);
    await sweepUntilQuiet(world);
    expect(await askForMail(world, { key: 'approval:1' })).toMatchObject({ answer: 'already' });
    await sweepUntilQuiet(world);
    expect(arrived(world)).toHaveLength(1);
  });

  it('is another mail for another reader, another matter and another shop', async () => {
    const anna = { ...lukas, userId: '1003', name: 'Anna Kowalska', email: 'anna@mughouse.example' };
    await askForMail(world, { key: 'approval:1' });
    await askForMail(world, { key: 'approval:1', to: anna });
    await askForMail(world, { key: 'approval:2' });
    await askForMail(world, { key: 'approval:1', shopId: TOKYO_PAPER });
    await world.sweepMails();
    expect(
      arrived(world)
        .map(({ to }) => to[0])
        .sort(),
    ).toEqual(['anna@mughouse.example', 'lukas@mughouse.example', 'lukas@mughouse.example', 'lukas@mughouse.example']);
  });

  it.each([
    null,
    '',
    'lukas',
    'lukas@mughouse.example, eve@example.com',
    'lukas@mughouse.example\r\nBcc: eve@example.com',
  ])('is not written to somebody whose address is %j, and the answer says so', async (email) => {
    expect(await askForMail(world, { to: { ...lukas, email } })).toMatchObject({ answer: 'no_address' });
    expect(await world.sql('SELECT 1 FROM mails')).toEqual([]);
  });

  it('cannot be given headers, recipients or markup by what people wrote', async () => {
    const evil = 'Eve\r\nBcc: eve@example.com\r\n\r\n<script>alert(1)</script>';
    await askForMail(world, {
      to: { ...lukas, name: evil },
      mail: approvalAsked({ askedBy: evil, amount: `€1.00\nBcc: eve@example.com`, why: `${evil}\n.\nQUIT` }),
    });
    await world.sweepMails();
    expect(arrived(world)).toHaveLength(1);
    const [mail] = arrived(world);
    expect(mail?.to).toEqual(['lukas@mughouse.example']);
    expect(mail?.headers?.map(({ name }) => name)).not.toContain('bcc');
    expect(mail?.subject).toBe('Your approval is needed: C-1042, €1.00 Bcc: eve@example.com');
    expect(mail?.text).toContain('\n.\nQUIT');
    expect(mail?.html).not.toContain('<script');
    expect(mail?.html).toContain('&lt;script&gt;');
  });

  it('fetches nothing when it is opened', async () => {
    await askForMail(world);
    await world.sweepMails();
    expect(arrived(world)[0]?.html).not.toMatch(/<(img|link|script|iframe|object|style)|url\(|@import/i);
  });
});

describe('a mail that the mail server does not take at once', () => {
  it('is sent again after 2 s, 4 s, 8 s, and arrives once', async () => {
    mailFault(world, { kind: 'refuse', code: 451, says: '4.3.0 Busy', times: 3 });
    const { key } = await askForMail(world);
    const begin = world.clock.now().getTime();
    const waits: number[] = [];
    for (let send = 1; send <= 3; send++) {
      await world.sweepMails();
      const { next_at, ...row } = await mailRow(world, key);
      expect(row).toMatchObject({ state: 'queued', attempts: send, doubts: 0, problem: '451 4.3.0 Busy' });
      waits.push((next_at?.getTime() ?? 0) - world.clock.now().getTime());
      await world.clock.advance(waits.at(-1) ?? 0);
    }
    expect(waits).toEqual([2_000, 4_000, 8_000]);
    await world.sweepMails();
    expect(await mailRow(world, key)).toMatchObject({ state: 'sent', attempts: 4, problem: null });
    expect(arrived(world)).toHaveLength(1);
    expect(world.clock.now().getTime() - begin).toBe(14_000);
    expect(await mailProblems(world.as())).toEqual([]);
  });

  it('and does not for two days has failed, and staff can see it', async () => {
    mailFault(world, { kind: 'refuse', at: 'content', code: 450, says: '4.7.1 Try again later' });
    const { key } = await askForMail(world);
    const end = world.clock.now().getTime() + 2 * dayMs;
    await world.sweepMails();
    // All but the last hours of it are as if they had passed.
    await world.clock.advance(2 * dayMs - 120 * minuteMs);
    await sweepUntilQuiet(world);
    expect(world.clock.now().getTime()).toBeGreaterThan(end - 61 * minuteMs);
    expect(world.clock.now().getTime()).toBeLessThanOrEqual(end);
    expect(await mailRow(world, key)).toMatchObject({ state: 'failed', doubts: 0 });
    expect(await mailProblems(world.as())).toMatchObject([{ state: 'failed', why: '450 4.7.1 Try again later' }]);
  });

  it('since nobody was there to send it for two days is not sent any more', async () => {
    const { key } = await askForMail(world);
    await world.clock.advance(2 * dayMs + 1);
    await world.sweepMails();
    expect(await mailRow(world, key)).toMatchObject({ state: 'failed' });
    expect(arrived(world)).toEqual([]);
  });
});

describe('a mail that is refused for good', () => {
  it('is not sent again; staff see whom it did not reach and why, and no other shop does', async () => {
    mailFault(world, { kind: 'refuse', says: '5.1.1 <lukas@mughouse.example>: no such mailbox' });
    const { key } = await askForMail(world);
    await sweepUntilQuiet(world);
    expect(await mailRow(world, key)).toMatchObject({ state: 'failed', attempts: 1, next_at: null });
    expect(await mailProblems(world.as(people.anna))).toMatchObject([
      {
        kind: 'approval_asked',
        state: 'failed',
        toName: 'Lukas Meier',
        toAddress: 'lukas@mughouse.example',
        why: '550 5.1.1 … no such mailbox',
      },
    ]);
    expect(await mailProblems(world.as(people.haruka, TOKYO_PAPER))).toEqual([]);
  });

  it('goes out once more when somebody has done what the runbook says', async () => {
    mailFault(world, { kind: 'refuse', times: 1 });
    const { key } = await askForMail(world);
    await world.sweepMails();
    const runbook = await readFile('docs/runbooks/a-mail-does-not-arrive.md', 'utf8');
    const [, again = ''] = /`(UPDATE mails SET [^`]+?) WHERE[^`]*`/.exec(runbook) ?? [];
    const { id } = await mailRow(world, key);
    await world.sql(`${again.replaceAll('now()', '$2')} WHERE shop_id = $3 AND id = $1`, [
      id,
      world.clock.now(),
      MUG_HOUSE,
    ]);
    await world.sweepMails();
    expect(await mailRow(world, key)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('stands in nobody’s way', async () => {
    mailFault(world, { kind: 'refuse', to: 'lukas@mughouse.example' });
    await askForMail(world);
    const { key } = await askForMail(world, { to: { ...lukas, email: 'other@mughouse.example' } });
    await world.sweepMails();
    expect(await mailRow(world, key)).toMatchObject({ state: 'sent' });
  });
});

describe('a mail whose answer is lost', () => {
  it('is sent again with the same Message-ID, derived from the mail, so that mailboxes drop the copy', async () => {
    mailFault(world, { kind: 'drop-after', times: 1 });
    const { key } = await askForMail(world);
    await world.sweepMails();
    const { id, message_id } = await mailRow(world, key);
    expect(await mailRow(world, key)).toMatchObject({ state: 'queued', attempts: 1, doubts: 1 });
    await sweepUntilQuiet(world);
    expect(await mailRow(world, key)).toMatchObject({ state: 'sent', attempts: 2, doubts: 1 });
    expect(message_id).toBe(`<${id}@example.com>`);
    expect(arrived(world).map(({ messageId }) => messageId)).toEqual([message_id, message_id]);
    const [first, second] = arrived(world).map(({ subject, text, html }) => ({ subject, text, html }));
    expect(second).toEqual(first);
  });

  it('keeps its Message-ID also when the sender was set otherwise in between', async () => {
    mailFault(world, { kind: 'drop-after', times: 1 });
    const { key } = await askForMail(world);
    await world.sweepMails();
    await world.clock.advance(2_000);
    const id = trusted(parseMailId, (await mailRow(world, key)).id);
    await sendMail(world.system(), { ...world.mailer, messageIdOf: () => '<other@elsewhere.example>' }, id);
    const [first, second] = arrived(world).map(({ messageId }) => messageId);
    expect(second).toBe(first);
  });

  it('three times over is left at that: nobody knows, and staff see it', async () => {
    mailFault(world, { kind: 'drop-after' });
    const { key } = await askForMail(world);
    await sweepUntilQuiet(world);
    expect(await mailRow(world, key)).toMatchObject({ state: 'unknown', attempts: 3, doubts: 3 });
    expect(arrived(world)).toHaveLength(3);
    expect(await mailProblems(world.as())).toMatchObject([{ state: 'unknown' }]);
  });

  it('and that is refused afterwards has not failed: the first one may have arrived', async () => {
    mailFault(world, { kind: 'drop-after', times: 1 });
    const { key } = await askForMail(world);
    await world.sweepMails();
    mailFault(world, { kind: 'refuse' });
    await sweepUntilQuiet(world);
    expect(await mailRow(world, key)).toMatchObject({ state: 'unknown', attempts: 2, doubts: 1 });
  });
});

describe('two workers', () => {
  it('that look at the same mail at the same moment send it once', async () => {
    mailFault(world, { kind: 'slow', delayMs: 200 });
    const { key } = await askForMail(world);
    await Promise.all([world.sweepMails(), world.sweepMails(), world.sweepMails()]);
    expect(arrived(world)).toHaveLength(1);
    expect(await mailRow(world, key)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('of which one has lost its lease: the other one has the mail, and what the first one hears changes nothing', async () => {
    mailFault(world, { kind: 'hold-before', delayMs: 400, times: 1 });
    mailFault(world, { kind: 'slow', delayMs: 1_200, times: 1 });
    const applied = () => world.store.store.state.mailRules.map((rule) => rule.applied);
    const { key } = await askForMail(world);
    const first = world.sweepMails();
    await expect.poll(applied).toEqual([1, 0]);
    await world.clock.advance(3 * minuteMs);
    const second = world.sweepMails();
    await expect.poll(applied).toEqual([1, 1]);
    await first;
    expect(await mailRow(world, key)).toMatchObject({ state: 'sending', attempts: 2, doubts: 1 });
    await second;
    expect(await mailRow(world, key)).toMatchObject({ state: 'sent', attempts: 2, doubts: 1 });
  });
});

describe('a shop without a mail server', () => {
  it('writes no mail, keeps no address, and the answer says so', async () => {
    const answer = await world.db.atomically(MUG_HOUSE, (tx) =>
      mailToStaff(
        tx,
        { ...world.system(), mailOn: false },
        { to: lukas, dedupeKey: 'off', about: null, mail: approvalAsked() },
      ),
    );
    expect(answer).toBe('off');
    expect(await world.sql('SELECT 1 FROM mails')).toEqual([]);
  });
});
