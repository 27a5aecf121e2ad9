import type { LoaderFunctionArgs } from '@remix-run/node';
import { getRemedyStates } from '#app/services/resolutions/get-remedy-states.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf } from '#app/web/fields.server.ts';
import { notFound } from '#app/web/respond.server.ts';

/** Where the remedies stand, for a page that waits for them to settle. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const standing = await getRemedyStates(ctx, complaintIdOf(params));
  if (!standing.ok) throw notFound('Complaint');
  const states = standing.value.map((remedy) => `${remedy.id}:${remedy.state}`).join();
  return Response.json({ states }, { headers: { 'cache-control': 'no-store, no-transform' } });
}
