import { beforeAll, describe, expect, test } from 'vitest';
import { inBrowser } from '#tests/setup/browser.ts';
import { ANNA_AGENT, HARUKA_OWNER, TOKYO_PAPER, TOM_AGENT } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { complaintAbout, complaintForm, orderSearch, putItRight } from './screens.ts';

const amends = inBrowser();

beforeAll(async () => {
  await comesIn(amends.app, ANNA_AGENT, 'agent');
  await comesIn(amends.app, TOM_AGENT, 'none');
  await comesIn(amends.app, HARUKA_OWNER, 'owner', TOKYO_PAPER);
});

describe('an address', () => {
  test('with an unknown order, or another shop’s, says that the order is not here, and offers the search', async () => {
    const foreign = await amends.app.makeOrder({ shop: TOKYO_PAPER });
    const desk = await amends.sitDown({ at: null });
    for (const id of [String(foreign.legacyId), '999999999999', 'abc', '-1', '1e309']) {
      await desk.open(`/complaints/new?order_id=${id}&user=${String(ANNA_AGENT)}`);
      const said = desk.frame.getByRole('alert').filter({ hasText: 'This order is not in your shop' });
      await said.getByText('Search for it by number, name or e-mail').waitFor();
      expect(await orderSearch(desk.frame).isEditable()).toBe(true);
    }
    const text = await desk.document().evaluate(() => document.body.textContent);
    expect(text).not.toContain(foreign.name);
  });

  test('of a complaint of another shop, or of none, says that it is not here', async () => {
    const foreign = await amends.app.makeOrder({ shop: TOKYO_PAPER });
    const logged = await logComplaint(amends.app, foreign, { shop: TOKYO_PAPER, user: HARUKA_OWNER, words: 'Torn.' });
    const desk = await amends.sitDown({ at: null });
    for (const id of [logged.id, '00000000-0000-7000-8000-000000000000', 'C-1001']) {
      await desk.open(`/complaints/${id}?user=${String(ANNA_AGENT)}`);
      await desk.frame.getByRole('heading', { level: 1, name: 'This complaint is not here' }).waitFor();
    }
  });
});

describe('a new complaint', () => {
  test('says beside each field what is missing, and keeps what was typed', async () => {
    const order = await amends.app.makeOrder({ scenario: 'delivered' });
    const desk = await amends.sitDown({ at: `/complaints/new?order_id=${String(order.legacyId)}` });
    const form = complaintForm(desk);
    await form.channel.selectOption('Chat');
    await form.log.click();
    await form.items.getByRole('alert').getByText('Choose at least one item.').waitFor();
    expect(await complaintAbout(form.reason)).toContain('Choose a reason.');
    expect(await complaintAbout(form.words)).toContain('Write down what the customer said, in a few words.');
    expect(await complaintAbout(form.wanted)).toContain('Choose what they want.');

    await form.words.fill('  \n ');
    await form.reason.selectOption('Wrong item');
    await form.log.click();
    expect(await complaintAbout(form.words)).toContain('Write down what the customer said');
    await form.words.fill('They sent me a "plate" & not <b>a mug</b>.');
    await form.wanted.selectOption('A new one');
    await form.log.click();
    await form.items.getByRole('alert').getByText('Choose at least one item.').waitFor();
    expect(await form.words.inputValue()).toBe('They sent me a "plate" & not <b>a mug</b>.');
    expect(await form.reason.inputValue()).toBe('wrong_item');
    expect(await form.channel.inputValue()).toBe('chat');

    await form.line(order.lineItems[1]?.title ?? '').check();
    await form.log.click();
    await desk.frame.getByRole('heading', { level: 1, name: /Wrong item/ }).waitFor();
    await desk.frame.getByText('“They sent me a "plate" & not <b>a mug</b>.”').waitFor();
  });

  test('keeps what was typed while Amends cannot be reached, and is logged once by the next try', async () => {
    const order = await amends.app.makeOrder({ amount: '12.00' });
    const desk = await amends.sitDown({ at: `/complaints/new?order_id=${String(order.legacyId)}` });
    const form = complaintForm(desk);
    await form.reason.selectOption('Arrived late');
    await form.words.fill('Three weeks!');
    await form.wanted.selectOption('An apology');
    await desk.page.route('**/*.data*', (route) => desk.cutOff(route));
    await form.log.click();
    await desk.frame.getByRole('alert').getByText('We could not reach Amends').waitFor();
    expect(await form.words.inputValue()).toBe('Three weeks!');
    await desk.page.unroute('**/*.data*');
    await form.log.click();
    await desk.frame.getByRole('heading', { level: 1, name: /Arrived late/ }).waitFor();
    expect(await amends.app.sql('SELECT 1 FROM complaints WHERE order_name = $1', [order.name])).toHaveLength(1);
  });

  test('on items of an earlier complaint points to that one', async () => {
    const order = await amends.app.makeOrder({ amount: '13.00' });
    const { label } = await logComplaint(amends.app, order);
    const desk = await amends.sitDown({ at: `/complaints/new?order_id=${String(order.legacyId)}` });
    await desk.frame.getByText('The same items are in another complaint').waitFor();
    await desk.frame.getByRole('link', { name: `Open ${label} instead` }).click();
    await desk.frame.getByRole('heading', { level: 1, name: new RegExp(`^${label} `) }).waitFor();
  });
});

