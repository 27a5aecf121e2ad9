import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { serverTexts as texts } from '#app/i18n/en/complaint.ts';
import { noRole } from '#app/i18n/en/problems.ts';
import { lookAgain } from '#app/services/resolutions/look-again.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { remedyIdField } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, refuse, refuseForm } from '#app/web/respond.server.ts';

const schema = z.object({ remedyId: remedyIdField });

/** Asks Shopify once more about a refund that nobody could settle by looking. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const asked = await lookAgain(ctx, parsed.data.remedyId);
  if (asked.ok) return done({});
  return asked.error.kind === 'no_role'
    ? refuse({ status: 403, message: noRole })
    : refuse({ status: 409, message: texts.notWaiting });
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
