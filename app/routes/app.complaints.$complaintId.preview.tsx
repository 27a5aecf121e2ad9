import type { ActionFunctionArgs } from '@remix-run/node';
import { formatMoney } from '#app/domain/money.ts';
import { readProblem } from '#app/i18n/en/problems.ts';
import { previewResolution } from '#app/services/resolutions/preview-resolution.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf } from '#app/web/fields.server.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { notFound } from '#app/web/respond.server.ts';
import type { PreviewAnswer } from './app.complaints.$complaintId/preview-answer.ts';
import { answerOf } from './app.complaints.$complaintId/preview-answer.server.ts';
import { previewSchema } from './app.complaints.$complaintId/resolution-form.server.ts';
import { remedyFields } from './app.complaints.$complaintId/remedies/wire.server.ts';

/**
 * What a decision would give. Moves nothing; by POST, because what is asked may hold an address, which belongs in no log.
 * What cannot be given is an answer too, so it is no error of HTTP.
 */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ctx, locale } = await requireStaff(request, context);
  const complaintId = complaintIdOf(params);
  const parsed = await parseForm(request, previewSchema);
  if (!parsed.ok) return answer({ ok: false, message: '', fields: remedyFields(parsed.fields) });
  const preview = await previewResolution(ctx, complaintId, parsed.data.remedies);
  if (preview.ok) return answer(answerOf(preview.value, parsed.data.remedies, (amount) => formatMoney(amount, locale)));
  if (preview.error.kind === 'not_found') throw notFound('Complaint');
  const { title, text } = readProblem(preview.error.problem);
  return answer({ ok: false, message: `${title}. ${text}`, fields: {} });
}

const answer = (value: PreviewAnswer) => Response.json(value, { headers: { 'cache-control': 'no-store' } });
