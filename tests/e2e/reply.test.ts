import { expect, test } from 'vitest';
import { z } from 'zod';
import { inBrowser, PHONE, type Desk } from '#tests/setup/browser.ts';
import { ANNA_AGENT, LUKAS_LEAD, OLGA_OWNER } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { eventually } from './screens.ts';

const amends = inBrowser();

const mails = async () =>
  z
    .array(z.object({ subject: z.string(), text: z.string(), to: z.array(z.string()) }))
    .parse(await amends.app.control('mails'));

async function complaint() {
  const { app } = amends;
  await comesIn(app, ANNA_AGENT, 'agent');
  await comesIn(app, LUKAS_LEAD, 'lead');
  await comesIn(app, OLGA_OWNER, 'owner');
  const order = await app.makeOrder({});
  return logComplaint(app, order);
}

/** An action of the page, wherever the width of the screen has put it. */
async function act({ frame }: Desk, name: string | RegExp): Promise<void> {
  const button = frame.getByRole('button', { name }).filter({ visible: true });
  const more = frame.getByRole('button', { name: /actions/i }).filter({ visible: true });
  await button.or(more).first().waitFor();
  if (await button.isVisible()) await button.click();
  else {
    await more.click();
    await frame.getByRole('menuitem', { name }).or(button).click();
  }
}

test('an agent answers the customer from the complaint: once, and the story says how far it is', async () => {
  const { id, label } = await complaint();
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  await act(desk, 'Reply');
  const composer = desk.frame.getByTestId('composer');
  const message = composer.getByRole('textbox', { name: 'Message' });
  await message.fill('Hello,\n\n<b>a new mug</b> is on its way.\n\nAnna');
  // What is typed outlives the page.
  await desk.open(`/complaints/${id}`);
  await act(desk, 'Reply');
  await expect.poll(() => message.inputValue(), { timeout: 15_000 }).toContain('a new mug');
  await composer.getByRole('checkbox', { name: 'Then wait for the customer' }).check();
  await composer.getByRole('button', { name: 'Send', exact: true }).dblclick();
  await desk.frame.getByTestId('story-reply').getByText('<b>a new mug</b> is on its way.').waitFor();
  await desk.frame.getByText('Waiting for customer').first().waitFor();
  await eventually(async () => (await mails()).filter(({ text }) => text.includes('a new mug')).length).toBe(1);
  const [sent] = (await mails()).filter(({ text }) => text.includes('a new mug'));
  expect(sent?.subject).toContain(label);
  await desk.open(`/complaints/${id}`);
  await desk.frame.getByTestId('story-reply').getByText('(sent)').waitFor();
});

test('the customer answers by e-mail, and the complaint waits for an answer with her words beside it', async () => {
  const { id } = await complaint();
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  await act(desk, 'Reply');
  const composer = desk.frame.getByTestId('composer');
  await composer.getByRole('textbox', { name: 'Message' }).fill('Which colour do you want?');
  await composer.getByRole('checkbox', { name: 'Then wait for the customer' }).check();
  await composer.getByRole('button', { name: 'Send', exact: true }).click();
  await eventually(async () => (await mails()).some(({ text }) => text.includes('Which colour'))).toBe(true);
  await desk.page.goto(desk.page.url().replace(/\/apps\/.*/, '/mailbox'));
  await desk.page
    .getByRole('link', { name: /^Your order/ })
    .first()
    .click();
  await desk.page.getByLabel('Message').fill('<img src=x onerror=alert(1)> The blue one.');
  await desk.page.getByRole('button', { name: 'Send the reply' }).click();
  await desk.page.getByText('The app has the reply.').waitFor();
  await desk.open(`/complaints/${id}`);
  await desk.frame.getByTestId('story-from_customer').getByText('<img src=x onerror=alert(1)> The blue one.').waitFor();
  await desk.frame.getByText('Waiting for us').first().waitFor();
  // What her program quotes is folded away, and nothing of it is lost.
  const quoted = desk.frame.getByTestId('story-from_customer').getByText('> Which colour do you want?');
  expect(await quoted.isVisible()).toBe(false);
  await desk.frame.getByText('Show the earlier mail quoted below it').click();
  await quoted.waitFor({ state: 'visible' });
});

test('more time is asked for in one click, and the promise is kept by an answer', async () => {
  const { id } = await complaint();
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  await act(desk, /^Ask for time until/);
  const promises = desk.frame.getByTestId('promises');
  await promises.getByText(/^An answer, by/).waitFor();
  await desk.frame
    .getByText(/^Answer the customer/)
    .first()
    .waitFor();
  await act(desk, 'Reply');
  const composer = desk.frame.getByTestId('composer');
  await composer.getByRole('textbox', { name: 'Message' }).fill('Here is our answer.');
  await composer.getByRole('button', { name: 'Send', exact: true }).click();
  await desk.frame.getByTestId('story-promise_kept').waitFor();
  await promises.waitFor({ state: 'detached' });
  await desk.open('');
  await desk.frame
    .getByTestId('word')
    .getByText(/% kept$/)
    .waitFor();
});

test('a promise whose day passes is broken: the story, the lead and Home say so', async () => {
  const { app } = amends;
  const { id, label } = await complaint();
  const desk = await amends.sitDown({ at: `/complaints/${id}`, viewport: PHONE });
  await act(desk, /^Ask for time until/);
  await desk.frame.getByTestId('promises').waitFor();
  // The day passes.
  await app.sql(`UPDATE promises SET due_at = now() WHERE complaint_id = $1`, [id]);
  await eventually(async () => app.sql('SELECT state FROM promises WHERE complaint_id = $1', [id])).toEqual([
    { state: 'broken' },
  ]);
  await desk.open(`/complaints/${id}`);
  await desk.frame.getByTestId('story-promise_broken').waitFor();
  await eventually(
    async () => (await mails()).filter(({ subject }) => subject.endsWith(`not kept: ${label}`)).length,
  ).toBe(1);
});

