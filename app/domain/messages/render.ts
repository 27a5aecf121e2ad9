import { isVariable } from './variables.ts';
import type { VariableName, VariableValues } from './variables.ts';

/** A text before anything is filled in. `subject` is one line; paragraphs of the body are parted by an empty line. */
export type Template = { subject: string; body: string };

export type Rendered = {
  /** What is not known stands as it was, `{{due}}`, so that a person can see where it belongs. */
  text: Template;
  /** Known names without a value: the text cannot be sent as it is. */
  missing: VariableName[];
  /** Names between braces that are none of ours. */
  unknown: string[];
};

const slot = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Fills a text in. A value is put in as it is: braces inside it are not looked at again. */
export function render(template: Template, values: VariableValues): Rendered {
  const missing = new Set<VariableName>();
  const unknown = new Set<string>();
  const fill = (text: string) =>
    text.replace(slot, (whole, name: string) => {
      if (!isVariable(name)) {
        unknown.add(name);
        return whole;
      }
      const value = values[name]?.trim() ?? '';
      if (value !== '') return value;
      missing.add(name);
      return whole;
    });
  const text = { subject: fill(template.subject), body: fill(template.body) };
  return { text, missing: [...missing], unknown: [...unknown] };
}

/** The names that a text asks for, in the order of their first place. */
export function namesIn({ subject, body }: Template): string[] {
  const names = [...`${subject}\n${body}`.matchAll(slot)].map(([, name = '']) => name);
  return [...new Set(names)];
}

export type TemplateProblem =
  | { field: 'subject' | 'body'; kind: 'empty' }
  | { field: 'subject' | 'body'; kind: 'too_long'; most: number }
  | { field: 'subject' | 'body'; kind: 'unknown_variable'; name: string }
  | { field: 'subject' | 'body'; kind: 'open_brace' }
  | { field: 'subject'; kind: 'more_lines' };

const most = { subject: 150, body: 5000 };

/** What is wrong with a text that somebody has typed, at most one thing a field. */
export function checkTemplate(template: Template): TemplateProblem[] {
  return (['subject', 'body'] as const).flatMap((field): TemplateProblem[] => {
    const text = template[field].trim();
    if (text === '') return [{ field, kind: 'empty' }];
    if (text.length > most[field]) return [{ field, kind: 'too_long', most: most[field] }];
    if (field === 'subject' && /[\r\n]/.test(text)) return [{ field, kind: 'more_lines' }];
    const name = [...text.matchAll(slot)].map(([, each = '']) => each).find((each) => !isVariable(each));
    if (name !== undefined) return [{ field, kind: 'unknown_variable', name }];
    return /\{\{|\}\}/.test(text.replace(slot, '')) ? [{ field, kind: 'open_brace' }] : [];
  });
}
