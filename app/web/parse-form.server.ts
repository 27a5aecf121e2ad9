import type { z } from 'zod';
import { readFormWithFiles, type Multipart } from './read-multipart.server.ts';
import { readBody } from './read-body.server.ts';

/** What a person typed, by field name, to fill the form again. A field that came several times keeps all its values. */
export type FormValues = Record<string, string | string[]>;

export type ParsedForm<Data> =
  | { readonly ok: true; readonly data: Data; readonly values: FormValues }
  | { readonly ok: false; readonly fields: Record<string, string>; readonly values: FormValues };

/**
 * Reads a form and parses it. Fields with the same name become a list; files are not accepted here.
 * On failure `fields` holds one message per field (nested ones by their path, `lines.0.quantity`; '' for the whole form)
 * and `values` everything that was typed.
 * @throws Response 413 for more than a megabyte, 400 for a body that is no form
 */
export async function parseForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<ParsedForm<z.output<Schema>>> {
  return parseValues(collect(await readForm(request)), schema);
}

/**
 * The same of a form with files, by the name of their field; what is no multipart has none.
 * @throws Response 413 for more than any honest form, 400 for a body that is no form
 */
export async function parseFormWithFiles<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<{ parsed: ParsedForm<z.output<Schema>>; files: Multipart['files'] }> {
  const isMultipart = request.headers.get('content-type')?.startsWith('multipart/') === true;
  if (!isMultipart) return { parsed: await parseForm(request, schema), files: {} };
  const form = await readFormWithFiles(request);
  if (form.ok) return { parsed: await parseValues({ ...form.value.values }, schema), files: form.value.files };
  throw form.error === 'too_large'
    ? new Response('Too large.', { status: 413 })
    : new Response('This is no form.', { status: 400 });
}

async function parseValues<Schema extends z.ZodType>(
  values: FormValues,
  schema: Schema,
): Promise<ParsedForm<z.output<Schema>>> {
  const parsed = await schema.safeParseAsync(values);
  if (parsed.success) return { ok: true, data: parsed.data, values };
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join('.')] ??= issue.message;
  return { ok: false, fields, values };
}

async function readForm(request: Request): Promise<FormData> {
  const body = await readBody(request);
  const contentType = request.headers.get('content-type') ?? '';
  try {
    return await new Response(body, { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw new Response('This is no form.', { status: 400 });
  }
}

function collect(form: FormData): FormValues {
  const values = Object.create(null) as FormValues;
  for (const [name, value] of form) {
    if (typeof value !== 'string') continue;
    const before = values[name];
    values[name] = before === undefined ? value : [before, value].flat();
  }
  return { ...values };
}
