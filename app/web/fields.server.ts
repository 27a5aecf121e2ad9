import { z } from 'zod';
import { parseApprovalId, parseComplaintId, parseOrderId, parseRemedyId, parseRequestId } from '#app/domain/ids.ts';
import type { ApprovalId, ComplaintId } from '#app/domain/ids.ts';
import { longestPromise } from '#app/domain/promise/promise.ts';
import { composerTexts } from '#app/i18n/en/messages.ts';
import { notFound } from './respond.server.ts';

const idField = <Id extends string>(parse: (text: unknown) => Id | null, message: string) =>
  z.string().transform((text, issues): Id => {
    const id = parse(text);
    if (id !== null) return id;
    issues.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

const reload = 'This page is out of date. Reload it and try again.';

export const remedyIdField = idField(parseRemedyId, reload);
export const requestIdField = idField(parseRequestId, reload);
export const complaintIdField = idField(parseComplaintId, reload);
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

const uuid = z.uuid();

/** The difference that an address names. @throws the page's 404 when it cannot name one */
export function differenceIdOf(params: { differenceId?: string | undefined }): string {
  const id = uuid.safeParse(params.differenceId);
  if (!id.success) throw notFound('Difference');
  return id.data;
}

/** Reads the query of a GET like a form: fields with the same name become a list. */
export function parseQuery<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): { ok: true; data: z.output<Schema> } | { ok: false; fields: Record<string, string> } {
  const params = new URL(request.url).searchParams;
  const values = Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const all = params.getAll(name);
      return [name, all.length === 1 ? all[0] : all];
    }),
  );
  const parsed = schema.safeParse(values);
  if (parsed.success) return { ok: true, data: parsed.data };
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join('.')] ??= issue.message;
  return { ok: false, fields };
}

/** The request for approval in the address; the error page of the route shows it where there is none. */
export function approvalIdOf(params: { approvalId?: string | undefined }): ApprovalId {
  const id = parseApprovalId(params.approvalId);
  if (id === null) throw notFound('Request');
  return id;
}

/** Why a promise is made that may be hard to keep; absent = whoever makes it has not been asked. */
export const despiteField = z
  .string()
  .trim()
  .min(1, composerTexts.despiteMissing)
  .max(longestPromise, composerTexts.tooLong(longestPromise))
  .optional();
