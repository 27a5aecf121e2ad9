import { z } from 'zod';
import { parseAmount } from '#app/domain/money.ts';
import type { Money } from '#app/domain/money.ts';
import type { RemedyProblem } from '#app/domain/remedy/plan-bundle.ts';
import type { RefundRequest } from '#app/domain/remedy/refund.ts';
import { panelTexts as texts } from '#app/i18n/en/complaint.ts';
import { amountProblem, notAllowed, readProblem, remedyProblem, requestReused } from '#app/i18n/en/problems.ts';
import type { Print } from '#app/i18n/en/problems.ts';
import { exampleAmount } from '#app/components/formats.ts';
import type { RequestResolutionProblem } from '#app/services/resolutions/request-resolution.server.ts';
import { lineField, listField, requestIdField } from '#app/web/fields.server.ts';
import { notFound } from '#app/web/respond.server.ts';
import type { Problem } from '#app/web/respond.server.ts';
import { restocks } from './refund-draft.ts';

const longestReason = 500;

const refundFields = {
  currency: z.string().regex(/^[A-Z]{3}$/),
  kind: z.enum(['lines', 'amount']),
  lines: listField(lineField),
  restock: z.enum(restocks).default('no_restock'),
  shipping: z.string().default(''),
  amount: z.string().default(''),
};

type Fields = z.infer<z.ZodObject<typeof refundFields>>;

/** What is previewed. */
export const previewSchema = z.object(refundFields).transform(readRequest);

/** What is given: the same, with the request's id and a reason. */
export const refundSchema = z
  .object({
    ...refundFields,
    requestId: requestIdField,
    reason: z.string().trim().min(1, texts.whyMissing).max(longestReason, texts.whyTooLong(longestReason)),
  })
  .transform((fields, issues) => ({
    requestId: fields.requestId,
    reason: fields.reason,
    request: readRequest(fields, issues),
  }));

function readRequest(fields: Fields, issues: z.RefinementCtx): RefundRequest {
  if (fields.kind === 'amount') {
    return { kind: 'amount', amount: readAmount('amount', fields, issues) };
  }
  // "0" and nothing say the same of shipping.
  const noShipping = /^0*(\.0*)?$/.test(fields.shipping.trim());
  return {
    kind: 'lines',
    lines: fields.lines.map((line) => ({ ...line, restock: fields.restock })),
    shipping: noShipping ? null : readAmount('shipping', fields, issues),
  };
}

function readAmount(name: 'amount' | 'shipping', fields: Fields, issues: z.RefinementCtx): Money {
  const { currency } = fields;
  const amount = parseAmount(fields[name], currency);
  if (amount.ok) return amount.value;
  const message = amountProblem(amount.error, exampleAmount(currency), currency);
  issues.addIssue({ code: 'custom', path: [name], message });
  return z.NEVER;
}

/** Beside which field a problem of the refund stands; '' = the whole form. */
export function fieldOf({ problem }: RemedyProblem, kind: RefundRequest['kind']): string {
  switch (problem.kind) {
    case 'unknown_line':
    case 'quantity_too_large':
      return 'lines';
    case 'shipping_too_large':
      return 'shipping';
    case 'more_than_refundable':
      return kind === 'amount' ? 'amount' : 'lines';
    case 'nothing_asked':
    case 'currency_differs':
    case 'nothing_refundable':
    case 'open_chargeback':
      return '';
  }
}

/** Why nothing was given, in words, with the field it belongs to. */
export function describeProblem(problem: RequestResolutionProblem, kind: RefundRequest['kind'], print: Print): Problem {
  switch (problem.kind) {
    case 'not_found':
      throw notFound('Complaint');
    case 'complaint_closed':
      return { status: 409, message: `${texts.closed.title}. ${texts.closed.text}` };
    case 'order': {
      const { kind } = problem.problem;
      const { title, text } = readProblem(problem.problem);
      // 503 keeps the page as it is: who cannot be reached, or lets nobody in any more, cannot be asked for a new one.
      const away = kind === 'unavailable' || kind === 'uninstalled';
      return { status: away ? 503 : 422, message: `${title}. ${text}` };
    }
    case 'remedy': {
      const message = remedyProblem(problem.problem, print);
      const field = fieldOf(problem.problem, kind);
      return field === '' ? { status: 422, message } : { status: 422, message: '', fields: { [field]: message } };
    }
    case 'not_allowed': {
      const { decision } = problem;
      const message = decision.verdict === 'refused' ? notAllowed(decision, print) : '';
      return { status: 403, message: '', fields: { limit: message } };
    }
    case 'request_reused':
      return { status: 409, message: requestReused };
  }
}
