import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askThroughProxy } from '#tests/factories/proxy.ts';
import { askForOrder, EVA, fillIn, linkFor, linksFor, orderOf, typed } from '#tests/factories/report.ts';
import { logOne, olga } from '#tests/factories/shell-refund.ts';
import { runShell, type RunningShell } from '#tests/setup/running-shell.ts';

let shell: RunningShell;

beforeAll(async () => {
  shell = await runShell({ WORKER: 'in-process' }, { mails: true });
  await logOne(shell, olga);
});
afterAll(() => shell.close());

const complaintsOn = (order: { id: number }) =>
  shell.sql<Record<string, unknown>>('SELECT * FROM complaints WHERE order_id = $1 ORDER BY number', [
    String(order.id),
  ]);
/** So that rates by address do not meet each other. */
let visitors = 0;
const elsewhere = () => ({ headers: { 'x-forwarded-for': `198.51.100.${String((visitors += 1))}` } });

describe('a guest', () => {
  it('gets a link by e-mail when she knows order and address, and reports by it', async () => {
    const order = orderOf(shell);
    const link = await linkFor(shell, order, EVA, elsewhere());
    const done = await fillIn(shell, link, order, {
      last: { call: 'no', consent: 'yes' },
      lines: { line: String(order.lineItems[0]?.id), [`quantity-${String(order.lineItems[0]?.id)}`]: '2' },
    });
    expect(done).toMatch(/^\/c\/amends-mug-house\/amc_[\w-]{43}\/done$/);
    const [complaint, ...more] = await complaintsOn(order);
    expect(more).toEqual([]);
    expect(complaint).toMatchObject({
      channel: 'form',
      reason: 'damaged',
      words: 'The handle came off.',
      wanted_outcome: 'replacement',
      customer_email: EVA,
      return_reason: 'damaged-or-defective',
      language: 'en',
    });
    const page = await (await shell.ask(done)).text();
    expect(page).toContain(`C-${String(complaint?.['number'])}`);
    expect(page).toMatch(/You will hear from us by \w+, \d+ \w+\./);
  });

  it('sends twice, goes back, opens the link again: it stays one complaint', async () => {
    const order = orderOf(shell);
    const link = await linkFor(shell, order, EVA, elsewhere());
    const done = await fillIn(shell, link, order);
    const again = await shell.ask(done.replace(/done$/, 'send'), {
      method: 'POST',
      body: new URLSearchParams({ call: 'no', consent: 'yes' }),
    });
    expect(again.headers.get('location')).toBe(done);
    expect((await shell.ask(link)).headers.get('location')).toBe(done);
    expect(await complaintsOn(order)).toHaveLength(1);
  });

  it('reads it all in her language, and can change it at any step', async () => {
    const order = orderOf(shell);
    const asked = await askThroughProxy(
      shell,
      '/report',
      { ...elsewhere(), query: { lang: 'cs' } },
      typed(order.name, EVA),
    );
    expect(await asked.text()).toContain('Podívejte se prosím do e-mailu');
    await expect.poll(() => linksFor(shell, EVA).some((link) => link.endsWith('?lang=cs'))).toBe(true);
    const link = linksFor(shell, EVA).at(-1) ?? '';
    const base = link.split('?')[0] ?? '';
    await shell.ask(link);
    expect(await (await shell.ask(`${base}/items`)).text()).toContain('Čeho se to týká?');
    expect(await (await shell.ask(`${base}/items?lang=pl`)).text()).toContain('Czego dotyczy problem?');
    await fillIn(shell, `${base}?lang=uk`, order);
    expect((await complaintsOn(order))[0]).toMatchObject({ language: 'uk' });
  });

  it('is told what is missing beside each field, and loses nothing', async () => {
    const order = orderOf(shell);
    const link = await linkFor(shell, order, EVA, elsewhere());
    const base = link.split('?')[0] ?? '';
    const post = (step: string, form: Record<string, string>) =>
      shell.ask(`${base}/${step}`, { method: 'POST', body: new URLSearchParams(form) });
    const nothing = await post('items', {});
    expect(nothing.status).toBe(422);
    expect(await nothing.text()).toContain('Choose at least one item.');
    const line = String(order.lineItems[0]?.id);
    expect(await (await post('items', { line, [`quantity-${line}`]: '5' })).text()).toContain('There were 4 of');
    // A step that is not open yet leads to the first that is.
    expect((await shell.ask(`${base}/wish`)).headers.get('location')).toBe(`${base}/items`);
    await post('items', { line, [`quantity-${line}`]: '3' });
    await post('reason', { reason: 'late' });
    // Nothing is to be chosen below "late".
    expect((await shell.ask(`${base}/detail`)).status).toBe(303);
    const long = await post('words', { words: `${'x'.repeat(5001)}` });
    expect(long.status).toBe(422);
    expect(await long.text()).toContain('x'.repeat(5001));
    await post('words', { words: 'Too late for the party.' });
    await post('wish', { wish: 'apology' });
    const last = await post('send', { call: 'yes', phone: '12', slot: 'tomorrow' });
    const text = await last.text();
    expect(last.status).toBe(422);
    for (const said of [
      'with the country code',
      'Choose a time.',
      'We need your yes',
      'value="12"',
      'Too late for the party.',
    ])
      expect(text).toContain(said);
    expect(await (await shell.ask(`${base}/items`)).text()).toMatch(/<option value="3" selected\s*>/);
    expect(await complaintsOn(order)).toEqual([]);
  });

  it('can ask to be called, at a time of the shop that is told in her own', async () => {
    const order = orderOf(shell, EVA, { country: 'UA' });
    const link = await linkFor(shell, order, EVA, elsewhere());
    const base = link.split('?')[0] ?? '';
    const lastStep = async () => {
      for (const [step, form] of [
        ['items', { line: String(order.lineItems[0]?.id) }],
        ['reason', { reason: 'late' }],
        ['words', { words: 'Late.' }],
        ['wish', { wish: 'apology' }],
      ] as const)
        await shell.ask(`${base}/${step}`, { method: 'POST', body: new URLSearchParams(form) });
      return (await shell.ask(`${base}/send`)).text();
    };
    const text = await lastStep();
    expect(text).toContain('Eastern European Time');
    const slot = /<option value="([^"]+)"/.exec(text)?.[1] ?? '';
    await fillIn(shell, link, order, {
      reason: 'late',
      detail: '',
      last: { call: 'yes', phone: '+380 44 123 45 67', slot, consent: 'yes' },
    });
    const [row] = await shell.sql<{ data: Record<string, string> }>(
      `SELECT data FROM timeline_entries WHERE kind = 'callback_asked' ORDER BY id DESC LIMIT 1`,
    );
    expect(row?.data).toMatchObject({ phone: '+380 44 123 45 67', from: slot });
    const [waiting] = await shell.sql(`SELECT state, asked_by, time_zone, phone, slot_from FROM callbacks`);
    expect(waiting).toEqual({
      ...{ state: 'waiting', asked_by: 'customer', time_zone: 'Europe/Kyiv' },
      ...{ phone: '+380 44 123 45 67', slot_from: new Date(slot) },
    });
  });

  it('adds to the complaint that is open about the same', async () => {
    const order = orderOf(shell);
    await fillIn(shell, await linkFor(shell, order, EVA, elsewhere()), order);
    await fillIn(shell, await linkFor(shell, order, EVA, elsewhere()), order, { words: 'And the lid, too.' });
    expect(await complaintsOn(order)).toMatchObject([{ contacts: 2 }]);
  });

  it('sends photos with it, which are the complaint’s', async () => {
    const order = orderOf(shell);
    const link = await linkFor(shell, order, EVA, elsewhere());
    const base = link.split('?')[0] ?? '';
    await shell.ask(`${base}/items`, {
      method: 'POST',
      body: new URLSearchParams({ line: String(order.lineItems[0]?.id) }),
    });
    await shell.ask(`${base}/reason`, { method: 'POST', body: new URLSearchParams({ reason: 'late' }) });
    const form = new FormData();
    form.set('words', 'See the photo.');
    const dot = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    form.append('files', new Blob([dot], { type: 'image/png' }), 'broken mug.png');
    form.append('files', new Blob(['MZ nothing to see'], { type: 'image/png' }), 'virus.png');
    const refused = await shell.ask(`${base}/words`, { method: 'POST', body: form });
    const text = await refused.text();
    expect(refused.status, text).toBe(422);
    expect(text).toContain('virus.png: We cannot open this kind of file.');
    expect(text).toContain('broken mug.png');
    expect(text).toContain('See the photo.');
    await fillIn(shell, link, order, { reason: 'late', detail: '', words: 'See the photo.' });
    const [complaint] = await complaintsOn(order);
    expect(
      await shell.sql('SELECT name, sender FROM attachments WHERE complaint_id = $1', [complaint?.['id']]),
    ).toEqual([{ name: 'broken mug.png', sender: 'customer' }]);
  });
});

