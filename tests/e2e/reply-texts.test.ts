import { expect, test } from 'vitest';
import { z } from 'zod';
import { inBrowser } from '#tests/setup/browser.ts';
import { ANNA_AGENT } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { complaintAbout, eventually } from './screens.ts';

const amends = inBrowser();

/** For whoever wants to look: `SHOTS=<folder>`. */
const shots = process.env['SHOTS'];

test('a reply begins with a text in the customer’s language, says what is missing, how it reads and what it promises', async () => {
  const { app } = amends;
  await comesIn(app, ANNA_AGENT, 'agent');
  const { id } = await logComplaint(app, await app.makeOrder({}));
  await app.sql(`UPDATE complaints SET language = 'pl' WHERE id = $1`, [id]);
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  const { frame, page } = desk;
  await frame.getByRole('button', { name: 'Reply' }).filter({ visible: true }).click();
  const composer = frame.getByTestId('composer');
  const start = composer.getByRole('combobox', { name: 'Start from a text' });
  const body = composer.getByRole('textbox', { name: 'Message' });
  const send = composer.getByRole('button', { name: 'Send', exact: true });

  await start.selectOption({ label: 'Out of stock' });
  await composer.getByText('Still to fill in: The thing itself, Back in stock on, Another item.').waitFor();
  await eventually(() => body.inputValue()).toContain('zabrakło w magazynie: {{what}}');
  await send.click();
  await eventually(() => complaintAbout(body)).toContain('Fill in what stands between {{ and }}');

  await start.selectOption({ label: 'Arrived damaged' });
  await eventually(() => body.inputValue()).toContain('Do wyboru jest nowy egzemplarz albo zwrot pieniędzy.');
  await composer.getByText('Nothing in it stands out.').waitFor();

  await body.fill('Dzień dobry!\n\nTo Pani wina. Wyślemy nowy kubek do 30.12.2030.\n\nAnna');
  await composer.getByText('Puts the blame on them · “To Pani wina”').waitFor();
  const promised = composer.getByRole('region', { name: 'You promise something here' });
  await promised.getByText('Wyślemy nowy kubek do 30.12.2030.').waitFor();
  await promised.getByRole('button', { name: /^Watch it until/ }).click();
  await promised.getByText('It will be watched.').waitFor();
  await eventually(() => composer.getByLabel('By', { exact: true }).inputValue()).toBe('2030-12-30');
  await send.click();
  const why = composer.getByRole('textbox', { name: 'Send it as it is, because' });
  await eventually(() => complaintAbout(why)).toContain('Change it, or say in a few words');
  if (shots) await composer.screenshot({ path: `${shots}/reply-desk.png` });
  await why.fill('She asked for plain words.');
  await send.click();
  const all = composer.getByRole('button', { name: 'Send all the same' });
  await all.or(frame.getByTestId('story-reply')).first().waitFor();
  if (await all.isVisible()) {
    await composer.getByLabel('I promise it all the same, because').fill('The parcel is packed.');
    await all.click();
  }
  await frame.getByTestId('story-reply').getByText('Wyślemy nowy kubek').waitFor();

  const details = z.object({ details: z.unknown() });
  const [row] = await app.sql(`SELECT details FROM messages WHERE complaint_id = $1 AND kind = 'reply'`, [id]);
  expect(details.parse(row).details).toEqual({
    template: 'damaged',
    tone: [{ kind: 'blame', words: 'To Pani wina' }],
    why: 'She asked for plain words.',
  });
  const [promise] = await app.sql(`SELECT what, state FROM promises WHERE complaint_id = $1`, [id]);
  expect(promise).toEqual({ what: 'Wyślemy nowy kubek do 30.12.2030.', state: 'open' });
  expect(page.url()).toContain('/complaints/');
});
