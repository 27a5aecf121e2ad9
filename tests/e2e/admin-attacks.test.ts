/** A hundred attacks in everything that customers and colleagues can write, on every screen of the admin, in a real browser. */
import { beforeAll, expect, test } from 'vitest';
import { attacks } from '#tests/data/xss.ts';
import { inBrowser } from '#tests/setup/browser.ts';
import { ANNA_AGENT, MUG_HOUSE, OLGA_OWNER } from '#tests/setup/running-app.ts';
import { asStaff, comesIn, logComplaint } from './arrange.ts';
import { eventually, putItRight } from './screens.ts';

const amends = inBrowser();
const all = attacks.join(' ');
/** For names: each text in its place is short, and every kind of attack is in it. */
const some = [
  '<script>alert(1)</script>',
  `"><img onerror=alert(1) src=x>`,
  `' onfocus='alert(1)`,
  '{{ shop.metafields }}',
];
const name = some.join(' ');

let reported: string;
let reportedOrder: number;
let asking: string;
let asked: string;

beforeAll(async () => {
  const { app } = amends;
  await comesIn(app, ANNA_AGENT, 'agent');
  await comesIn(app, OLGA_OWNER, 'owner');
  const order = await app.makeOrder({
    amount: '20.00',
    customer: { email: 'attacker@example.com', firstName: some[0], lastName: some[1] },
  });
  reportedOrder = order.legacyId;
  reported = (await logComplaint(app, order, { words: all.slice(0, 4900) })).id;
  const note = new URLSearchParams({ text: all.slice(0, 1900) });
  expect((await asStaff(app, MUG_HOUSE, ANNA_AGENT, `/app/complaints/${reported}/note.data`, note)).ok).toBe(true);
  await app.control(`orders/${String(order.legacyId)}/refunds`, {
    amount: '1.00',
    note: `${name} [amends:0b5c3c1e-6d3f-4a57-9d1c-0d6a3c1f2e4b]`,
  });

  asking = (await logComplaint(app, await app.makeOrder({ amount: '80.00' }))).id;
  const desk = await amends.sitDown({ at: `/complaints/${asking}` });
  await putItRight(desk).why.fill(name);
  await putItRight(desk).panel.getByRole('button', { name: 'Send for approval' }).click();
  const link = putItRight(desk).panel.getByRole('link', { name: 'Look at it' });
  asked = ((await link.getAttribute('href')) ?? '').split('/').at(-1) ?? '';
  await desk.page.close();
  await poison();
});

/** What comes from elsewhere, or from people whom no test is: straight into the tables. */
async function poison(): Promise<void> {
  const set = (statement: string, text = name) => amends.app.sql(statement, [text]);
  await set('UPDATE complaints SET words = $1', all);
  await set('UPDATE complaints SET order_name = $1, customer_name = $1, reason_detail = $1');
  await set('UPDATE complaint_lines SET title = $1');
  await set('UPDATE messages SET body = $1', all);
  await set('UPDATE messages SET subject = $1, author_name = $1');
  await set('UPDATE timeline_entries SET actor_name = $1');
  await set('UPDATE staff_members SET name = $1');
  await set('UPDATE approvals SET reason = $1');
  await set('UPDATE shops SET name = $1');
  await set(
    `UPDATE order_snapshots SET name = $1::text, customer_name = $1::text, stale_since = NULL,
       snapshot = jsonb_set(jsonb_set(snapshot, '{name}', to_jsonb($1::text)), '{lines,0,title}', to_jsonb($1::text))`,
  );
  await amends.app.sql(
    `INSERT INTO message_texts (shop_id, topic, language, version, subject, body, author_id, author_name, at)
     VALUES ($1, 'acknowledgement', 'en', 1, $2, $3, '1001', $2, now()) ON CONFLICT DO NOTHING`,
    [MUG_HOUSE, name, all],
  );
}

test('nothing that people wrote runs, loads or leads away, on any screen', async () => {
  await eventually(
    async () => (await amends.app.sql('SELECT 1 FROM reconciliation_breaks')).length,
    'a difference',
  ).toBe(1);
  const desk = await amends.sitDown({ user: OLGA_OWNER });
  const ran: string[] = [];
  desk.page.on('dialog', (dialog) => {
    ran.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  desk.page.on('request', (request) => {
    const { hostname, pathname } = new URL(request.url());
    if (hostname === 'evil.example' || pathname.endsWith('/x')) ran.push(request.url());
  });
  const screens: [string, boolean][] = [
    ['', false],
    ['/complaints', true],
    [`/complaints?q=${encodeURIComponent(some[0] ?? '')}`, true],
    [`/complaints/${reported}`, true],
    [`/complaints/${asking}`, true],
    [`/complaints/${reported}/call`, true],
    ['/complaints/new', false],
    [`/complaints/new?order_id=${String(reportedOrder)}`, true],
    ['/approvals', true],
    [`/approvals/${asked}`, true],
    ['/differences', false],
    ['/calls', false],
    ['/settings', false],
    ['/settings/limits', false],
    ['/settings/budgets', false],
    ['/settings/people', true],
    ['/settings/hours', false],
    ['/settings/messages', false],
    ['/settings/texts', false],
    ['/settings/texts?topic=acknowledgement&language=en', false],
    ['/settings/ask-back', false],
    ['/settings/tools', false],
    ['/settings/history', false],
  ];
  for (const [address, shows] of screens) {
    await desk.open(address);
    const found = await desk.document().evaluate(() => {
      const handlers = ['onerror', 'onload', 'onfocus', 'onmouseover', 'ontoggle', 'onbegin', 'autofocus'];
      const foreign = [
        'base',
        'iframe',
        'object',
        'math',
        'video',
        'mglyph',
        'meta[http-equiv=refresh]',
        '[href^="javascript:" i]',
      ];
      return {
        made: [
          ...handlers.map((one) => `[${one}]`),
          ...foreign,
          '[src*="evil.example"]',
          '[action*="evil.example"]',
        ].filter((selector) => document.body.querySelector(selector) !== null),
        text: `${document.body.innerText} ${[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value).join(' ')}`,
      };
    });
    expect(found.made, address).toEqual([]);
    if (shows) expect(found.text.includes('alert(1)'), `${address} shows what was written`).toBe(true);
  }
  expect(ran).toEqual([]);
});

test('what the extensions of the admin are told is data and nothing else', async () => {
  const answer = await asStaff(amends.app, MUG_HOUSE, OLGA_OWNER, `/api/admin-order/${String(reportedOrder)}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('application/json');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});
