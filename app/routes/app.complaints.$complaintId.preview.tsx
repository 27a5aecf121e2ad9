import type { LoaderFunctionArgs } from '@remix-run/node';
import type { ClientLoaderFunctionArgs } from '@remix-run/react';
import { formatMoney } from '#app/domain/money.ts';
import { readProblem, remedyProblem } from '#app/i18n/en/problems.ts';
import { previewResolution } from '#app/services/resolutions/preview-resolution.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf, parseQuery } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { done, notFound } from '#app/web/respond.server.ts';
import type { FormProblem } from '#app/web/respond.server.ts';
import { fieldOf, previewSchema } from './app.complaints.$complaintId/refund-form.server.ts';

/** What a refund would be. Moves nothing. What cannot be given is an answer too, so it is no error of HTTP. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { ctx, locale } = await requireStaff(request, context);
  const complaintId = complaintIdOf(params);
  const parsed = parseQuery(request, previewSchema);
  if (!parsed.ok) return no('', parsed.fields);
  const preview = await previewResolution(ctx, complaintId, [{ kind: 'refund', ask: parsed.data }]);
  if (!preview.ok) {
    if (preview.error.kind === 'not_found') throw notFound('Complaint');
    const { title, text } = readProblem(preview.error.problem);
    return no(`${title}. ${text}`);
  }
  const { remedies, decision } = preview.value;
  const [refund] = remedies;
  if (!refund?.planned) throw new Error('a preview without what was asked for');
  const { facts: refundable, planned } = refund;
  if (planned.ok) return done({ refundable, ...planned.value, decision });
  const problem = planned.error;
  const message = remedyProblem(problem, (amount) => formatMoney(amount, locale));
  // A message alone means that nobody answered, and asking again may help; a field means that it will not.
  return no('', { [fieldOf(problem, parsed.data.kind) || 'refund']: message });
}

const no = (message: string, fields: Record<string, string> = {}): FormProblem => ({
  ok: false,
  message,
  fields,
  values: {},
});

export const clientLoader = ({ serverLoader }: ClientLoaderFunctionArgs) =>
  keepPage(() => serverLoader<typeof loader>());

/** Asked anew when the form changes, and only then: every answer is a call to Shopify. */
export const shouldRevalidate = () => false;