describe('somebody who is signed in at the shop', () => {
  it('picks one of her orders and reports without a mail', async () => {
    const order = orderOf(shell, 'jan.kral@example.com');
    const customerId = String(order.customerId);
    const start = await askThroughProxy(shell, '/report', { customerId });
    expect(await start.text()).toContain(order.name);
    const picked = await askThroughProxy(
      shell,
      '/report/order',
      { ...elsewhere(), customerId },
      { order: String(order.id) },
    );
    expect(picked.status).toBe(303);
    const to = picked.headers.get('location') ?? '';
    expect(to).toMatch(/^\/apps\/amends\/amc_[\w-]{43}\/items\?lang=en$/);
    const items = await askThroughProxy(shell, to.replace('/apps/amends', '').replace('?lang=en', ''), { customerId });
    expect(await items.text()).toContain('What is it about?');
    const path = to.replace('/apps/amends', '/c/amends-mug-house');
    await fillIn(shell, path.replace('/items', ''), order);
    expect(await complaintsOn(order)).toHaveLength(1);
  });

  it('can pick none that is not hers', async () => {
    const [hers, others] = [orderOf(shell, 'jan.kral@example.com'), orderOf(shell, 'other@example.com')];
    const customerId = String(hers.customerId);
    const picked = await askThroughProxy(
      shell,
      '/report/order',
      { ...elsewhere(), customerId },
      { order: String(others.id) },
    );
    expect(picked.headers.get('location')).toBe('/apps/amends/report?lang=en');
    const nobody = await askThroughProxy(shell, '/report/order', elsewhere(), { order: String(hers.id) });
    expect(nobody.headers.get('location')).toBe('/apps/amends/report?lang=en');
  });
});

