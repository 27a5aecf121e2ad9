import { beforeAll, describe, expect, test } from 'vitest';
import { DESK, inBrowser, PHONE, type Desk } from '#tests/setup/browser.ts';
import { ANNA_AGENT, LUKAS_LEAD } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { complaintAbout, putItRight } from './screens.ts';

const amends = inBrowser();

beforeAll(async () => {
  await comesIn(amends.app, ANNA_AGENT, 'agent');
  await comesIn(amends.app, LUKAS_LEAD, 'lead');
});

type At = { viewport?: typeof DESK; user?: number };

/** A complaint on a new order, with one of the other ways chosen. */
async function choose(choice: string, { viewport = DESK, user = ANNA_AGENT }: At = {}) {
  const order = await amends.app.makeOrder({ amount: '40.00' });
  const { id } = await logComplaint(amends.app, order);
  const desk = await amends.sitDown({ at: `/complaints/${id}`, viewport, user });
  const screen = putItRight(desk);
  await screen.more.click();
  await screen.other(choice).click();
  const text = (name: string) => screen.panel.getByRole('textbox', { name });
  return { id, desk, ...screen, text };
}

async function chooseRepair(at?: At) {
  const form = await choose('Repair', at);
  await form.text('Who repairs it').fill('Ceramics Studio');
  await form.text('What it costs the shop').fill('30');
  await form.text('Label for the way there').fill('https://label.example/4711');
  await form.why.fill('The handle can be glued.');
  return form;
}

async function chooseGift(at?: At) {
  const form = await choose('Gift from elsewhere', at);
  await form.text('What they get').fill('A box of tea');
  await form.text('Where it is bought').fill('Tea Shop');
  await form.text('Price').fill('25');
  await form.why.fill('A birthday was spoilt.');
  await form.panel.getByRole('checkbox', { name: 'This address is right' }).check();
  return form;
}

async function chooseSpecial(at?: At) {
  const form = await choose('Something special', { user: LUKAS_LEAD, ...at });
  await form.text('What they get').fill('A tour of the workshop.');
  await form.text('What it costs the shop').fill('0');
  await form.why.fill('They live next door.');
  return form;
}

/** What a person sees of the steps of what was promised. */
function steps({ panel, text }: Pick<Awaited<ReturnType<typeof choose>>, 'panel' | 'text'>) {
  return {
    text,
    list: panel.getByRole('list', { name: /^Steps: / }).getByRole('listitem'),
    press: (name: string) => panel.getByRole('button', { name, exact: true }).click(),
    heading: (name: string | RegExp) => panel.getByRole('heading', { name }).waitFor(),
  };
}

const fits = async ({ document }: Desk) => {
  const [content, screen] = await document().evaluate(() => [
    globalThis.document.documentElement.scrollWidth,
    window.innerWidth,
  ]);
  expect(content).toBeLessThanOrEqual(screen ?? 0);
};

describe.each([
  ['at a desk', DESK],
  ['on a phone', PHONE],
])('%s', (_where, viewport) => {
  test('a repair is promised and gone on with until it is back', async () => {
    const form = await chooseRepair({ viewport });
    const { desk, panel, preview } = form;
    await preview.getByText(/gets 1 × .+ repaired by Ceramics Studio, free, by /).waitFor();
    await panel.getByRole('button', { name: 'Have it repaired for €30.00' }).click();
    const { list, press, heading, text } = steps(form);
    await heading('Repair: waiting for the parcel to reach Ceramics Studio');
    await panel.getByText('Under way').waitFor();
    expect(await panel.getByRole('link', { name: 'https://label.example/4711' }).getAttribute('href')).toBe(
      'https://label.example/4711',
    );
    await fits(desk);
    await press('The partner has it');
    await heading('Repair: Ceramics Studio is working on it');
    await text('What it really cost').fill('30.01');
    await press('It is repaired');
    expect(await complaintAbout(text('What it really cost'))).toContain('At most €30.00 was decided.');
    await text('What it really cost').fill('28.50');
    await press('It is repaired');
    await heading(/^Repaired: to be sent back to /);
    await press('It is sent back');
    expect(await complaintAbout(text('Courier'))).toContain('Enter who brings it.');
    await text('Courier').fill('DPD');
    await text('Parcel number').fill('0123');
    await text('Parcel number').press('Enter');
    await heading(/^Repaired and on its way back to /);
    await fits(desk);
    await press('It has arrived');
    await heading(/^Repaired and back with /);
    expect(await list.allInnerTexts()).toMatchObject([
      expect.stringMatching(/^At the partner\s+Anna Kowalska/),
      expect.stringContaining('€28.50'),
      expect.stringContaining('0123'),
      expect.stringMatching(/^Back with the customer/),
    ]);
    await desk.frame.getByText('Repair: repaired, for €28.50').waitFor();
    await desk.frame.getByText('Resolved', { exact: true }).first().waitFor();
  });

  test('a gift is ordered elsewhere, sent and arrives', async () => {
    const form = await chooseGift({ viewport });
    await form.preview.getByText(/gets A box of tea from Tea Shop as a gift, by /).waitFor();
    await form.panel.getByRole('button', { name: 'Give this gift for €25.00' }).click();
    const { press, heading, text } = steps(form);
    await heading('A box of tea: to be ordered');
    await text('Order or receipt number').fill('T-99');
    await press('It is ordered');
    await heading('A box of tea is ordered');
    await text('Courier').fill('PPL');
    await press('It is sent');
    await heading(/^A box of tea is on its way to /);
    await press('It has arrived');
    await heading(/^A box of tea has reached /);
    await fits(form.desk);
  });

  test('something special is promised by a lead and done', async () => {
    const form = await chooseSpecial({ viewport });
    await form.preview.getByText(/gets: A tour of the workshop\. By /).waitFor();
    await form.preview.getByText('Costs the shop nothing.').waitFor();
    await form.panel.getByRole('button', { name: 'Promise it' }).click();
    const { press, heading, text } = steps(form);
    await heading(/^Something special for .+: to be done$/);
    await text('What was done').fill('They came on Friday.');
    await text('Where it can be seen').fill('The guest book');
    await press('It is done');
    await heading(/^Something special for .+: done$/);
    await form.panel.getByText('The guest book').waitFor();
    await fits(form.desk);
  });
});