describe('a refund', () => {
  test('of an amount that cannot be read says so beside the field, keeps it, and gives nothing', async () => {
    const order = await amends.app.makeOrder({ amount: '30.00' });
    const { id } = await logComplaint(amends.app, order, { wantedOutcome: 'partial_refund' });
    const desk = await amends.sitDown({ at: `/complaints/${id}` });
    const panel = putItRight(desk);
    await panel.why.fill('Scratched.');
    const wrong: [typed: string, said: string][] = [
      ['1,00', 'Is the comma a decimal point? Please write it as a point, like 12.50.'],
      ['-1', 'An amount cannot be below zero. Write it without the minus, like 12.50.'],
      ['1e309', 'Enter digits only, like 12.50.'],
      ['0', 'Enter more than zero.'],
      ['1.005', 'EUR has no such small coins. Write it like 12.50.'],
      ['NaN', 'Enter digits only, like 12.50.'],
      ['9999999999999999', 'That is more than any order. Please check the digits.'],
      ['30.01', 'At most €30.00 can still be refunded on this order.'],
    ];
    for (const [typed, said] of wrong) {
      await panel.amount.fill(typed);
      await panel.panel.getByText(said).waitFor();
      expect(await complaintAbout(panel.amount), typed).toContain(said);
      expect(await panel.amount.inputValue()).toBe(typed);
      expect(await panel.give.isDisabled(), typed).toBe(true);
      await panel.why.press('Control+Enter');
    }
    expect(await panel.why.inputValue()).toBe('Scratched.');
    expect((await amends.app.orderNow(order)).refunds).toEqual([]);
    await panel.amount.fill('30.00');
    await panel.panel.getByRole('button', { name: 'Refund €30.00' }).click();
    await panel.panel.getByRole('heading', { name: /^€30\.00 given back/ }).waitFor();
  });

  test('of more shipping than was paid says how much is left', async () => {
    const order = await amends.app.makeOrder({ amount: '20.00', shipping: '4.90' });
    const { id } = await logComplaint(amends.app, order);
    const desk = await amends.sitDown({ at: `/complaints/${id}` });
    const panel = putItRight(desk);
    await panel.shipping.fill('5.00');
    expect(await complaintAbout(panel.shipping)).toContain('At most €4.90 of shipping can still be refunded.');
    await panel.shipping.fill('4.90');
    await panel.preview.getByText(/gets €24\.90 back/).waitFor();
  });

  test('above the agent’s limit is not given, and the numbers stand beside the button', async () => {
    const order = await amends.app.makeOrder({ scenario: 'paid-200' });
    const { id } = await logComplaint(amends.app, order, { wantedOutcome: 'partial_refund' });
    const desk = await amends.sitDown({ at: `/complaints/${id}` });
    const panel = putItRight(desk);
    await panel.preview.getByText('Up to €50.00 per case for agents. €0.00 given, €50.00 left.').waitFor();
    await panel.why.fill('Half of it is broken.');
    await panel.amount.fill('38.50');
    await panel.panel.getByRole('button', { name: 'Refund €38.50' }).click();
    await panel.panel.getByRole('heading', { name: /^€38\.50 given back/ }).waitFor();
    await panel.panel.getByRole('button', { name: 'Give something more' }).click();
    await panel.byAmount.check();
    await panel.amount.fill('11.51');
    await panel.why.fill('And the rest.');
    await panel.preview.getByText('Up to €50.00 per case for agents. €38.50 given, €11.50 left.').waitFor();
    await panel.panel.getByRole('button', { name: 'Send for approval' }).waitFor();
    await panel.amount.fill('11.50');
    await panel.panel.getByRole('button', { name: 'Refund €11.50' }).click();
    await panel.panel.getByRole('heading', { name: /^€11\.50 given back/ }).waitFor();
    const { refunds } = await amends.app.orderNow(order);
    expect(refunds.map((refund) => refund.total.amount).sort()).toEqual(['11.5', '38.5']);
  });

  test('without a reason is not given, and the button says what is missing', async () => {
    const order = await amends.app.makeOrder({ amount: '16.00' });
    const { id } = await logComplaint(amends.app, order);
    const desk = await amends.sitDown({ at: `/complaints/${id}` });
    const panel = putItRight(desk);
    await panel.panel.getByText('Say why you give it.').waitFor();
    expect(await panel.give.isDisabled()).toBe(true);
    await panel.why.fill('   ');
    await panel.why.press('Control+Enter');
    await panel.line(order.lineItems[0]?.title ?? '').uncheck();
    await panel.panel.getByText('Choose what to refund.').waitFor();
    expect((await amends.app.orderNow(order)).refunds).toEqual([]);
  });

  test('on a complaint that a colleague has closed meanwhile is not given; reopened, it can be', async () => {
    const order = await amends.app.makeOrder({ amount: '17.00' });
    const { id } = await logComplaint(amends.app, order);
    const desk = await amends.sitDown({ at: `/complaints/${id}` });
    const panel = putItRight(desk);
    await panel.why.fill('Broken.');
    await panel.panel.getByRole('button', { name: 'Refund €17.00' }).waitFor();

    const colleague = await amends.sitDown({ at: `/complaints/${id}` });
    await colleague.frame.getByRole('button', { name: 'Move on' }).click();
    await colleague.frame.getByRole('button', { name: 'Close', exact: true }).click();
    await colleague.frame.getByText('Nothing can be given on a closed complaint.').waitFor();

    await panel.give.click();
    await panel.panel.getByText('This complaint is closed').first().waitFor();
    expect((await amends.app.orderNow(order)).refunds).toEqual([]);
    await panel.panel.getByRole('button', { name: 'Reopen' }).click();
    await panel.why.fill('Broken.');
    await panel.panel.getByRole('button', { name: 'Refund €17.00' }).click();
    await panel.panel.getByRole('heading', { name: /^€17\.00 given back/ }).waitFor();
  });

  test('on an order with an open chargeback is not given, and both the panel and the warning say why', async () => {
    const order = await amends.app.makeOrder({ scenario: 'chargeback' });
    const { id } = await logComplaint(amends.app, order);
    const desk = await amends.sitDown({ at: `/complaints/${id}` });
    const panel = putItRight(desk);
    await panel.preview.getByText(/open chargeback on this order.*could be given twice/).waitFor();
    await desk.frame
      .getByRole('region', { name: 'Watch out' })
      .getByText(/has opened a chargeback/)
      .waitFor();
    await panel.why.fill('Asked for it.');
    expect(await panel.give.isDisabled()).toBe(true);
    expect((await amends.app.orderNow(order)).refunds).toEqual([]);
  });

  test('by somebody without a role is not offered, and she is told whom to ask', async () => {
    const order = await amends.app.makeOrder({ amount: '19.00' });
    const { id } = await logComplaint(amends.app, order);
    const desk = await amends.sitDown({ at: `/complaints/${id}`, user: TOM_AGENT });
    const panel = putItRight(desk);
    await panel.panel.getByText(/Ask the store owner to choose a role for you in Settings/).waitFor();
    expect(await panel.give.count()).toBe(0);
  });
});
