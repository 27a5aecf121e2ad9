import type { LoaderFunctionArgs } from '@remix-run/node';
import { isTopic } from '#app/domain/messages/topics.ts';
import { fillText, getWritingHelp } from '#app/services/messages/writing-help.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf } from '#app/web/fields.server.ts';
import { notFound } from '#app/web/respond.server.ts';

/**
 * For whoever writes to the customer of a complaint: which texts fit and what the check of the tone has to know, and with
 * `?topic=` that one text, filled in. One text at a time: all of them together weigh more than the page.
 */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const complaintId = complaintIdOf(params);
  const topic = new URL(request.url).searchParams.get('topic');
  if (topic === null) {
    const help = await getWritingHelp(ctx, complaintId);
    if (help) return { help, filled: null };
  } else if (isTopic(topic)) {
    const filled = await fillText(ctx, complaintId, topic);
    if (filled) return { help: null, filled };
  }
  throw notFound('Complaint');
}
