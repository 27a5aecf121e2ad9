import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { inBrowser, PHONE, type Desk } from '#tests/setup/browser.ts';
import { ANNA_AGENT, LUKAS_LEAD, OLGA_OWNER } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint, type ComplaintInput } from './arrange.ts';
import { seriousProblems } from './axe.ts';
import { moveOn, putItRight } from './screens.ts';

const amends = inBrowser();
const pictures = process.env['PICTURES'];
const shoot = async ({ page }: Desk, name: string) => {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
};

async function complaint(scenario: string, input: ComplaintInput = {}) {
  const { app } = amends;
  await comesIn(app, ANNA_AGENT, 'agent');
  await comesIn(app, LUKAS_LEAD, 'lead');
  await comesIn(app, OLGA_OWNER, 'owner');
  return logComplaint(app, await app.makeOrder({ scenario }), {
    reason: 'not_arrived',
    wantedOutcome: 'partial_refund',
    ...input,
  });
}

/** Takes the step that is open, as it is suggested unless `how` is said. */
async function step({ frame }: Desk, title: string, how?: string): Promise<void> {
  const open = frame.getByTestId('playbook').locator('[aria-current=step]').filter({ hasText: title });
  await open.waitFor();
  if (how !== undefined) await open.getByText(how, { exact: true }).click();
  await open.getByRole('button', { name: 'Note this step' }).click();
}

test('where is my order: from the last scan to a remedy, with whose fault it was', async () => {
  const { id } = await complaint('silent-parcel');
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  const playbook = desk.frame.getByTestId('playbook');
  await playbook.getByText('Next: Where is the parcel?').waitFor();
  await playbook.getByRole('button', { name: 'Show the steps' }).click();
  await playbook.getByText(/^Last scan \d+ days ago/).waitFor();
  expect(await playbook.getByRole('radio', { name: 'Nothing new, or late' }).isChecked()).toBe(true);
  await shoot(desk, 'playbook-desk');
  expect(await seriousProblems(desk)).toEqual([]);
  await step(desk, 'Where is the parcel?');
  await step(desk, 'Is the address right?', 'Not needed');
  await playbook.getByText('not needed: it is not marked as delivered').waitFor();
  // A search is waited for: it says until when.
  await step(desk, 'Let the carrier search', 'Search opened: waiting for the carrier');
  await playbook.getByText(/^Waiting until/).waitFor();
  await step(desk, 'Let the carrier search', 'The carrier says it is lost');
  await playbook.getByText('By what we know, the fault lies with: the carrier.').waitFor();
  await playbook.getByText('Suggested: Replacement and refund.').waitFor();
  await shoot(desk, 'playbook-remedy');
  await step(desk, 'Put it right');
  await playbook.getByText('All steps are done.').first().waitFor();
  await desk.frame.getByTestId('story-playbook_step').filter({ hasText: 'the carrier says it is lost' }).waitFor();
  const panel = putItRight(desk);
  await panel.amount.fill('10.00');
  await panel.why.fill('Lost by the carrier.');
  await panel.panel.getByRole('button', { name: /^Refund/ }).click();
  await panel.panel
    .getByText(/given back to/)
    .first()
    .waitFor();
});

test('how the talk is brings a short script and the facts at hand, on a phone too; the text that fits opens as a reply', async () => {
  const { id } = await complaint('delivered');
  const desk = await amends.sitDown({ at: `/complaints/${id}`, viewport: PHONE });
  const playbook = desk.frame.getByTestId('playbook');
  await playbook.getByRole('button', { name: 'Show the steps' }).click();
  await playbook.getByRole('combobox', { name: 'How is the talk?' }).selectOption({ label: 'Feels offended' });
  await playbook.getByText(/^Begin with what happened to them/).waitFor();
  await playbook.getByText(/^Ordered on/).waitFor();
  await playbook.getByText('Nothing was given so far').waitFor();
  await shoot(desk, 'playbook-phone');
  expect(await seriousProblems(desk)).toEqual([]);
  await playbook.getByRole('button', { name: 'Write: Where is my order?' }).click();
  const message = desk.frame.getByTestId('composer').getByRole('textbox', { name: 'Message' });
  await expect.poll(() => message.inputValue(), { timeout: 15_000 }).toMatch(/Mug House/);
});

test('the address is asked for by a link; corrected, both addresses stand beside each other', async () => {
  const { id } = await complaint('silent-parcel');
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  const playbook = desk.frame.getByTestId('playbook');
  await playbook.getByRole('button', { name: 'Show the steps' }).click();
  await step(desk, 'Where is the parcel?');
  await playbook.getByRole('button', { name: 'Ask by e-mail' }).click();
  await playbook.getByText(/^Waiting until/).waitFor();
  await shoot(desk, 'address-asked');
  const [mail] = await amends.app.sql(
    `SELECT text FROM mails WHERE complaint_id = $1 AND dedupe_key LIKE 'message:address:%'`,
    [id],
  );
  const link = /https?:\/\/\S+\/c\/\S+/.exec(JSON.stringify(mail).replaceAll('\\n', ' '))?.[0] ?? '';
  const page = await desk.page.context().newPage();
  await page.setViewportSize(PHONE);
  await page.goto(link);
  if (pictures) await page.screenshot({ path: `${pictures}/address-page.png`, fullPage: true });
  await page.locator('input[name=right][value=no]').check();
  await page.locator('#address1').fill('5 New Street');
  await page.locator('main form button').click();
  await page.locator('#address1').waitFor({ state: 'detached' });
  await page.close();
  await desk.open(`/complaints/${id}`);
  await playbook.getByRole('button', { name: 'Show the steps' }).click();
  await playbook.getByRole('group', { name: 'As the customer writes it' }).getByText('5 New Street').waitFor();
  await desk.frame.getByText('The customer has corrected the address').waitFor();
  await shoot(desk, 'address-both');
});

