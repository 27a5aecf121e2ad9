import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { DESK, inBrowser, PHONE, type Desk, type Who } from '#tests/setup/browser.ts';
import { ANNA_AGENT, HARUKA_OWNER, OLGA_OWNER, TOKYO_PAPER } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { seriousProblems } from './axe.ts';
import { complaintForm, eventually, fact, orderSearch, ordersFound, printed, putItRight, rows } from './screens.ts';

const amends = inBrowser();

/** What the screens are about; made once, changed by no test. */
let order: Awaited<ReturnType<typeof amends.app.makeOrder>>;
let open: string;
let settled: string;
let bundled: string;
let repairing: string;
let waiting: string;
/** A complaint that waits for approval, and what it waits for. */
let asking: string;
let asked: string;

beforeAll(async () => {
  const { app } = amends;
  await comesIn(app, ANNA_AGENT, 'agent');
  await comesIn(app, OLGA_OWNER, 'owner');
  await comesIn(app, HARUKA_OWNER, 'owner', TOKYO_PAPER);
  order = await app.makeOrder({ scenario: 'partly-shipped' });
  open = (
    await logComplaint(app, order, {
      severity: 'high',
      words: 'Half of it is missing, and the rest is broken. '.repeat(8),
    })
  ).id;
  const other = await app.makeOrder({ scenario: 'silent-parcel', amount: '30.00' });
  settled = (await logComplaint(app, other)).id;
  const desk = await amends.sitDown({ at: `/complaints/${settled}` });
  const panel = putItRight(desk);
  await panel.why.fill('Lost.');
  await panel.give.click();
  await panel.panel.getByRole('heading', { name: /given back to/ }).waitFor();
  await desk.page.close();
  const unsent = await app.makeOrder({ scenario: 'unfulfilled', amount: '30.00' });
  waiting = (await logComplaint(app, unsent, { reason: 'cancel_order' })).id;
  bundled = (await logComplaint(app, await app.makeOrder({ amount: '20.00' }))).id;
  const another = await amends.sitDown({ at: `/complaints/${bundled}` });
  await chooseTwo(another);
  await putItRight(another).give.click();
  await putItRight(another)
    .given.getByText(/^SORRY-/)
    .waitFor();
  await another.page.close();
  repairing = (await logComplaint(app, await app.makeOrder({ amount: '20.00' }))).id;
  const repair = await amends.sitDown({ at: `/complaints/${repairing}` });
  await chooseOther(repair, 'Repair', { 'Who repairs it': 'Ceramics Studio', 'What it costs the shop': '9' });
  await putItRight(repair).why.fill('The handle.');
  await putItRight(repair).give.click();
  await putItRight(repair).panel.getByRole('button', { name: 'The partner has it' }).click();
  await putItRight(repair).panel.getByRole('button', { name: 'It is repaired' }).waitFor();
  await repair.page.close();
  asking = (await logComplaint(app, await app.makeOrder({ amount: '80.00' }))).id;
  const over = await amends.sitDown({ at: `/complaints/${asking}` });
  await putItRight(over).why.fill('All of it.');
  await putItRight(over).panel.getByRole('button', { name: 'Send for approval' }).click();
  const link = putItRight(over).panel.getByRole('link', { name: 'Look at it' });
  asked = ((await link.getAttribute('href')) ?? '').split('/').at(-1) ?? '';
  await over.page.close();
});

/** One of the other ways, with its texts filled in. */
async function chooseOther(desk: Desk, choice: string, texts: Record<string, string>): Promise<void> {
  const { more, other, panel } = putItRight(desk);
  await more.click();
  await other(choice).click();
  for (const [name, text] of Object.entries(texts)) await panel.getByRole('textbox', { name }).fill(text);
}

/** A refund and a code, ready to be given. */
async function chooseTwo(desk: Desk): Promise<void> {
  const panel = putItRight(desk);
  await panel.another.click();
  await panel.kind('Code').check();
  await panel.card('2. Code').getByRole('textbox', { name: 'Amount' }).fill('5');
  await panel.why.fill('Late.');
  await panel.preview.getByText('2 remedies in one decision.').waitFor();
}

type Screen = {
  name: string;
  who: () => Who;
  /** Until what matters stands there; answers the screen's main control. */
  ready: (desk: Desk) => Promise<ReturnType<Desk['frame']['locator']>>;
  /** Brings back what a page of another size may have closed. */
  again?: (desk: Desk) => Promise<void>;
  refusals?: RegExp;
};

