import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { readProblem } from '#app/i18n/en/problems.ts';
import { refreshOrder } from '#app/services/orders/refresh-order.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { orderIdField } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, refuse, refuseForm } from '#app/web/respond.server.ts';

const schema = z.object({ orderId: orderIdField });

/** Reads the order anew from Shopify. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const refreshed = await refreshOrder(ctx, parsed.data.orderId);
  if (refreshed.ok) return done({ fetchedAt: refreshed.value.fetchedAt });
  const { title, text } = readProblem(refreshed.error);
  return refuse({ status: 503, message: `${title}. ${text}` });
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