describe('a link', () => {
  it('opens its own order for two hours and nothing else; whatever is wrong with one, the answer is the same', async () => {
    const order = orderOf(shell);
    const link = (await linkFor(shell, order, EVA, elsewhere())).split('?')[0] ?? '';
    const page = async (path: string) => {
      const answer = await shell.ask(path, { headers: { 'x-request-id': 'the-same-request' } });
      const headers = Object.fromEntries([...answer.headers].filter(([name]) => name !== 'date'));
      return { status: answer.status, headers, text: await answer.text() };
    };
    const wrong = await page(`/c/amends-mug-house/amc_${'A'.repeat(43)}/items`);
    expect(wrong.status).toBe(404);
    expect(await page(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}/items`)).toEqual(wrong);
    await shell.sql(
      `UPDATE customer_links SET created_at = now() - interval '3 hours', expires_at = now() - interval '1 second'`,
    );
    expect(await page(`${link}/items`)).toEqual(wrong);
    const elsewhereShop = await shell.ask(`${link.replace('amends-mug-house', 'amends-tokyo-paper')}/items`);
    expect(elsewhereShop.status).toBe(404);
  });
});

describe('whoever is no customer', () => {
  it('fills in what people do not see, or is faster than they are: the same page, and nothing comes of it', async () => {
    const order = orderOf(shell, 'trapped@example.com');
    const person = await (await askForOrder(shell, 'X-1', 'nobody@example.com', elsewhere())).text();
    for (const more of [
      { website: 'https://spam.example' },
      { at: String(Math.floor(Date.now() / 1000)) },
      { at: '' },
    ]) {
      const answer = await askThroughProxy(
        shell,
        '/report',
        elsewhere(),
        typed(order.name, 'trapped@example.com', more),
      );
      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe(person);
    }
    expect(await shell.sql(`SELECT * FROM intake_asks WHERE contact = 'trapped@example.com'`)).toEqual([]);
    expect(linksFor(shell, 'trapped@example.com')).toEqual([]);
  });
});
