import type { FrameLocator } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { inBrowser, type Desk } from '#tests/setup/browser.ts';
import { ANNA_AGENT, HARUKA_OWNER, LUKAS_LEAD, MUG_HOUSE, TOKYO_PAPER } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { complaintForm, eventually, orderSearch, ordersFound, rows } from './screens.ts';

const amends = inBrowser();
/** Three pages of twenty-five. */
const MANY = 60;

beforeAll(async () => {
  const { app } = amends;
  await Promise.all([comesIn(app, ANNA_AGENT, 'agent'), comesIn(app, LUKAS_LEAD, 'lead')]);
  await comesIn(app, HARUKA_OWNER, 'owner', TOKYO_PAPER);
  const customer = { email: 'ottilie.brandauer@example.com', firstName: 'Ottilie', lastName: 'Brandauer' };
  const order = await app.makeOrder({ amount: '20.00', customer });
  await logComplaint(app, order, { reason: 'wrong_item', words: 'A turquoise teapot instead of a mug.' });
  const other = await logComplaint(app, await app.makeOrder({ amount: '20.00' }), { user: LUKAS_LEAD, reason: 'late' });
  await app.sql(
    `INSERT INTO complaints (shop_id, id, number, request_id, order_id, order_name, customer_id, customer_name, customer_email,
       reason, severity, channel, wanted_outcome, words, state, assignee_user_id, next_action, next_action_due_at,
       created_by, created_at, updated_at)
     SELECT shop_id, gen_random_uuid(), number + n, gen_random_uuid(), order_id, order_name, customer_id, customer_name, customer_email,
       'late', severity, channel, wanted_outcome, words, CASE WHEN n % 3 = 0 THEN 'closed' ELSE 'open' END,
       assignee_user_id, next_action, next_action_due_at,
       created_by, created_at - n * interval '1 minute', updated_at
     FROM complaints CROSS JOIN generate_series(1, $2) n WHERE id = $1`,
    [other.id, MANY],
  );
  await app.sql('UPDATE shops SET last_complaint_number = last_complaint_number + $2 WHERE shop_id = $1', [
    MUG_HOUSE,
    MANY,
  ]);
});

const numbersIn = async (frame: FrameLocator): Promise<string[]> =>
  (await rows(frame).getByRole('link').allTextContents()).map((text) => text.trim());

test('views, filters and search stand in the address, and Back brings them back', async () => {
  const desk = await amends.sitDown({ user: LUKAS_LEAD, at: '/complaints' });
  const { page, frame } = desk;
  const views = frame.getByRole('navigation', { name: 'Saved views' });
  await views.getByRole('link', { name: 'Mine' }).click();
  await page.waitForURL(/\/complaints\?(?=.*assignee=me)(?=.*state=open)/);
  await views.locator('[aria-current=page]').getByText('Mine').waitFor();
  await eventually(() => rows(frame).filter({ hasNotText: 'Lukas Meier' }).count()).toBe(0);

  await frame.getByRole('combobox', { name: 'State' }).selectOption('Closed');
  await page.waitForURL(/state=closed/);
  await rows(frame).first().getByText('Closed').waitFor();

  await views.getByRole('link', { name: 'All', exact: true }).click();
  await page.waitForURL(/\/complaints$/);
  await frame.getByRole('combobox', { name: 'Reason' }).selectOption('Wrong item');
  await page.waitForURL(/reason=wrong_item/);
  await eventually(() => rows(frame).count()).toBe(1);

  await page.goBack();
  await page.waitForURL(/\/complaints$/);
  await eventually(() => rows(frame).count()).toBe(25);
  await page.goBack();
  await page.waitForURL(/state=closed/);
  await rows(frame).first().getByText('Closed').waitFor();
  expect(await frame.getByRole('combobox', { name: 'State' }).inputValue()).toBe('closed');
});

