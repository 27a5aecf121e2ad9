/**
 * The report that she has begun and not sent, kept by Shopify in her browser. One, the last; for a week; without her consent,
 * which is given with what is sent. Shopify does not promise to keep anything, and without it the form still works.
 */
import type { Api } from '@shopify/ui-extensions/customer-account.order.action.render';
import type { AccountOrder, Choice } from '../../../app/customer-pages/account/wire.ts';
import { emptyReport, type Report } from './fields.tsx';

type Storage = Api['storage'];
type Form = NonNullable<AccountOrder['form']>;
type Draft = { orderId: string; at: number; report: Report };

const key = 'report';
const longestMs = 7 * 24 * 60 * 60 * 1000;

/** Where she left off with this order, as far as the form still has it; else the empty form. */
export async function readDraft(storage: Storage, orderId: string, order: AccountOrder, form: Form): Promise<Report> {
  const empty = emptyReport(order);
  try {
    const draft = await storage.read<Draft>(key);
    if (draft?.orderId !== orderId || Date.now() - draft.at > longestMs) return empty;
    const { report } = draft;
    const reason = form.reasons.find(({ value }) => value === report.reason);
    const known = (choices: readonly Choice[], wanted: string): string =>
      choices.some(({ value }) => value === wanted) ? wanted : '';
    return {
      line: report.line.filter((id) => order.order.lines.some((line) => line.id === id)),
      quantities: report.quantities,
      reason: reason?.value ?? '',
      detail: known(reason?.below ?? [], report.detail),
      words: report.words,
      wish: known(form.wishes, report.wish),
      consent: false,
    };
  } catch {
    return empty;
  }
}

export function keepDraft(storage: Storage, orderId: string, report: Report): void {
  const draft: Draft = { orderId, at: Date.now(), report: { ...report, consent: false } };
  storage.write(key, draft).catch(() => undefined);
}

/** It is sent. */
export function dropDraft(storage: Storage): void {
  storage.delete(key).catch(() => undefined);
}
