import { z } from 'zod';

const typed = z.record(
  z.string().max(80),
  z.union([z.string().max(60), z.null(), z.array(z.string().max(40)).max(40)]),
);

/** Parts of the rules as typed, by path, as JSON in one field: see `app/domain/limits/typed-policy.ts`. */
export const typedPolicyField = z
  .string()
  .max(100_000)
  .transform((text, issues) => {
    const read = typed.safeParse(parseJson(text));
    if (read.success) return read.data;
    issues.addIssue({ code: 'custom', message: 'This page is out of date. Reload it and try again.' });
    return z.NEVER;
  });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
