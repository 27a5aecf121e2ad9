import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { takeDifference } from '#app/services/reconciliation/change-difference.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { differenceProblem } from '#app/web/difference-problem.server.ts';
import { differenceIdOf } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { done, refuse } from '#app/web/respond.server.ts';

/** Whoever asks sees to the difference from now on. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const taken = await takeDifference(ctx, differenceIdOf(params));
  return taken.ok ? done({}) : refuse(differenceProblem(taken.error));
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
