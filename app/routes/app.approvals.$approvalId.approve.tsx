import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { exampleAmount } from '#app/components/formats.ts';
import { formatMoney, parseAmount } from '#app/domain/money.ts';
import { withAmount } from '#app/domain/remedy/less.ts';
import { approvalsTexts as texts } from '#app/i18n/en/approvals.ts';
import { amountProblem } from '#app/i18n/en/problems.ts';
import { approve } from '#app/services/approvals/approve.server.ts';
import { getApproval } from '#app/services/approvals/read-approvals.server.ts';
import { approvalProblem } from '#app/web/approval-problem.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { approvalIdOf, requestIdField } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, notFound, refuse, refuseForm } from '#app/web/respond.server.ts';

const schema = z
  .object({
    requestId: requestIdField,
    why: z.string().trim().max(500),
    currency: z.string().regex(/^[A-Z]{3}$/),
    /** Less than was asked for, in the customer's currency. */
    amount: z.string().optional(),
  })
  .transform(({ amount, currency, ...form }, issues) => {
    if (amount === undefined) return { ...form, less: null };
    const less = parseAmount(amount, currency);
    if (less.ok && less.value.minor > 0) return { ...form, less: less.value };
    const kind = less.ok ? 'empty' : less.error;
    issues.addIssue({
      code: 'custom',
      path: ['amount'],
      message: amountProblem(kind, exampleAmount(currency), currency),
    });
    return z.NEVER;
  });

/** Yes, or yes to less: decided anew, and given once. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { ctx, locale } = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const { requestId, why, less } = parsed.data;
  const approvalId = approvalIdOf(params);
  const page = await getApproval(ctx, approvalId);
  if (!page.ok) throw notFound('Request');
  const amount = page.value.approval.left ?? page.value.approval.amount;
  if (less && (less.currency !== amount.currency || less.minor > amount.minor))
    return refuse({ status: 422, message: '', fields: { amount: texts.problems.moreThanAsked } }, parsed.values);
  const remedies = less && less.minor < amount.minor ? withAmount(page.value.asks, less) : null;
  const given = await approve(ctx, { requestId, approvalId, why, less: remedies });
  if (given.ok) return done({ state: given.value.state });
  return refuse(
    approvalProblem(given.error, (each) => formatMoney(each, locale)),
    parsed.values,
  );
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