test('the search finds by number, order, customer and words as one types, and stands in the address', async () => {
  const [wanted] = await amends.app.sql("SELECT number, order_name FROM complaints WHERE reason = 'wrong_item'");
  const desk = await amends.sitDown({ at: '/complaints' });
  const search = desk.frame.getByRole('searchbox', { name: 'Search complaints' });
  for (const text of [
    `C-${String(wanted?.['number'])}`,
    String(wanted?.['order_name']),
    'ottilie brand',
    'turquoise tea',
  ]) {
    await search.fill(text);
    await desk.page.waitForURL((url) => url.searchParams.get('q') === text);
    await eventually(() => rows(desk.frame).count(), text).toBe(1);
    await rows(desk.frame).getByText('Ottilie Brandauer').waitFor();
    await search.fill('');
    await desk.page.waitForURL((url) => !url.searchParams.has('q'));
    await eventually(() => rows(desk.frame).count()).toBe(25);
  }
});

test('an address with filters opens the same view for whoever is given it', async () => {
  const desk = await amends.sitDown({ user: LUKAS_LEAD, at: '/complaints?assignee=me&state=open' });
  await desk.frame
    .getByRole('navigation', { name: 'Saved views' })
    .locator('[aria-current=page]')
    .getByText('Mine')
    .waitFor();
  await rows(desk.frame).first().getByText('Lukas Meier').waitFor();
});

test('the filter of assignees offers everybody by name and me, and an address with a person shows whose it is', async () => {
  const desk = await amends.sitDown({ at: '/complaints' });
  const { page, frame } = desk;
  const filter = frame.getByRole('combobox', { name: 'Assigned to' });
  expect((await filter.getByRole('option').allTextContents()).slice(0, 4)).toEqual([
    'Assigned to anybody',
    'Me',
    'Anna Kowalska',
    'Lukas Meier',
  ]);
  await filter.selectOption('Lukas Meier');
  await page.waitForURL(new RegExp(`assignee=${String(LUKAS_LEAD)}`));
  await rows(frame).first().getByText('Lukas Meier').waitFor();
  await eventually(() => rows(frame).filter({ hasNotText: 'Lukas Meier' }).count()).toBe(0);
  await desk.open(`/complaints?assignee=${String(LUKAS_LEAD)}`);
  expect(await filter.inputValue()).toBe(String(LUKAS_LEAD));
  // Somebody who is no longer known is nobody's filter by mistake.
  await desk.open('/complaints?assignee=77');
  await frame.getByRole('heading', { name: 'No complaint fits this view' }).waitFor();
  expect(await filter.locator('option:checked').textContent()).toBe('Somebody else');
});

test('Older and Newer lead through all complaints, each shown once', async () => {
  const desk = await amends.sitDown({ at: '/complaints' });
  const { frame } = desk;
  const pages = frame.getByRole('navigation', { name: 'Pages' });
  const first = await numbersIn(frame);
  const seen = [...first];
  for (const expected of [25, MANY + 2 - 50]) {
    const before = seen.at(-1) ?? '';
    await pages.getByRole('link', { name: 'Older' }).click();
    await rows(frame)
      .getByRole('link', { name: new RegExp(`^${before},`) })
      .waitFor({ state: 'detached' });
    await eventually(() => rows(frame).count()).toBe(expected);
    seen.push(...(await numbersIn(frame)));
  }
  expect(await pages.getByRole('link', { name: 'Older' }).count()).toBe(0);
  expect(new Set(seen).size).toBe(MANY + 2);
  expect(seen).toHaveLength(MANY + 2);
  for (const back of [seen.slice(25, 50), first]) {
    await pages.getByRole('link', { name: 'Newer' }).click();
    await eventually(() => numbersIn(frame)).toEqual(back);
  }
  expect(await pages.getByRole('link', { name: 'Newer' }).count()).toBe(0);
});

test('j and k move, Enter opens, c logs a complaint, / searches', async () => {
  const desk = await amends.sitDown({ at: '/complaints' });
  const { page, frame } = desk;
  const links = rows(frame).getByRole('link');
  const focused = (nth: number) =>
    eventually(() => links.nth(nth).evaluate((link) => link === document.activeElement)).toBe(true);
  await frame.getByRole('heading', { level: 1, name: 'Complaints' }).click();
  await page.keyboard.press('j');
  await focused(0);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await focused(2);
  await page.keyboard.press('k');
  await focused(1);
  const [, second] = await numbersIn(frame);
  await page.keyboard.press('Enter');
  await frame.getByRole('heading', { level: 1, name: new RegExp(`^${second ?? ''} `) }).waitFor();

  await page.goBack();
  await rows(frame).first().waitFor();
  await page.keyboard.press('/');
  const search = frame.getByRole('searchbox', { name: 'Search complaints' });
  await page.keyboard.type('c');
  expect(await search.inputValue()).toBe('c');
  await search.blur();
  await page.keyboard.press('c');
  await orderSearch(frame).waitFor();
});