const logLink = ({ frame }: Desk) => frame.getByRole('link', { name: 'Log a complaint' }).first();

const screens: Screen[] = [
  {
    name: 'Home',
    who: () => ({}),
    ready: async (desk) => {
      await desk.frame.getByRole('region', { name: 'What you gave this week' }).waitFor();
      return logLink(desk);
    },
  },
  {
    name: 'Home on the first day',
    who: () => ({ shop: TOKYO_PAPER, user: HARUKA_OWNER }),
    ready: async (desk) => {
      await desk.frame.getByRole('region', { name: 'Your first complaint' }).waitFor();
      return desk.frame.getByRole('link', { name: 'Log a first complaint' });
    },
  },
  {
    name: 'Complaints',
    who: () => ({ at: '/complaints' }),
    ready: async (desk) => {
      await rows(desk.frame).first().waitFor();
      return logLink(desk);
    },
  },
  {
    name: 'Complaints, none found',
    who: () => ({ at: '/complaints?q=none-of-that-kind' }),
    ready: (desk) => Promise.resolve(desk.frame.getByRole('link', { name: 'Show all complaints' })),
  },
  {
    name: 'New complaint, the search',
    who: () => ({ at: '/complaints/new' }),
    ready: async ({ frame }) => {
      await eventually(() => orderSearch(frame).evaluate((field) => field === document.activeElement)).toBe(true);
      await orderSearch(frame).fill(order.name);
      return ordersFound(frame).getByRole('link', { name: order.name });
    },
  },
  {
    name: 'New complaint, the form with mistakes in it',
    who: () => ({ at: `/complaints/new?order_id=${String(order.legacyId)}` }),
    ready: async (desk) => {
      await complaintForm(desk).log.click();
      await desk.frame.getByText('Choose a reason.').waitFor();
      return complaintForm(desk).log;
    },
    refusals: /^400 \/app\/complaints\/new\.data$/,
  },
  {
    name: 'Complaint, before a refund',
    who: () => ({ at: `/complaints/${open}` }),
    ready: async (desk) => {
      const panel = putItRight(desk);
      await panel.why.fill('Broken.');
      await panel.preview.getByText(/gets .* back/).waitFor();
      return panel.give;
    },
  },
  {
    name: 'Complaint, two remedies being chosen',
    who: () => ({ at: `/complaints/${open}` }),
    ready: async (desk) => {
      await chooseTwo(desk);
      return putItRight(desk).give;
    },
  },
  {
    name: 'Complaint, other ways to put it right',
    who: () => ({ at: `/complaints/${open}` }),
    ready: async (desk) => {
      await putItRight(desk).more.click();
      return putItRight(desk).other('VIP price');
    },
    // A menu closes when what it hangs on is scrolled away, as by a page that grows, and not at once: so it is opened anew.
    again: async (desk) => {
      const price = putItRight(desk).other('VIP price');
      if (await price.isVisible()) await desk.page.keyboard.press('Escape');
      await price.waitFor({ state: 'hidden' });
      await putItRight(desk).more.click();
    },
  },
  {
    name: 'Complaint, a return being chosen',
    who: () => ({ at: `/complaints/${open}` }),
    ready: async (desk) => {
      const { more, other, panel, why, preview, give } = putItRight(desk);
      await more.click();
      await other('Return').click();
      await panel.getByText('With a label from you').click();
      await panel.getByRole('textbox', { name: 'Tracking number' }).fill('RET-1');
      await why.fill('The wrong one.');
      await preview.getByText(/with the label that you have entered/).waitFor();
      return give;
    },
  },
  {
    name: 'Complaint, an order about to be cancelled',
    who: () => ({ at: `/complaints/${waiting}` }),
    ready: async (desk) => {
      const { panel, why, preview, give } = putItRight(desk);
      await panel.getByRole('combobox', { name: 'Why do they want to cancel?' }).selectOption('late');
      await why.fill('Nothing helped.');
      await preview.getByText(/is cancelled, and .* gets .* back/).waitFor();
      return give;
    },
  },
  {
    name: 'Complaint, two remedies given and one about to be taken back',
    who: () => ({ at: `/complaints/${bundled}` }),
    ready: async (desk) => {
      await putItRight(desk)
        .panel.getByRole('button', { name: /^Take back/ })
        .click();
      return putItRight(desk).panel.getByRole('button', { name: 'Take it back now' });
    },
  },
  {
    name: 'Complaint, a gift from elsewhere being chosen',
    who: () => ({ at: `/complaints/${open}` }),
    ready: async (desk) => {
      const texts = { 'What they get': 'Tea', 'Where it is bought': 'Tea Shop', Price: '5' };
      await chooseOther(desk, 'Gift from elsewhere', texts);
      return putItRight(desk).panel.getByRole('checkbox', { name: 'This address is right' });
    },
  },
  {
    name: 'Complaint, something special being chosen',
    who: () => ({ at: `/complaints/${open}` }),
    ready: async (desk) => {
      await chooseOther(desk, 'Something special', { 'What they get': 'A tour.', 'What it costs the shop': '0' });
      return putItRight(desk).panel.getByRole('textbox', { name: 'What they get' });
    },
  },
  {
    name: 'Complaint, a repair under way that cost too much',
    who: () => ({ at: `/complaints/${repairing}` }),
    ready: async (desk) => {
      const { panel } = putItRight(desk);
      await panel.getByRole('textbox', { name: 'What it really cost' }).fill('9.01');
      await panel.getByRole('button', { name: 'It is repaired' }).click();
      await panel.getByText('At most €9.00 was decided.').waitFor();
      return panel.getByRole('button', { name: 'It is repaired' });
    },
    refusals: /^422 .*\/step\.data$/,
  },
  {
    name: 'Complaint, refunded',
    who: () => ({ at: `/complaints/${settled}` }),
    ready: (desk) => Promise.resolve(putItRight(desk).panel.getByRole('button', { name: 'Give something more' })),
  },
  {
    name: 'Settings',
    who: () => ({ user: OLGA_OWNER, at: '/settings' }),
    ready: (desk) => Promise.resolve(desk.frame.getByRole('link', { name: /^Limits/ })),
  },
  {
    name: 'Limits, all of them, with a mistake',
    who: () => ({ user: OLGA_OWNER, at: '/settings/limits' }),
    ready: async (desk) => {
      const { frame, page } = desk;
      const limit = frame
        .getByRole('group', { name: 'Per case', exact: true })
        .getByRole('textbox', { name: 'Agents' });
      await frame.getByRole('button', { name: 'Show more limits' }).click();
      await frame.getByRole('checkbox', { name: 'Agents: every kind' }).uncheck();
      await frame.getByRole('region', { name: 'Limits of one person' }).getByRole('button', { name: 'Add' }).click();
      await limit.fill('1,00');
      await page.getByRole('button', { name: 'Save' }).click();
      await frame.getByText(/^Is the comma a decimal point/).waitFor();
      return limit;
    },
    refusals: /^400 \/app\/settings\/limits\.data$/,
  },
  {
    name: 'Limits of an agent',
    who: () => ({ at: '/settings/limits' }),
    ready: (desk) => Promise.resolve(desk.frame.getByText('Only an owner can change these rules.')),
  },
  {
    name: 'People, one about to be away',
    who: () => ({ user: OLGA_OWNER, at: '/settings/people' }),
    ready: async ({ frame }) => {
      await frame.getByRole('button', { name: 'Anna Kowalska is away…' }).click();
      return frame.getByRole('combobox', { name: 'Stands in meanwhile' });
    },
  },
  {
    name: 'Hours and answer times, with a mistake',
    who: () => ({ user: OLGA_OWNER, at: '/settings/hours' }),
    ready: async ({ frame, page }) => {
      const high = frame.getByRole('region', { name: 'First answer' }).getByRole('textbox', { name: 'High' });
      await high.fill('soon');
      await page.getByRole('button', { name: 'Save' }).click();
      await frame.getByText(/^Write a whole number of hours/).waitFor();
      return high;
    },
    refusals: /^400 \/app\/settings\/hours\.data$/,
  },
  {
    name: 'Budgets, one about to be set',
    who: () => ({ user: OLGA_OWNER, at: '/settings/budgets' }),
    ready: async ({ frame }) => {
      await frame.getByRole('checkbox', { name: 'No limit for per month', exact: true }).uncheck();
      await frame.getByRole('textbox', { name: 'Per month EUR' }).fill('1000');
      await frame.getByText(/^The whole shop may give up to/).waitFor();
      return frame.getByRole('button', { name: 'Stop all giving…' });
    },
  },
  {
    name: 'Other tools, none yet and one without a name',
    who: () => ({ user: OLGA_OWNER, at: '/settings/tools' }),
    ready: async ({ frame }) => {
      await frame.getByRole('button', { name: 'Make a key' }).click();
      await frame.getByText('Write which tool it is for.').waitFor();
      return frame.getByRole('textbox', { name: 'Which tool is it for?' });
    },
    refusals: /^400 \/app\/settings\/tools\.data$/,
  },
  {
    name: 'History of the settings',
    who: () => ({ user: OLGA_OWNER, at: '/settings/history' }),
    ready: ({ frame }) => Promise.resolve(frame.getByText('Rules of the first day')),
  },
  {
    name: 'Message texts',
    who: () => ({ user: OLGA_OWNER, at: '/settings/texts' }),
    ready: ({ frame }) => Promise.resolve(frame.getByText('Reads well: nothing in it stands out.')),
  },
  {
    name: 'Asking back',
    who: () => ({ user: OLGA_OWNER, at: '/settings/ask-back' }),
    ready: ({ frame }) => Promise.resolve(frame.getByRole('textbox', { name: 'Where customers write reviews' })),
  },
  {
    name: 'Differences, none',
    who: () => ({ user: OLGA_OWNER, at: '/differences' }),
    ready: async ({ frame }) => {
      await frame.getByRole('heading', { name: 'No differences' }).waitFor();
      return frame.getByRole('link', { name: 'Resolved' });
    },
  },
  {
    name: 'Approvals',
    who: () => ({ user: OLGA_OWNER, at: '/approvals' }),
    ready: (desk) => Promise.resolve(desk.frame.getByRole('link', { name: /^Anna Kowalska asks for: refund of/ })),
  },
  {
    name: 'An approval, about to be answered',
    who: () => ({ user: OLGA_OWNER, at: `/approvals/${asked}` }),
    ready: async ({ frame }) => {
      await frame.getByRole('button', { name: 'Approve less…' }).click();
      return frame.getByRole('button', { name: 'Approve this amount' });
    },
  },
  {
    name: 'Complaint, waiting for approval',
    who: () => ({ at: `/complaints/${asking}` }),
    ready: (desk) => Promise.resolve(putItRight(desk).panel.getByRole('link', { name: 'Look at it' })),
  },
  {
    name: 'A complaint that is not there',
    who: () => ({ at: '/complaints/none' }),
    ready: (desk) => Promise.resolve(desk.frame.getByRole('heading', { level: 1, name: 'This complaint is not here' })),
    refusals: /^404 /,
  },
  {
    name: 'An address that is none',
    who: () => ({ at: '/nowhere' }),
    ready: (desk) => Promise.resolve(desk.frame.getByRole('heading', { level: 1 })),
    refusals: /^404 /,
  },
];

