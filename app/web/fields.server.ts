import { z } from 'zod';
import { parseComplaintId, parseOrderId, parseRequestId } from '#app/domain/ids.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { notFound } from './respond.server.ts';

const idField = <Id extends string>(parse: (text: unknown) => Id | null, message: string) =>
  z.string().transform((text, issues): Id => {
    const id = parse(text);
    if (id !== null) return id;
    issues.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

const reload = 'This page is out of date. Reload it and try again.';

export const requestIdField = idField(parseRequestId, reload);
export const orderIdField = idField(parseOrderId, reload);

/** A field that may come never, once or several times. */
export const listField = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(item));

/** One chosen line of an order as "id:quantity". */
export const lineField = z.string().transform((text, issues): { lineItemId: string; quantity: number } => {
  const match = /^([1-9]\d{0,18}):([1-9]\d{0,5})$/.exec(text);
  if (match?.[1] && match[2]) return { lineItemId: match[1], quantity: Number(match[2]) };
  issues.addIssue({ code: 'custom', message: reload });
  return z.NEVER;
});

/** The complaint that an address names. @throws the page's 404 when it cannot name one */
export function complaintIdOf(params: { complaintId?: string | undefined }): ComplaintId {
  const id = parseComplaintId(params.complaintId);
  // The error page of the route shows it.
  if (id === null) throw notFound('Complaint');
  return id;
}
