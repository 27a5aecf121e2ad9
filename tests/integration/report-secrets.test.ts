import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attacks } from '#tests/data/xss.ts';
import { askThroughProxy } from '#tests/factories/proxy.ts';
import { askForOrder, EVA, fillIn, linkFor, orderOf, typed } from '#tests/factories/report.ts';
import { bearer, framed, runShell, sessionToken, type RunningShell } from '#tests/setup/running-shell.ts';
import { logOne, olga } from '#tests/factories/shell-refund.ts';

let shell: RunningShell;

beforeAll(async () => {
  shell = await runShell({ WORKER: 'in-process' }, { mails: true });
  await logOne(shell, olga);
});
afterAll(() => shell.close());

const from = (nth: number) => ({
  headers: { 'x-forwarded-for': `2001:db8:0:${nth.toString(16)}::1`, 'x-request-id': 'one-and-the-same' },
});

/** Everything that somebody sees of an answer but the time of day. */
async function seen(answer: Response) {
  const headers = [...answer.headers].filter(([name]) => name !== 'date');
  return JSON.stringify([answer.status, headers, await answer.text()]);
}

describe('whether an order exists', () => {
  it('nobody learns: the same bytes and headers for what is right, half right and wrong', async () => {
    const order = orderOf(shell);
    const answers = new Set<string>();
    for (const [nth, [number, contact]] of (
      [
        [order.name, EVA],
        [order.name, 'somebody.else@example.com'],
        ['#99999', EVA],
        ['no such thing', 'nobody'],
        [order.name, '+420 111 222 333'],
        [`${order.name}\0`, `${EVA}\0`],
        ['no\0thing', '\0nobody'],
      ] as const
    ).entries())
      answers.add(await seen(await askForOrder(shell, number, contact, from(nth))));
    expect(answers.size).toBe(1);
  });

  it('nobody learns by going through the numbers, also when the rate is reached', async () => {
    for (let nth = 0; nth < 3; nth += 1) orderOf(shell, `many${String(nth)}@example.com`);
    const answers = new Set<string>();
    for (let number = 1000; number < 1100; number += 1)
      answers.add(await seen(await askForOrder(shell, `#${String(number)}`, EVA, from(0xaaaa))));
    expect(answers.size).toBe(1);
    const [asked] = await shell.sql<{ most: number }>(
      `SELECT max(many)::int AS most FROM intake_counts WHERE key LIKE 'client:%'`,
    );
    expect(asked?.most).toBeGreaterThanOrEqual(100);
    // Above twenty an hour nothing was looked for any more: rows are counts, and as few as there were numbers.
    expect(shell.store.store.state.mails.filter((mail) => mail.subject.includes('Report')).length).toBeLessThanOrEqual(
      22,
    );
  });
});

describe('what customers type', () => {
  it('comes back as text, on the form, on its errors, on the case and in the shop’s admin', async () => {
    const inert = (html: string, where: string) => {
      for (const attack of attacks.filter((one) => /[<>"]/.test(one)))
        expect(html.includes(attack), `${where}: ${attack}`).toBe(false);
      expect(html, where).not.toMatch(/<script>alert|<img[^>]+onerror|<svg[^>]+onload/i);
    };
    for (const [nth, attack] of attacks.entries()) {
      const answer = await askThroughProxy(shell, '/report', from(nth), typed(attack, '', { contact: '' }));
      inert(await answer.text(), 'start');
    }
    const order = orderOf(shell, 'attacker@example.com');
    const link = await linkFor(shell, order, 'attacker@example.com', from(0xbbbb));
    const base = link.split('?')[0] ?? '';
    const post = (step: string, form: Record<string, string>) =>
      shell.ask(`${base}/${step}`, { method: 'POST', body: new URLSearchParams(form) });
    await post('items', { line: String(order.lineItems[0]?.id) });
    await post('reason', { reason: 'late' });
    for (const attack of attacks) {
      inert(await (await post('words', { words: `${attack}${'x'.repeat(5001)}` })).text(), 'words');
      inert(await (await post('send', { call: 'yes', phone: attack, slot: attack })).text(), 'send');
    }
    await fillIn(shell, link, order, { reason: 'late', detail: '', words: attacks.join('\n').slice(0, 4900) });
    const [complaint] = await shell.sql<{ id: string }>('SELECT id FROM complaints WHERE order_id = $1', [
      String(order.id),
    ]);
    const token = sessionToken(olga);
    for (const path of [`/app/complaints/${complaint?.id ?? ''}`, '/app/complaints']) {
      const page = await shell.ask(`${path}?${framed('amends-mug-house.myshopify.com', token)}`, bearer(token));
      inert((await page.text()).replaceAll(/<script[^>]*>window\.__remix[^]*?<\/script>/g, ''), path);
    }
    for (const mail of shell.store.store.state.mails) inert(mail.html ?? '', mail.subject);
  });
});