const widths = ({ document }: Desk) =>
  document().evaluate(() => [globalThis.document.documentElement.scrollWidth, window.innerWidth] as const);

test.each(screens)(
  '$name: on a phone and on a desk its main control is in reach, nothing scrolls sideways, axe finds nothing serious',
  async ({ who, ready, again, refusals }) => {
    const desk = await amends.sitDown({ ...who(), viewport: PHONE });
    const main = await ready(desk);
    for (const viewport of [PHONE, DESK]) {
      await desk.page.setViewportSize(viewport);
      await again?.(desk);
      const [content, screen] = await widths(desk);
      expect(content).toBeLessThanOrEqual(screen);
      expect(await seriousProblems(desk)).toEqual([]);
      // Scrolls there and checks that nothing covers it, without pressing.
      await main.click({ trial: true });
    }
    expect(desk.refusals.filter((refusal) => refusals?.test(refusal) !== true)).toEqual([]);
  },
);

test('on a phone, what stands beside the complaint is folded and comes out', async () => {
  const desk = await amends.sitDown({ at: `/complaints/${open}`, viewport: PHONE });
  const card = desk.frame.getByRole('region', { name: `Order ${order.name}` });
  expect(await card.isVisible()).toBe(false);
  await desk.frame.getByRole('button', { name: 'Order, parcel and customer' }).click();
  await card.waitFor();
  const [content, screen] = await widths(desk);
  expect(content).toBeLessThanOrEqual(screen);
  expect(await seriousProblems(desk)).toEqual([]);
});

