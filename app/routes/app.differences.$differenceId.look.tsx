import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { lookAtDifference } from '#app/services/reconciliation/change-difference.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { differenceProblem } from '#app/web/difference-problem.server.ts';
import { differenceIdOf } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { done, refuse } from '#app/web/respond.server.ts';

/** Compares the order of a difference with Shopify now. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const looked = await lookAtDifference(ctx, differenceIdOf(params));
  return looked.ok ? done({ found: looked.value }) : refuse(differenceProblem(looked.error));
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
