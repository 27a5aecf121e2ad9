/** Where things stand on the screens, by what they are called there. */
import type { FrameLocator, Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Desk } from '#tests/setup/browser.ts';

/** The panel of a complaint that puts it right. */
export function putItRight({ frame }: Desk) {
  const panel = frame.getByRole('region', { name: 'Put it right' });
  return {
    panel,
    /** What can be given: those in front, and those under "More". */
    kind: (choice: string) =>
      panel.getByRole('radiogroup', { name: 'How to put it right' }).getByRole('radio', { name: choice }),
    more: panel.getByRole('button', { name: 'More ways to put it right' }),
    other: (choice: string) => frame.getByRole('menuitem', { name: choice }),
    another: panel.getByRole('button', { name: 'Add another remedy' }),
    /** One of several remedies that are being chosen: "1. Refund". */
    card: (name: string) => panel.getByRole('region', { name }),
    /** What was given, each with its own state. */
    given: panel.getByTestId('remedy'),
    line: (title: string) => panel.getByRole('checkbox', { name: title }),
    howMany: (title: string) => panel.getByRole('spinbutton', { name: `How many of ${title}` }),
    shipping: panel.getByRole('textbox', { name: 'Shipping' }),
    byAmount: panel.getByRole('radio', { name: 'An amount' }),
    byItems: panel.getByRole('radio', { name: 'Items and shipping' }),
    amount: panel.getByRole('textbox', { name: 'Amount' }),
    why: panel.getByRole('textbox', { name: 'Why you give it' }),
    preview: panel.getByRole('region', { name: 'What they get' }),
    /** Whatever its words are at the moment. */
    give: panel.getByTestId('give').getByRole('button'),
  };
}

/** Something of the menu "Move on" of a complaint. */
export async function moveOn({ frame }: Desk, name: string): Promise<void> {
  const group = frame.getByRole('button', { name: 'Move on' }).filter({ visible: true });
  const more = frame.getByRole('button', { name: /actions/i }).filter({ visible: true });
  await group.or(more).first().waitFor();
  if (await group.isVisible()) await group.click();
  else await more.click();
  await frame
    .getByRole('menuitem', { name })
    .or(frame.getByRole('button', { name, exact: true }))
    .click();
}

/** The form of a new complaint. */
export function complaintForm({ frame }: Desk) {
  return {
    items: frame.getByRole('region', { name: 'Which items?' }),
    line: (title: string) => frame.getByRole('checkbox', { name: title }),
    howMany: (title: string) => frame.getByRole('spinbutton', { name: `How many of ${title}` }),
    reason: frame.getByRole('combobox', { name: 'Reason' }),
    words: frame.getByRole('textbox', { name: 'In their words' }),
    wanted: frame.getByRole('combobox', { name: 'What would put it right for them?' }),
    channel: frame.getByRole('combobox', { name: 'How did it reach you?' }),
    severity: frame.getByRole('combobox', { name: 'Severity' }),
    log: frame.getByRole('button', { name: 'Log complaint' }),
  };
}

export const orderSearch = (frame: FrameLocator): Locator =>
  frame.getByRole('searchbox', { name: 'Order number, name or e-mail' });
export const ordersFound = (frame: FrameLocator): Locator => frame.getByRole('list', { name: 'Orders found' });

/** Polls until it is so; vitest's own patience of a second is none for a page on a busy machine. */
export const eventually = <Value>(look: () => Promise<Value>, about?: string) =>
  expect.poll(look, { timeout: 15_000, ...(about !== undefined && { message: about }) });

/** The rows of a list of complaints, without its heading. */
export const rows = (frame: FrameLocator): Locator => frame.getByRole('row').filter({ has: frame.getByRole('cell') });

/** A fact of a card: the line that begins with its name. */
export const fact = (card: Locator, name: string, value: string): Locator =>
  card.getByText(name, { exact: true }).locator('..').getByText(value, { exact: true });

/** The sentence that stands beside a field and is read out with it, once the field is marked as wrong. */
export async function complaintAbout(field: Locator): Promise<string> {
  await field.and(field.page().locator('[aria-invalid="true"]')).waitFor();
  return field.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => element.ownerDocument.getElementById(id)?.textContent ?? '')
      .join(' '),
  );
}

/** An amount of the store as the screens print it for a reader of English: "67.7" EUR is "€67.70". */
export function printed({ amount, currency }: { amount: string; currency: string }): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount as `${number}`);
}
