import { beforeAll, expect, test } from 'vitest';
import { DESK, inBrowser, PHONE, USER_AGENT, type Desk } from '#tests/setup/browser.ts';
import { ANNA_AGENT, OLGA_OWNER } from '#tests/setup/running-app.ts';
import { comesIn, customerLink, logComplaint } from './arrange.ts';
import { seriousProblems } from './axe.ts';
import { complaintAbout, eventually } from './screens.ts';

const amends = inBrowser();
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

beforeAll(async () => {
  await comesIn(amends.app, OLGA_OWNER, 'owner');
  await comesIn(amends.app, ANNA_AGENT, 'agent');
});

const aComplaint = async () => logComplaint(amends.app, await amends.app.makeOrder({ amount: '20.00' }));
const waiting = ({ frame }: Desk) => frame.getByTestId('calls').getByText(/customers? waits? to be called/);
const howItWent = ({ frame }: Desk) => frame.getByRole('region', { name: 'How did it go?' });

/** Plans a call on the page of calls about this complaint. */
async function plan(desk: Desk, phone = '+420 601 234 567'): Promise<void> {
  const card = desk.frame.getByTestId('plan-call');
  await card.getByRole('textbox', { name: 'Phone' }).fill(phone);
  await card.getByRole('button', { name: 'Plan the call' }).click();
  await desk.frame.getByRole('region', { name: 'Whom and when' }).getByText('Planned by a colleague.').waitFor();
}
async function went(desk: Desk, outcome: string): Promise<void> {
  await howItWent(desk).getByText(outcome, { exact: true }).click();
  await howItWent(desk).getByRole('button', { name: 'Save the call' }).click();
  await desk.page.getByRole('status').getByText('Call saved').last().waitFor();
}

async function look(desk: Desk, name: string): Promise<void> {
  const pictures = process.env['PICTURES'];
  for (const viewport of [PHONE, DESK]) {
    await desk.page.setViewportSize(viewport);
    expect(await seriousProblems(desk)).toEqual([]);
    const [content, screen] = await desk
      .document()
      .evaluate(() => [globalThis.document.documentElement.scrollWidth, window.innerWidth] as const);
    expect(content).toBeLessThanOrEqual(screen);
    if (!pictures) continue;
    const height = await desk.document().evaluate(() => globalThis.document.documentElement.scrollHeight);
    await desk.page.setViewportSize({ ...viewport, height: Math.min(height + 150, 3000) });
    await desk.page.screenshot({ path: `${pictures}/${name}-${String(viewport.width)}.png` });
    await desk.page.setViewportSize(viewport);
  }
}

test('a call that is planned stands in the queue and on Home, is what is next, and is gone once it was made', async () => {
  const { id, label } = await aComplaint();
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  const { frame } = desk;
  await frame.getByRole('link', { name: 'Call', exact: true }).click();
  await plan(desk);
  await desk.open('');
  await waiting(desk).getByText('1 customer waits to be called').waitFor();
  await look(desk, 'home');
  await frame.getByRole('link', { name: 'Open calls' }).click();
  await frame.getByTestId('call').getByText('+420 601 234 567').waitFor();
  await look(desk, 'calls');
  await frame.getByRole('link', { name: new RegExp(`about ${label}$`) }).click();
  await howItWent(desk).waitFor();
  await frame.getByRole('button', { name: 'Angry, or shouting' }).click();
  await look(desk, 'call');
  await desk.open(`/complaints/${id}`);
  await frame.getByText('Call the customer', { exact: false }).first().waitFor();

  await desk.open(`/complaints/${id}/call`);
  await howItWent(desk).getByText('Reached', { exact: true }).click();
  await howItWent(desk).getByText('This is a promise, with a day').click();
  await howItWent(desk).getByRole('textbox', { name: 'Note for colleagues' }).fill('She was kind.');
  await howItWent(desk).getByRole('button', { name: 'Save the call' }).click();
  const agreed = howItWent(desk).getByRole('textbox', { name: 'What was agreed' });
  const day = howItWent(desk).getByLabel('By', { exact: true });
  await eventually(() => complaintAbout(day)).toContain('Choose a day.');
  await look(desk, 'call-mistake');
  await day.fill('2099-12-01');
  await howItWent(desk).getByRole('button', { name: 'Save the call' }).click();
  await eventually(() => complaintAbout(agreed)).toContain('Write what was agreed.');
  await agreed.fill('A new mug by Tuesday');
  await howItWent(desk).getByRole('button', { name: 'Save the call' }).click();
  await frame.getByTestId('calls-before').getByText('Agreed: A new mug by Tuesday').waitFor();
  await frame.getByText('Nobody waits for a call about this complaint.').waitFor();

  await desk.open(`/complaints/${id}`);
  await frame.getByText('Decide what to give').first().waitFor();
  await frame.getByTestId('story-called').getByText('She was kind.').waitFor();
  await frame.getByTestId('story-promise_made').getByText('A new mug by Tuesday').waitFor();
  await desk.open('');
  await frame.getByTestId('needs-me').waitFor();
  expect(await waiting(desk).count()).toBe(0);
  await desk.open('/calls');
  await frame.getByText('Nobody is waiting for a call').waitFor();
  await look(desk, 'calls-none');
});

