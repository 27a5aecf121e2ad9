import type { LoaderFunctionArgs } from '@remix-run/node';
import { getRemedyStates, waitForRemedyStates } from '#app/services/resolutions/get-remedy-states.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf } from '#app/web/fields.server.ts';
import { notFound } from '#app/web/respond.server.ts';

/**
 * Where the remedies stand, for a page that waits for them to settle. `?known=` says how the page shows them: then the
 * answer comes when that is no longer so, or after 20 s.
 */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const complaintId = complaintIdOf(params);
  const known = new URL(request.url).searchParams.get('known');
  const standings =
    known === null
      ? await getRemedyStates(ctx, complaintId)
      : await waitForRemedyStates(ctx, context.amends.news, complaintId, known, context.visit.left);
  if (!standings.ok) throw notFound('Complaint');
  return Response.json({ states: standings.value }, { headers: { 'cache-control': 'no-store, no-transform' } });
}
