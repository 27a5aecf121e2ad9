import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { decline } from '#app/services/approvals/end-approval.server.ts';
import { endApproval } from '#app/web/end-approval.server.ts';
import { keepPage } from '#app/web/keep-page.ts';

/** No, with the reason; the complaint is decided again. */
export const action = (args: ActionFunctionArgs) => endApproval(args, decline);

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