test('nobody answers three times: two later tries are proposed, then a text in the customer’s language goes out', async () => {
  const { id } = await aComplaint();
  await amends.app.sql(`UPDATE complaints SET language = 'pl' WHERE id = $1`, [id]);
  const desk = await amends.sitDown({ at: `/complaints/${id}/call` });
  const { frame } = desk;
  await plan(desk);
  await frame
    .getByTestId('script')
    .getByText(/^Dzień dobry, z tej strony Anna Kowalska/)
    .waitFor();
  for (const tries of [1, 2]) {
    await howItWent(desk).getByText('Nobody answered', { exact: true }).click();
    const next = await howItWent(desk).getByRole('combobox', { name: 'Next try' }).inputValue();
    await howItWent(desk).getByRole('button', { name: 'Save the call' }).click();
    await eventually(() => frame.getByTestId('calls-before').getByText('We called them: nobody answered').count()).toBe(
      tries,
    );
    const [row] = await amends.app.sql('SELECT tries, slot_from FROM callbacks WHERE complaint_id = $1', [id]);
    expect(row).toEqual({ tries, slot_from: new Date(next.split('/')[0] ?? '') });
  }
  await went(desk, 'Voicemail');
  const instead = frame.getByRole('region', { name: 'Write to them instead' });
  await instead.getByRole('textbox', { name: 'Message' }).waitFor();
  expect(await instead.getByRole('textbox', { name: 'Message' }).inputValue()).toContain('nie udało się nam połączyć');
  await look(desk, 'call-instead');
  await instead.getByRole('button', { name: 'Send the e-mail' }).click();
  await instead.waitFor({ state: 'hidden' });
  await desk.open(`/complaints/${id}`);
  await frame
    .getByTestId('story-reply')
    .getByText(/Nie udało się nam dodzwonić/)
    .waitFor();
  await frame.getByText('Waiting for customer').first().waitFor();
});

test('a call can be taken on, and taken off the list with why', async () => {
  const { id } = await aComplaint();
  const desk = await amends.sitDown({ user: OLGA_OWNER, at: `/complaints/${id}/call` });
  await plan(desk);
  const whom = desk.frame.getByRole('region', { name: 'Whom and when' });
  await whom.getByText('Anna Kowalska').waitFor();
  await whom.getByRole('button', { name: 'I will call' }).click();
  await whom.getByText('Olga Nováková').waitFor();
  await whom.getByRole('button', { name: 'No call is needed' }).click();
  await whom.getByRole('button', { name: 'Take it off the list' }).click();
  await eventually(() => complaintAbout(whom.getByRole('textbox', { name: 'Why not?' }))).toContain('in a few words');
  await whom.getByRole('textbox', { name: 'Why not?' }).fill('They wrote meanwhile.');
  await whom.getByRole('button', { name: 'Take it off the list' }).click();
  await whom.getByText('Nobody waits for a call about this complaint.').waitFor();
});

test.each([{ scripts: false }, { scripts: true }])(
  'a customer asks on her page to be called (scripts: $scripts): it is in the queue, and gone once the agent has called',
  async ({ scripts }) => {
    const { id, label } = await aComplaint();
    const desk = await amends.sitDown({ at: '/calls' });
    const { frame } = desk;
    const context = await desk.page
      .context()
      .browser()
      ?.newContext({
        ...{ viewport: PHONE, userAgent: USER_AGENT, locale: 'en-GB', javaScriptEnabled: scripts },
      });
    const hers = await context?.newPage();
    if (!context || !hers) throw new Error('no browser');
    await amends.app.sql(`UPDATE complaints SET language = 'en' WHERE id = $1`, [id]);
    await hers.goto(await customerLink(amends.app, { purpose: 'status', complaintId: id }));
    const pictures = process.env['PICTURES'];
    if (pictures) await hers.screenshot({ path: `${pictures}/hers-${String(scripts)}-1.png`, fullPage: true });
    await hers.getByText('Ask for a call').click();
    await hers.getByRole('button', { name: 'Call me' }).click();
    await hers.getByRole('link', { name: /country code/ }).waitFor();
    if (scripts) expect(await seriousProblems({ document: () => hers.mainFrame() })).toEqual([]);
    if (pictures) await hers.screenshot({ path: `${pictures}/hers-${String(scripts)}-2.png`, fullPage: true });
    await hers.getByLabel(/phone/i).fill('+420 601 234 567');
    await hers.getByRole('button', { name: 'Call me' }).click();
    await hers.getByRole('status').getByText('Thank you, we have noted your call.').waitFor();
    await hers.getByText('on the number … 567.').waitFor();
    if (pictures) await hers.screenshot({ path: `${pictures}/hers-${String(scripts)}-3.png`, fullPage: true });
    await hers.locator('#files').setInputFiles({ name: 'crack.png', mimeType: 'image/png', buffer: dot });
    await hers.getByRole('button', { name: 'Send' }).click();
    await hers.getByText('Sent: crack.png').waitFor();
    await context.close();

    await desk.open('');
    await waiting(desk).waitFor();
    await desk.open('/calls');
    await frame.getByRole('link', { name: new RegExp(`about ${label}$`) }).click();
    await frame.getByText('The customer asked for this call.').waitFor();
    await went(desk, 'Reached');
    await frame.getByText('Nobody waits for a call about this complaint.').waitFor();
    await desk.open(`/complaints/${id}`);
    await frame.getByText('Decide what to give').first().waitFor();
    await frame.getByText('crack.png').first().waitFor();
    await desk.open('');
    await frame.getByTestId('needs-me').waitFor();
    expect(await waiting(desk).count()).toBe(0);
  },
);
