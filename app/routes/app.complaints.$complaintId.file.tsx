import type { LoaderFunctionArgs } from '@remix-run/node';
import { parseComplaintId } from '#app/domain/ids.ts';
import { fileName, takeFileTexts, wholeFileTexts } from '#app/i18n/en/whole-file.ts';
import { takeFile } from '#app/services/escalations/take-file.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { readerOf } from '#app/web/reader.server.ts';
import { writeWholeFile } from './app.complaints.$complaintId/whole-file.server.ts';

/** All that is known of a complaint as one page to keep, for leads and owners. The screen fetches it with its token. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  const complaintId = parseComplaintId(params['complaintId']);
  const taken = complaintId && (await takeFile(visit.ctx, complaintId));
  if (!taken || (!taken.ok && taken.error.kind === 'not_found')) return said(404, wholeFileTexts.notFound);
  if (!taken.ok) return said(403, takeFileTexts.notYours);
  const { document, policy } = writeWholeFile(taken.value, { reader: readerOf(visit), shop: visit.shop.name });
  context.visit.policy = policy;
  return new Response(document, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName(taken.value.complaint.number)}"`,
      'Cache-Control': 'no-store, no-transform',
    },
  });
}

const said = (status: 403 | 404, message: string) =>
  new Response(message, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
