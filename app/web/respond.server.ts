import { data } from '@remix-run/node';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import type { FormValues } from './parse-form.server.ts';

/** Statuses that a screen answers with. 409: the same request id with other input, or somebody was faster. */
export type ProblemStatus = 400 | 403 | 404 | 409 | 422 | 503;

/**
 * What an action tells the page when it could not do as asked. `message` is for the banner, `fields` for the text
 * beside each field, `values` fill the form again so that nothing typed is lost.
 */
export type FormProblem = {
  readonly ok: false;
  readonly message: string;
  readonly fields: Record<string, string>;
  readonly values: FormValues;
};

export type Problem = {
  readonly status: ProblemStatus;
  readonly message: string;
  readonly fields?: Record<string, string>;
};

/** The answer of an action that was refused: data for the same page, with the right status. */
export function refuse({ status, message, fields = {} }: Problem, values: FormValues = {}) {
  return data<FormProblem>({ ok: false, message, fields, values }, { status });
}

/** The answer to a form whose fields do not hold. */
export function refuseForm(parsed: { fields: Record<string, string>; values: FormValues }) {
  return refuse({ status: 400, message: parsed.fields[''] ?? '', fields: parsed.fields }, parsed.values);
}

/** The answer of an action that did as asked. */
export function done<Value extends Record<string, unknown>>(value: Value) {
  return { ok: true as const, ...value };
}

/** What the error page shows; thrown by loaders that have nothing to show. See `error-boundary.tsx`. */
export type PageProblem = { readonly title: string; readonly message: string };

/** `throw pageProblem(404, …)` in a loader: the nearest error boundary shows it instead of the page. */
export function pageProblem(status: ProblemStatus, problem: PageProblem) {
  return data<PageProblem>(problem, { status });
}

/** There is no such thing in this shop (or it is another shop's, which is the same to the reader). */
export function notFound(what: string) {
  return pageProblem(404, {
    title: `${what} not found`,
    message: 'It may have been removed, or the link may be wrong. Go back and choose it from the list.',
  });
}

/** Why Shopify gave nothing, in words for a person, with the status that fits. */
export function readProblem(problem: ReadProblem): Problem {
  switch (problem.kind) {
    case 'not_found':
      return { status: 404, message: 'Shopify has no such order in this shop.' };
    case 'missing_scope':
      return {
        status: 403,
        message: `Amends lacks a permission in Shopify (${problem.scope}). The owner can grant it by opening the app again.`,
      };
    case 'uninstalled':
      return {
        status: 403,
        message: 'Amends is no longer connected to this shop. Open it once more from the Shopify admin.',
      };
    case 'unavailable':
      return {
        status: 503,
        message: 'Shopify does not answer at the moment. Nothing was changed. Try again in a minute.',
      };
  }
}
