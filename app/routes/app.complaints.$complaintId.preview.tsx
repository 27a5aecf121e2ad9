import type { LoaderFunctionArgs } from '@remix-run/node';
import type { ClientLoaderFunctionArgs } from '@remix-run/react';
import { formatMoney } from '#app/domain/money.ts';
import { readProblem } from '#app/i18n/en/problems.ts';
import { previewResolution } from '#app/services/resolutions/preview-resolution.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf, parseQuery } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { done, notFound } from '#app/web/respond.server.ts';
import type { FormProblem } from '#app/web/respond.server.ts';
import { answerOf } from './app.complaints.$complaintId/preview-answer.server.ts';
import { previewSchema } from './app.complaints.$complaintId/resolution-form.server.ts';
import { remedyFields } from './app.complaints.$complaintId/remedies/wire.server.ts';

/** What a decision would give. Moves nothing. What cannot be given is an answer too, so it is no error of HTTP. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { ctx, locale } = await requireStaff(request, context);
  const complaintId = complaintIdOf(params);
  const parsed = parseQuery(request, previewSchema);
  // A message alone means that nobody answered, and asking again may help; a field means that it will not.
  if (!parsed.ok) return no('', remedyFields(parsed.fields));
  const preview = await previewResolution(ctx, complaintId, parsed.data.remedies);
  if (!preview.ok) {
    if (preview.error.kind === 'not_found') throw notFound('Complaint');
    const { title, text } = readProblem(preview.error.problem);
    return no(`${title}. ${text}`);
  }
  return done(answerOf(preview.value, parsed.data.remedies, (amount) => formatMoney(amount, locale)));
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