test('on a phone, what must not be overlooked stands before the panel, folded or not', async () => {
  const { id } = await logComplaint(amends.app, await amends.app.makeOrder({ scenario: 'chargeback' }));
  const { frame } = await amends.sitDown({ at: `/complaints/${id}`, viewport: PHONE });
  const warning = frame.getByRole('region', { name: 'Watch out' });
  await warning.getByText(/has opened a chargeback/).waitFor();
  const top = async (region: typeof warning) => (await region.boundingBox())?.y ?? Number.NaN;
  expect(await top(warning)).toBeLessThan(await top(frame.getByRole('region', { name: 'Put it right' })));
});

test('the page of a complaint loads at most 170 kB of scripts and 60 kB of styles, compressed', async () => {
  const desk = await amends.sitDown({ at: null, profile: 'fresh' });
  const loaded: Promise<{ kind: string; bytes: number }>[] = [];
  desk.page.on('response', (response) => {
    const kind = response.request().resourceType();
    if (!response.url().startsWith(amends.app.url) || !['script', 'stylesheet'].includes(kind)) return;
    loaded.push(response.body().then((body) => ({ kind, bytes: gzipSync(body).length })));
  });
  await desk.open(`/complaints/${open}`);
  await putItRight(desk)
    .preview.getByText(/gets .* back/)
    .waitFor();
  const files = await Promise.all(loaded);
  const kiloBytes = (kind: string) =>
    Math.ceil(files.filter((file) => file.kind === kind).reduce((sum, { bytes }) => sum + bytes, 0) / 1000);
  console.log(`complaint page: ${kiloBytes('script')} kB of scripts, ${kiloBytes('stylesheet')} kB of styles`);
  expect(kiloBytes('script')).toBeGreaterThan(50);
  expect(kiloBytes('stylesheet')).toBeGreaterThan(5);
  expect(kiloBytes('script')).toBeLessThanOrEqual(170);
  expect(kiloBytes('stylesheet')).toBeLessThanOrEqual(60);
});