test('a message that did not arrive shows on the complaint and on Home', async () => {
  const { app } = amends;
  const { id, label } = await complaint();
  await app.control('mail/faults', { kind: 'refuse', code: 550 });
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  await act(desk, 'Reply');
  const composer = desk.frame.getByTestId('composer');
  await composer.getByRole('textbox', { name: 'Message' }).fill('Will you read this?');
  await composer.getByRole('button', { name: 'Send', exact: true }).click();
  await eventually(async () =>
    app.sql(`SELECT state FROM mails WHERE complaint_id = $1 AND kind = 'reply'`, [id]),
  ).toEqual([{ state: 'failed' }]);
  await desk.open(`/complaints/${id}`);
  await desk.frame
    .getByTestId('story-reply')
    .getByText(/did not arrive: .*no such mailbox/)
    .waitFor();
  await desk.open('');
  await desk.frame.getByTestId('mail-trouble').getByRole('link', { name: label }).first().waitFor();
  await app.control('mail/faults', undefined, 'DELETE');
});

test('the owner switches the first answer off, and the next complaint is not acknowledged', async () => {
  const { app } = amends;
  await complaint();
  const desk = await amends.sitDown({ user: OLGA_OWNER, at: '/settings/messages' });
  const box = desk.frame.getByRole('checkbox', { name: /^Tell each customer at once/ });
  await box.uncheck();
  // What is wrong is said beside its field, and nothing is saved.
  const days = desk.frame.getByLabel('Working days until a replacement leaves you');
  await days.fill('400');
  await desk.page.getByRole('button', { name: 'Save' }).click();
  await desk.frame.getByText('Type a whole number from 1 to 30.').waitFor();
  await days.fill('5');
  await desk.page.getByRole('button', { name: 'Save' }).click();
  await eventually(async () => app.sql(`SELECT value FROM shop_settings WHERE area = 'messages'`)).toEqual([
    { value: { acknowledge: false, tellRemedies: true, dispatchDays: 5 } },
  ]);
  const { id } = await complaint();
  await eventually(async () => app.sql('SELECT acknowledgement FROM complaints WHERE id = $1', [id])).toEqual([
    { acknowledgement: 'off' },
  ]);
});

test('the owner makes the secret of the mail service and sees it once; an agent sees how mails come in', async () => {
  await complaint();
  const desk = await amends.sitDown({ user: OLGA_OWNER, at: '/settings/messages' });
  const inbound = desk.frame.getByTestId('inbound');
  await inbound.getByRole('button', { name: 'Make the secret' }).click();
  const secret = inbound.getByLabel('Secret', { exact: true }).last();
  await expect.poll(() => secret.inputValue()).toMatch(/^[0-9a-f]{64}$/);
  await inbound.getByText(/^The secret was made by/).waitFor();
  await desk.open('/settings/messages');
  await inbound.getByRole('button', { name: 'New secret' }).waitFor();
  expect(await inbound.getByLabel('Secret', { exact: true }).count()).toBe(0);
  const agent = await amends.sitDown({ user: ANNA_AGENT, at: '/settings/messages' });
  await agent.frame.getByTestId('inbound').getByText('Only an owner can make a secret.').waitFor();
  expect(await agent.frame.getByRole('button', { name: 'New secret' }).count()).toBe(0);
});

/** The next day of this weekday (0 = Sunday) that is at least two days off, as a date field has it. */
function nextDay(weekday: number): string {
  const day = new Date(Date.now() + 2 * 24 * 3_600_000);
  while (day.getUTCDay() !== weekday) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

test('what was promised on the phone is written down, asked about first where it may not be kept, and ended as kept', async () => {
  const { id } = await complaint();
  const desk = await amends.sitDown({ at: `/complaints/${id}`, viewport: PHONE });
  await act(desk, 'Promise…');
  const form = desk.frame.getByTestId('write-promise');
  await form.getByRole('button', { name: 'Write it down' }).click();
  await form.getByText('Choose a day.').waitFor();
  await form.getByLabel('By').fill(nextDay(0));
  await form.getByRole('button', { name: 'Write it down' }).click();
  await form.getByText('Write what you promise.').waitFor();
  await form.getByRole('textbox', { name: 'What exactly' }).fill('A call from Eva');
  await form.getByRole('button', { name: 'Write it down' }).click();
  await form.getByText(/The shop is closed on that day/).waitFor();
  expect(await form.getByRole('textbox', { name: 'What exactly' }).inputValue()).toBe('A call from Eva');
  await form.getByRole('textbox', { name: 'I promise it all the same, because' }).fill('Eva works on Sunday.');
  await form.getByRole('button', { name: 'Write it down all the same' }).click();
  const promises = desk.frame.getByTestId('promises');
  await promises.getByText(/^“A call from Eva”, by/).waitFor();
  expect(await form.count()).toBe(0);
  await promises.getByRole('button', { name: 'It was kept…' }).click();
  await promises.getByRole('textbox', { name: /^How was it kept/ }).fill('She called.');
  await promises.getByRole('button', { name: 'It was kept', exact: true }).click();
  await desk.frame.getByTestId('story-promise_kept').waitFor();
  await promises.waitFor({ state: 'detached' });
});
