import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { approvalsTexts as texts } from '#app/i18n/en/approvals.ts';
import { decline } from '#app/services/approvals/end-approval.server.ts';
import { approvalProblem } from '#app/web/approval-problem.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { approvalIdOf } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, refuse, refuseForm } from '#app/web/respond.server.ts';

const schema = z.object({ why: z.string().trim().min(1, texts.page.whyMissing).max(500) });

/** No, with the reason; the complaint is decided again. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const ended = await decline(ctx, { approvalId: approvalIdOf(params), why: parsed.data.why });
  return ended.ok
    ? done({})
    : refuse(
        approvalProblem(ended.error, () => ''),
        parsed.values,
      );
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