test('Home, the list and a complaint are shown without asking Shopify', async () => {
  const desk = await amends.sitDown();
  await amends.app.control('webhooks/idle', {});
  const before = (await amends.app.requests()).length;
  for (const [address, heading] of [
    ['', 'Home'],
    ['/complaints', 'Complaints'],
    [`/complaints/${settled}`, /^C-/],
  ] as const) {
    await desk.open(address);
    await desk.frame.getByRole('heading', { level: 1, name: heading }).waitFor();
  }
  expect((await amends.app.requests()).slice(before)).toEqual([]);
});

test('yen are shown without decimals, and a fraction of one is turned away', async () => {
  const who = { shop: TOKYO_PAPER, user: HARUKA_OWNER };
  const yen = await amends.app.makeOrder({ shop: TOKYO_PAPER, amount: '12000' });
  const { id } = await logComplaint(amends.app, yen, { ...who, wantedOutcome: 'partial_refund' });
  const desk = await amends.sitDown({ ...who, at: `/complaints/${id}` });
  const panel = putItRight(desk);
  await fact(desk.frame.getByRole('region', { name: `Order ${yen.name}` }), 'Paid', '¥12,000').waitFor();
  await panel.amount.fill('10.50');
  await panel.panel.getByText('JPY has no such small coins. Write it like 1250.').waitFor();
  await panel.amount.fill('1250');
  await panel.why.fill('Torn.');
  await panel.panel.getByRole('button', { name: 'Refund ¥1,250' }).click();
  await panel.panel.getByRole('heading', { name: /^¥1,250 given back to/ }).waitFor();
  const { refunds } = await amends.app.orderNow(yen);
  expect(refunds.map(({ total }) => total)).toMatchObject([{ amount: '1250.0', currency: 'JPY' }]);
});

test('an order paid in złoty shows złoty first and euros in brackets, and is refunded in złoty', async () => {
  const zloty = await amends.app.makeOrder({ scenario: 'multi-currency', amount: '120.00', currency: 'PLN' });
  const { id } = await logComplaint(amends.app, zloty);
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  const euros = printed({ amount: zloty.total.shopAmount, currency: 'EUR' });
  await fact(
    desk.frame.getByRole('region', { name: `Order ${zloty.name}` }),
    'Paid',
    `PLN 120.00 (${euros})`,
  ).waitFor();
  const panel = putItRight(desk);
  await panel.preview.getByText(/gets PLN\s120\.00 back/).waitFor();
  await panel.preview.getByText(`Costs the shop ${euros}. Leaves `).waitFor();
  await panel.why.fill('Broken.');
  await panel.panel.getByRole('button', { name: /Refund PLN\s120\.00/ }).click();
  await panel.panel.getByRole('heading', { name: /^PLN\s120\.00 given back to/ }).waitFor();
  const { refunds } = await amends.app.orderNow(zloty);
  expect(refunds.map(({ total }) => total)).toMatchObject([{ amount: '120.0', currency: 'PLN' }]);
});
