import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { approvalsTexts as texts } from '#app/i18n/en/approvals.ts';
import type { decline, withdraw } from '#app/services/approvals/end-approval.server.ts';
import { approvalProblem } from './approval-problem.server.ts';
import { requireStaff } from './context.server.ts';
import { approvalIdOf } from './fields.server.ts';
import { parseForm } from './parse-form.server.ts';
import { done, refuse, refuseForm } from './respond.server.ts';

const schema = z.object({ why: z.string().trim().min(1, texts.page.whyMissing).max(500) });

/** Ends a request for approval with the reason in the form, by the service that is named. */
export async function endApproval(
  { request, context, params }: Pick<ActionFunctionArgs, 'request' | 'context' | 'params'>,
  end: typeof decline | typeof withdraw,
) {
  const { ctx } = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const ended = await end(ctx, { approvalId: approvalIdOf(params), why: parsed.data.why });
  return ended.ok
    ? done({})
    : refuse(
        approvalProblem(ended.error, () => ''),
        parsed.values,
      );
}
