import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { readProblem } from '#app/i18n/en/problems.ts';
import { findItems } from '#app/services/orders/find-items.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf, parseQuery } from '#app/web/fields.server.ts';
import { notFound } from '#app/web/respond.server.ts';
import type { FoundItems } from './app.complaints.$complaintId/remedies/use-found-items.ts';
import { idField } from './app.complaints.$complaintId/remedies/wire-fields.server.ts';

const wish = z.union([
  z.object({ like: idField, priceMinor: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
  z.object({ q: z.string().max(200) }).transform(({ q }) => ({ text: q })),
]);

/** Items that could be sent: by words (`q`), or in place of one that has run out (`like`, `priceMinor`). */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const complaintId = complaintIdOf(params);
  const parsed = parseQuery(request, wish);
  if (!parsed.ok) throw notFound('Page');
  const found = await findItems(ctx, complaintId, parsed.data);
  if (found.ok) return answer({ ok: true, items: found.value });
  if (found.error.kind === 'not_found') throw notFound('Complaint');
  const { title, text } = readProblem(found.error.problem);
  return answer({ ok: false, message: `${title}. ${text}` });
}

const answer = (value: FoundItems) => Response.json(value, { headers: { 'cache-control': 'no-store' } });
