import { data, isRouteErrorResponse } from '@remix-run/react';
import { notReached, notSaved } from '#app/i18n/en/problems.ts';
import type { FormProblem } from './respond.server.ts';

/**
 * For the `clientAction` of a form: when the server cannot be reached, or fails, the page stays with all that was typed
 * and says so, instead of giving way to an error page. Redirects and answers of Shopify's library pass.
 * The status keeps Remix from fetching the page anew, which would fail the same way.
 */
export async function keepPage<Answer>(serverAction: () => Promise<Answer>) {
  try {
    return await serverAction();
  } catch (error) {
    const answered = error instanceof Response || isRouteErrorResponse(error);
    if (answered && error.status < 500) throw error;
    // A Response that is no failure is a redirect; a fetch that found nobody is a TypeError; the rest is ours.
    const message = error instanceof TypeError ? notReached : notSaved;
    const problem: FormProblem = { ok: false, message, fields: {}, values: {} };
    return data(problem, { status: 503 });
  }
}
