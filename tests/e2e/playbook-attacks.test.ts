/** A hundred attacks in everything that the unfolded playbook shows, and in the address that a customer is asked about. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { reasons } from '#app/domain/complaint/complaint.ts';
import { playbookOf } from '#app/domain/playbooks/of-reason.ts';
import { inBrowser } from '#tests/setup/browser.ts';
import { ANNA_AGENT, MUG_HOUSE, OLGA_OWNER } from '#tests/setup/running-app.ts';
import { comesIn, customerLink, logComplaint } from './arrange.ts';
import { at, expectText, inTextsOf, listenTo } from './attacks.ts';
import { moveOn } from './screens.ts';

const amends = inBrowser();
let id: string;

beforeAll(async () => {
  await comesIn(amends.app, ANNA_AGENT, 'agent');
  await comesIn(amends.app, OLGA_OWNER, 'owner');
});
beforeEach(async () => {
  const order = await amends.app.makeOrder({ scenario: 'silent-parcel' });
  ({ id } = await logComplaint(amends.app, order, { reason: 'not_arrived' }));
});

const sql = (text: string, ...values: unknown[]) => amends.app.sql(text, values);

/** An address with attacks in every part; two parts are the same, as people fill in forms. */
const address = (whose: string) => ({
  ...{ firstName: at(`${whose} first name`), lastName: at(`${whose} last name`), company: at(`${whose} company`) },
  ...{ address1: at(`${whose} street`), address2: at(`${whose} street`), zip: at(`${whose} zip`) },
  ...{ city: at(`${whose} city`), province: null, countryCode: at(`${whose} country`), phone: at(`${whose} phone`) },
});

async function checked(shown: object, corrected: object | null): Promise<string> {
  const check = randomUUID();
  await sql(
    `INSERT INTO address_checks (shop_id, id, complaint_id, shown, fingerprint, asked_by, asked_at, answer, corrected, answered_at)
     VALUES ($1, $2, $3, $4, 'print', '1003', now(), $5, $6, $7)`,
    ...[MUG_HOUSE, check, id, JSON.stringify(shown), corrected && 'corrected'],
    ...[corrected && JSON.stringify(corrected), corrected && new Date()],
  );
  return check;
}

/** For eleven pages and three forms, each full of a hundred attacks, on a busy machine. */
const longEnough = 180_000;

/** What was written at the steps of all playbooks, promised, passed up and judged on, and what the carrier has said. */
async function poison(): Promise<void> {
  const keys = new Set(reasons.flatMap((reason) => playbookOf[reason].steps.map(({ key }) => key)));
  for (const key of keys)
    await sql(
      `INSERT INTO playbook_steps (shop_id, id, complaint_id, step, outcome, note, taken_by, taken_by_name, request_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, '1003', $7, $8, now())`,
      ...[MUG_HOUSE, randomUUID(), id, key, at(`${key} end`), at(`${key} note`), at(`${key} by`), randomUUID()],
    );
  await checked(address('our'), address('their'));
  for (const nth of ['1st', '2nd'])
    await sql(
      `INSERT INTO verdicts (shop_id, complaint_id, number, verdict, note, why, given_by, given_by_name, request_id, at)
       VALUES ($1, $2, $3, 'partly', $4, $5, '1003', $6, $7, now())`,
      ...[MUG_HOUSE, id, nth === '1st' ? 1 : 2, at(`${nth} verdict`), nth === '1st' ? null : at('why')],
      ...[at(`${nth} judge`), randomUUID()],
    );
  await sql(
    `INSERT INTO promises (shop_id, id, complaint_id, kind, what, due_at, state, made_by, made_by_name, made_at, dedupe_key)
     VALUES ($1, $2, $3, 'other', $4, now() + interval '9 days', 'open', '1003', 'Anna', now(), 'one')`,
    ...[MUG_HOUSE, randomUUID(), id, at('promised')],
  );
  await sql(
    `INSERT INTO escalations (shop_id, id, complaint_id, level, reason, due_at, asked_by, asked_by_name, at)
     VALUES ($1, $2, $3, 'owner', $4, now() + interval '9 days', '1003', $5, now())`,
    ...[MUG_HOUSE, randomUUID(), id, at('passed up'), at('asker')],
  );
  await sql(
    `INSERT INTO attachments (shop_id, id, complaint_id, holder_id, name, type, bytes, sender, state, shopify_id, shopify_url, at)
     VALUES ($1, $2, $3, $3, $4, 'pdf', 1, 'staff', 'stored', 'gid://shopify/GenericFile/1', 'https://cdn.shopify.com/x.pdf', now())`,
    ...[MUG_HOUSE, randomUUID(), id, at('file')],
  );
  await sql(`UPDATE complaints SET difficult = 'rude' WHERE id = $1`, id);
  const event = {
    status: 'in_transit',
    at: new Date().toISOString(),
    message: at('scan'),
    city: at('town'),
    country: null,
  };
  await sql(
    `UPDATE order_snapshots SET snapshot = jsonb_set(snapshot, '{fulfillments,0,events}', $1::jsonb), stale_since = NULL`,
    JSON.stringify([event]),
  );
}

