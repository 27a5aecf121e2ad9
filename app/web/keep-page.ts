import { isRouteErrorResponse } from '@remix-run/react';
import { notReached, notSaved } from '#app/i18n/en/problems.ts';
import type { FormProblem } from './respond.server.ts';

/**
 * For the `clientAction` of a form: when the server cannot be reached, or fails, the page stays with all that was typed
 * and says so, instead of giving way to an error page. Redirects and answers of Shopify's library pass.
 *
 * A Response, because its status keeps Remix from fetching the page anew, which would fail the same way: of `data()`
 * single fetch forgets the status when the server was never reached.
 */
export async function keepPage<Answer>(serverAction: () => Promise<Answer>): Promise<Answer | Response> {
  try {
    return await serverAction();
  } catch (error) {
    const answered = error instanceof Response || isRouteErrorResponse(error);
    if (answered && error.status < 500) throw error;
    const problem: FormProblem = { ok: false, message: messageOf(error), fields: {}, values: {} };
    return Response.json(problem, { status: 503 });
  }
}

/** A Response that is no failure is a redirect; a fetch that found nobody is a TypeError; the rest is ours. */
function messageOf(error: unknown): string {
  if (error instanceof TypeError) return notReached;
  const told: unknown = isRouteErrorResponse(error) ? error.data : null;
  return typeof told === 'object' && told !== null && 'message' in told ? String(told.message) : notSaved;
}