test('it is refused only on a verdict, with what it rests on; a changed one says why', async () => {
  const { id } = await complaint('delivered', { reason: 'damaged' });
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  const { frame } = desk;
  await moveOn(desk, 'Close as refused…');
  await frame
    .getByTestId('refuse')
    .getByText(/First say whether it is justified/)
    .waitFor();
  await moveOn(desk, 'Verdict…');
  const form = frame.getByTestId('verdict');
  await form.getByRole('button', { name: 'Save verdict' }).click();
  await form.getByText('Write in a few words what it rests on.').waitFor();
  await form.getByText('Justified', { exact: true }).click();
  await form.getByRole('textbox', { name: 'What it rests on' }).fill('The box was open.');
  await shoot(desk, 'verdict');
  expect(await seriousProblems(desk)).toEqual([]);
  await form.getByRole('button', { name: 'Save verdict' }).click();
  await frame.getByTestId('story-verdict_given').getByText('Verdict: justified').waitFor();
  await moveOn(desk, 'Verdict…');
  await form.getByText('Not justified', { exact: true }).click();
  await form.getByRole('textbox', { name: 'What it rests on' }).fill('The photo shows another item.');
  await form.getByRole('button', { name: 'Change verdict' }).click();
  await form.getByText('Write in a few words why it is changed.').waitFor();
  await form.getByRole('textbox', { name: 'Why it is changed' }).fill('A second photo came.');
  await form.getByRole('button', { name: 'Change verdict' }).click();
  await frame.getByText('Verdict: not justified, before: justified').waitFor();
  await moveOn(desk, 'Close as refused…');
  await frame.getByRole('textbox', { name: 'Why it is refused' }).fill('It is not our item.');
  await frame.getByTestId('refuse').getByRole('button', { name: 'Close as refused' }).click();
  await frame.getByText('Waiting for us → Closed, refused').waitFor();
});

test('with the lawyer nothing is given: the panel says who stopped it and why, a form from before is refused, the owner lets it go on', async () => {
  const { id } = await complaint('paid-200', { reason: 'damaged' });
  const before = await amends.sitDown({ at: `/complaints/${id}` });
  const panel = putItRight(before);
  await panel.amount.fill('10.00');
  await panel.why.fill('Broken.');
  const lead = await amends.sitDown({ at: `/complaints/${id}`, user: LUKAS_LEAD });
  await moveOn(lead, 'Pass up…');
  const form = lead.frame.getByTestId('pass-up');
  await form.getByRole('combobox', { name: 'To whom' }).and(lead.frame.locator(':focus')).waitFor();
  await form.getByRole('combobox', { name: 'To whom' }).selectOption('lawyer');
  await form.getByText(/With the lawyer nothing can be given/).waitFor();
  await form.getByRole('textbox', { name: 'Why' }).fill('Her lawyer has written');
  await shoot(lead, 'pass-up');
  expect(await seriousProblems(lead)).toEqual([]);
  await form.getByRole('button', { name: 'Pass to the lawyer and stop giving' }).click();
  const frozen = /^With the lawyer since .* Her lawyer has written\. Nothing can be given/;
  await lead.frame.getByTestId('put-it-right').getByText(frozen).waitFor();
  expect(await lead.frame.getByRole('button', { name: /^Refund/ }).count()).toBe(0);
  await shoot(lead, 'frozen');
  await moveOn(lead, 'Pass up…');
  const coming = lead.page.waitForEvent('download');
  await form.getByRole('button', { name: 'Download the whole file' }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^C-\d+\.html$/);
  expect(await readFile(await file.path(), 'utf8')).toContain('Her lawyer has written');
  await lead.frame.getByTestId('story-file_exported').getByText('The whole file was downloaded').waitFor();
  await shoot(lead, 'file-taken');
  await panel.panel.getByRole('button', { name: /^Refund/ }).click();
  await panel.panel
    .getByText(/This complaint is with the lawyer/)
    .or(panel.panel.getByText(frozen))
    .first()
    .waitFor();
  expect(await amends.app.sql('SELECT id FROM remedies WHERE complaint_id = $1', [id])).toEqual([]);
  const owner = await amends.sitDown({ at: `/complaints/${id}`, user: OLGA_OWNER });
  await moveOn(owner, 'Pass up…');
  await owner.frame.getByTestId('pass-up').getByRole('textbox', { name: 'Your answer' }).fill('Settled.');
  await owner.frame.getByRole('button', { name: 'Let giving go on' }).click();
  await owner.frame.getByText('Back from the lawyer: giving goes on').waitFor();
  await putItRight(owner).amount.waitFor();
});