test('a repair that cannot be done comes to nothing, and something else can be decided', async () => {
  const form = await chooseRepair();
  await form.panel.getByRole('button', { name: 'Have it repaired for €30.00' }).click();
  const { press, heading, text } = steps(form);
  await heading(/waiting for the parcel/);
  await press('The partner has it');
  await heading(/is working on it/);
  await press('It cannot be repaired');
  await text('Why').fill('The crack goes through.');
  await press('It cannot be repaired');
  await heading('It cannot be repaired');
  await form.desk.frame.getByText('Decide again what to give').first().waitFor();
  await form.panel.getByRole('button', { name: 'Decide again' }).click();
  await form.give.waitFor();
});

test('what nobody has begun is taken back; what somebody has begun says why it cannot be', async () => {
  const form = await chooseGift();
  await form.panel.getByRole('button', { name: 'Give this gift for €25.00' }).click();
  const { press, heading, text } = steps(form);
  await heading('A box of tea: to be ordered');
  const { panel } = form;
  await panel.getByRole('button', { name: /^Take back/ }).click();
  await panel.getByText(/gets no gift\. Only until it is ordered\./).waitFor();
  // A colleague orders it meanwhile.
  const other = await amends.sitDown({ at: `/complaints/${form.id}`, user: LUKAS_LEAD });
  const theirs = steps({ ...form, panel: putItRight(other).panel });
  await putItRight(other).panel.getByRole('textbox', { name: 'Order or receipt number' }).fill('T-1');
  await theirs.press('It is ordered');
  await theirs.heading('A box of tea is ordered');
  await text('Why you take it back').fill('A mistake.');
  await press('Take it back now');
  await panel.getByText('It has begun, so it can no longer be taken back.').waitFor();
  expect(await panel.getByRole('button', { name: /^Take back/ }).count()).toBe(0);

  const second = await chooseRepair();
  await second.panel.getByRole('button', { name: 'Have it repaired for €30.00' }).click();
  await steps(second).heading(/waiting for the parcel/);
  await second.panel.getByRole('button', { name: /^Take back/ }).click();
  await second.text('Why you take it back').fill('A mistake.');
  await steps(second).press('Take it back now');
  await steps(second).heading('Repair by Ceramics Studio: taken back');
});

test('a page that is behind is told what a colleague has done, and goes on from there', async () => {
  const form = await chooseRepair();
  await form.panel.getByRole('button', { name: 'Have it repaired for €30.00' }).click();
  const { press, heading } = steps(form);
  await heading(/waiting for the parcel/);
  const other = await amends.sitDown({ at: `/complaints/${form.id}`, user: LUKAS_LEAD });
  await steps({ ...form, panel: putItRight(other).panel }).press('The partner has it');
  await steps({ ...form, panel: putItRight(other).panel }).heading(/is working on it/);
  await press('The partner has it');
  await form.panel.getByText(/has written down “At the partner” meanwhile/).waitFor();
  await press('It is repaired');
  await heading(/^Repaired: to be sent back/);
});

test('what is under way can still be gone on with after something more was given', async () => {
  const form = await chooseRepair();
  await form.panel.getByRole('button', { name: 'Have it repaired for €30.00' }).click();
  await steps(form).heading(/waiting for the parcel/);
  await form.panel.getByRole('button', { name: 'Give something more' }).click();
  await form.panel.getByRole('radio', { name: 'Code', exact: true }).check();
  await form.panel.getByRole('textbox', { name: /^Amount/ }).fill('5');
  await form.why.fill('And it was late.');
  await form.panel.getByRole('button', { name: 'Give a code for €5.00 off' }).click();
  await steps(form).heading(/^Code given to/);
  await steps(form).press('The partner has it');
  await steps(form).heading(/is working on it/);
});

test('something special is a lead’s to give: an agent hears it before she tries', async () => {
  const form = await chooseSpecial({ user: ANNA_AGENT });
  await form.panel.getByText('Only a lead or the store owner may give this.').first().waitFor();
});
