import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { withdraw } from '#app/services/approvals/end-approval.server.ts';
import { endApproval } from '#app/web/end-approval.server.ts';
import { keepPage } from '#app/web/keep-page.ts';

/** Whoever asked takes the request back. */
export const action = (args: ActionFunctionArgs) => endApproval(args, withdraw);

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