/** Holds the answer to a search until it is let go. `asked` comes with the request, `over` when the page has done with it. */
async function holdSearch(desk: Desk, text: string) {
  const steps = { asked: signal(), letGo: signal(), over: signal() };
  await desk.page.route(
    (url) => url.pathname.endsWith('.data') && url.searchParams.get('q') === text,
    async (route) => {
      steps.asked.give();
      await steps.letGo.given;
      // Nobody may be waiting for it any more.
      await route.continue().catch(() => undefined);
      steps.over.give();
    },
  );
  return steps;
}

function signal(): { given: Promise<void>; give: () => void } {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give: () => give() };
}

test('who opens a case while a search is still on its way stays in the case', async () => {
  const desk = await amends.sitDown({ at: '/complaints' });
  const { page, frame } = desk;
  const search = await holdSearch(desk, 'turquoise');
  await frame.getByRole('searchbox', { name: 'Search complaints' }).fill('turquoise');
  await search.asked.given;
  const [first] = await numbersIn(frame);
  await rows(frame).getByRole('link').first().click();
  const title = frame.getByRole('heading', { level: 1, name: new RegExp(`^${first?.split(',')[0] ?? ''} `) });
  await title.waitFor();
  search.letGo.give();
  await search.over.given;
  // A round trip to the server and back: by then the late answer has had its turn.
  await frame.getByRole('textbox', { name: 'Add a note' }).fill('Still here.');
  await frame.getByRole('button', { name: 'Add note' }).click();
  await frame.getByRole('region', { name: 'Story' }).getByText('Still here.').last().waitFor();
  expect(await title.isVisible()).toBe(true);
  expect(new URL(page.url()).searchParams.has('q')).toBe(false);
});

test('who chooses an order while the next search is still on its way stays in its form', async () => {
  const order = await amends.app.makeOrder({ amount: '21.00' });
  const desk = await amends.sitDown({ at: '/complaints/new' });
  const { frame } = desk;
  const search = await holdSearch(desk, 'brandauer');
  await orderSearch(frame).fill(order.name);
  const found = ordersFound(frame).getByRole('link', { name: order.name });
  await found.waitFor();
  await orderSearch(frame).fill('brandauer');
  await search.asked.given;
  // What was found before is still there to be chosen, also when the page has given up pretending to be quick.
  await ordersFound(frame).locator('xpath=ancestor::*[@aria-busy="true"]').waitFor();
  await found.click();
  const form = complaintForm(desk);
  await form.words.fill('It came in pieces.');
  search.letGo.give();
  await search.over.given;
  await form.log.click();
  await frame.getByText('Choose a reason.').waitFor();
  expect(await form.words.inputValue()).toBe('It came in pieces.');
});

test('a view without complaints says so and leads out of it; a shop without any says how to begin', async () => {
  const desk = await amends.sitDown({ at: '/complaints?q=nothing-of-that-kind' });
  await desk.frame.getByRole('heading', { name: 'Nothing found for “nothing-of-that-kind”' }).waitFor();
  await desk.frame.getByRole('link', { name: 'Show all complaints' }).click();
  await rows(desk.frame).first().waitFor();
  await desk.frame.getByRole('link', { name: 'Overdue' }).click();
  await desk.frame.getByRole('heading', { name: 'Nothing is overdue' }).waitFor();
  await desk.frame.getByRole('combobox', { name: 'Reason' }).selectOption('Wrong item');
  await desk.frame.getByRole('heading', { name: 'No complaint fits this view' }).waitFor();
  const other = await amends.sitDown({ shop: TOKYO_PAPER, user: HARUKA_OWNER, at: '/complaints' });
  await other.frame.getByRole('heading', { name: 'No complaint has been logged yet' }).waitFor();
  expect(await other.frame.getByRole('combobox').count()).toBe(0);
});
