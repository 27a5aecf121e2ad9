import { beforeAll, expect, test } from 'vitest';
import { DESK, inBrowser, PHONE } from '#tests/setup/browser.ts';
import { ANNA_AGENT } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { seriousProblems } from './axe.ts';
import { complaintAbout, complaintForm, eventually } from './screens.ts';

const amends = inBrowser();

beforeAll(() => comesIn(amends.app, ANNA_AGENT, 'agent'));

test('what comes in about an order with an open complaint is added to it, with everything that was typed and chosen', async () => {
  const order = await amends.app.makeOrder({ amount: '20.00' });
  const { id, label } = await logComplaint(amends.app, order);
  const desk = await amends.sitDown({ at: `/complaints/new?order_id=${String(order.legacyId)}` });
  const { frame, page } = desk;
  const form = complaintForm(desk);
  const add = frame.getByTestId('duplicates').getByRole('button', { name: `Add to it instead: ${label}` });
  await add.click();
  await eventually(() => complaintAbout(form.words)).toContain('Write down what the customer said');
  await form.words.fill('It is leaking now as well.');
  await form.reason.selectOption('defective');
  await form.wanted.selectOption('replacement');
  await form.channel.selectOption('phone');
  const pictures = process.env['PICTURES'];
  for (const viewport of [PHONE, DESK]) {
    await page.setViewportSize(viewport);
    expect(await seriousProblems(desk)).toEqual([]);
    if (pictures) await page.screenshot({ path: `${pictures}/add-to-${String(viewport.width)}.png` });
  }
  await frame.locator('#complaint-files').setInputFiles({
    name: 'leak.png',
    mimeType: 'image/png',
    buffer: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  });
  await add.click();
  await frame.getByRole('heading', { level: 1, name: new RegExp(`^${label}`) }).waitFor();
  await frame.getByTestId('story-from_customer').getByText('It is leaking now as well.').waitFor();
  await frame.getByTestId('story-contacted_again').getByText('Came again by phone, 2 times now').waitFor();
  await frame.getByTestId('story-note').getByText('They want: a new one.', { exact: false }).waitFor();
  await frame.getByTestId('story-files_added').waitFor();
  expect(await amends.app.sql('SELECT contacts FROM complaints WHERE order_id = $1', [String(order.legacyId)])).toEqual(
    [{ contacts: 2 }],
  );
  // The form begins anew the next time.
  await desk.open(`/complaints/new?order_id=${String(order.legacyId)}`);
  await form.words.waitFor();
  expect(await form.words.inputValue()).toBe('');
  expect(id).not.toBe('');
});

test('when it was closed meanwhile it says so, and nothing that was typed is lost', async () => {
  const order = await amends.app.makeOrder({ amount: '20.00' });
  const { id, label } = await logComplaint(amends.app, order);
  const desk = await amends.sitDown({ at: `/complaints/new?order_id=${String(order.legacyId)}` });
  const { frame } = desk;
  const form = complaintForm(desk);
  await form.words.fill('Still broken.');
  await amends.app.sql(
    `UPDATE complaints SET state = 'closed', next_action = NULL, next_action_due_at = NULL, ended_at = now() WHERE id = $1`,
    [id],
  );
  await frame.getByRole('button', { name: `Add to it instead: ${label}` }).click();
  await frame
    .getByTestId('problem')
    .getByText(/resolved or closed meanwhile/)
    .waitFor();
  expect(await form.words.inputValue()).toBe('Still broken.');
});