test(
  'nothing that people wrote runs, loads or leads away in any playbook, nor in the forms beside it',
  async () => {
    await poison();
    const desk = await amends.sitDown({ user: OLGA_OWNER, at: null });
    const ran = listenTo(desk.page);
    for (const reason of reasons) {
      await sql('UPDATE complaints SET reason = $2 WHERE id = $1', id, reason);
      await desk.open(`/complaints/${id}?user=${String(OLGA_OWNER)}`);
      const playbook = desk.frame.getByTestId('playbook');
      await playbook.getByRole('button', { name: 'Show the steps' }).click();
      await playbook.getByText('So that it does not happen again').waitFor();
      const steps = playbookOf[reason].steps.map(({ key }) => key);
      const written = steps.flatMap((key) => [at(`${key} end`), at(`${key} by`), at(`${key} note`)]);
      const addresses = ['our', 'their'].flatMap((whose) =>
        Object.values(address(whose)).filter((line) => line !== null),
      );
      const scan = [at('scan'), at('town')];
      await expectText(
        playbook,
        [
          ...[...written, at('promised')],
          ...(steps.includes('address') ? addresses : []),
          ...(steps[0] === 'tracking' ? scan : []),
        ],
        reason,
      );
    }
    const forms = [
      {
        open: 'Verdict…',
        is: 'verdict',
        shows: ['1st verdict', '1st judge', '2nd verdict', '2nd judge', 'why', 'file'],
      },
      { open: 'Close as refused…', is: 'refuse', shows: [] },
      { open: 'Pass up…', is: 'pass-up', shows: ['passed up', 'asker'] },
    ];
    for (const { open, is, shows } of forms) {
      await moveOn(desk, open);
      const form = desk.frame.getByTestId(is);
      await form.waitFor();
      await expectText(form, shows.map(at), is);
    }
    expect(ran).toEqual([]);
  },
  longEnough,
);

/** The page behind the link that asks about an address. */
async function asked(page: Page, shown: object): Promise<void> {
  const check = await checked(shown, null);
  await page.goto(await customerLink(amends.app, { purpose: 'address', complaintId: id, about: check }));
}
const fields = ['name', 'address1', 'address2', 'zip', 'city', 'phone'];

test('the page that asks about the address shows as text what the order has and what she types, and so does the app', async () => {
  const desk = await amends.sitDown({ user: OLGA_OWNER, at: null });
  const page = await desk.page.context().newPage();
  const ran = [...listenTo(page), ...listenTo(desk.page)];
  const whole = page.locator(':root');
  await sql('UPDATE complaints SET order_name = $2 WHERE id = $1', id, at('order'));
  await sql('UPDATE shops SET name = $1', at('shop'));
  await asked(page, address('our'));
  await expectText(whole, [...Object.values(address('our')).filter((line) => line !== null), at('order'), at('shop')]);

  const plain = { firstName: 'Eva', lastName: 'Malá', address1: 'Nová 5', city: 'Brno', countryCode: 'CZ' };
  const texts = inTextsOf(255);
  for (let from = 0; from < texts.length; from += fields.length) {
    const typed = texts.slice(from, from + fields.length);
    await asked(page, plain);
    for (const [nth, text] of typed.entries()) await page.locator(`#${fields[nth] ?? ''}`).fill(text);
    await page.locator('main form button').click();
    await page.getByRole('alert').waitFor();
    await expectText(whole, typed, 'what has to be chosen yet');
    await page.locator('input[name=right][value=no]').check();
    await page.locator('main form button').click();
    await page.locator('#address1').waitFor({ state: 'detached' });
    await expectText(whole, [], 'thanks');
    await desk.open(`/complaints/${id}?user=${String(OLGA_OWNER)}`);
    const playbook = desk.frame.getByTestId('playbook');
    await playbook.getByRole('button', { name: 'Show the steps' }).click();
    const theirs = playbook.getByRole('group', { name: 'As the customer writes it' });
    await theirs.waitFor();
    await expectText(theirs, typed, 'what staff see');
  }
  expect(ran).toEqual([]);
  await page.close();
});
