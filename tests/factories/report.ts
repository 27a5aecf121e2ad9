/** A customer's report by the form, request by request as a browser without scripts makes them. */
import { expect } from 'vitest';
import { orderInput } from '#dev-store/seed/scenario-input.ts';
import { makeScenario } from '#dev-store/seed/scenarios.ts';
import type { Order } from '#dev-store/state/types.ts';
import { MUG_HOUSE, type RunningShell } from '#tests/setup/running-shell.ts';
import { askThroughProxy, type AtShop } from './proxy.ts';

export const EVA = 'eva.novakova@example.com';

/** An order of Eva's in the shell's store; by default of four mugs. */
export const orderOf = (shell: RunningShell, email = EVA, more: Record<string, unknown> = {}): Order =>
  makeScenario(
    shell.store.store,
    orderInput.parse({
      shop: MUG_HOUSE,
      scenario: 'paid-200',
      customer: { email, firstName: 'Eva', lastName: 'Nováková' },
      ...more,
    }),
  );

/** What a person types, slowly enough to be one. */
export const typed = (orderNumber: string, contact: string, more: Record<string, string> = {}) => ({
  orderNumber,
  contact,
  website: '',
  at: String(Math.floor(Date.now() / 1000) - 30),
  ...more,
});

/** Asks for the link of an order. */
export const askForOrder = (
  shell: RunningShell,
  orderNumber: string,
  contact: string,
  at: AtShop = {},
): Promise<Response> => askThroughProxy(shell, '/report', at, typed(orderNumber, contact));

/** Links in the mailbox of an address, oldest first, as paths. */
export const linksFor = (shell: RunningShell, email: string): string[] =>
  shell.store.store.state.mails
    .filter((mail) => mail.to.some((one) => one.includes(email)))
    .flatMap((mail) => /http:\/\/localhost:3000(\/c\/\S+\?lang=\w+)/.exec(mail.text)?.[1] ?? []);

/** The link that comes when somebody asks for the form of an order. */
export async function linkFor(shell: RunningShell, order: Order, email = EVA, at: AtShop = {}): Promise<string> {
  const before = linksFor(shell, email).length;
  const answer = await askForOrder(shell, order.name, email, at);
  expect(answer.status).toBe(200);
  await expect.poll(() => linksFor(shell, email).length, { timeout: 10_000 }).toBeGreaterThan(before);
  return linksFor(shell, email).at(-1) ?? '';
}

export type FilledIn = {
  lines: Record<string, string>;
  reason: string;
  detail: string;
  words: string;
  wish: string;
  last: Record<string, string>;
};

/** Goes through every step; answers where the last one led. */
export async function fillIn(
  shell: RunningShell,
  link: string,
  order: Order,
  more: Partial<FilledIn> = {},
): Promise<string> {
  const opened = await shell.ask(link);
  expect(opened.status).toBe(303);
  const base = link.split('?')[0] ?? '';
  const filled: FilledIn = {
    lines: { line: String(order.lineItems[0]?.id) },
    reason: 'damaged',
    detail: 'item_damaged',
    words: 'The handle came off.',
    wish: 'replacement',
    last: { call: 'no', consent: 'yes' },
    ...more,
  };
  const steps: [string, Record<string, string>][] = [
    ['items', filled.lines],
    ['reason', { reason: filled.reason }],
    ...(filled.detail === '' ? [] : [['detail', { detail: filled.detail }] as [string, Record<string, string>]]),
    ['words', { words: filled.words }],
    ['wish', { wish: filled.wish }],
    ['send', filled.last],
  ];
  let led = '';
  for (const [step, form] of steps) {
    const answer = await shell.ask(`${base}/${step}`, { method: 'POST', body: new URLSearchParams(form) });
    expect(answer.status, `${step}: ${answer.status === 303 ? '' : await answer.text()}`).toBe(303);
    led = answer.headers.get('location') ?? '';
  }
  return led;
}
