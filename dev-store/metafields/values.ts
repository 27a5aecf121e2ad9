/** What a metafield may hold. Sentences as recorded [W]; types beyond these are refused (wording assumed). */
export type ValueError = { field: 'key' | 'namespace' | 'type' | 'value'; message: string; code: string | null };

const INTEGER = /^-?\d+$/;
const DECIMAL = /^-?\d+(\.\d+)?$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;

/** By type: the sentence about a value that is none, or null. */
const CHECKS: Readonly<Record<string, (value: string) => string | null>> = {
  single_line_text_field: (value) =>
    value.trim() === ''
      ? "Value can't be blank."
      : /[\r\n]/.test(value)
        ? 'Value must be a single line text string.'
        : null,
  multi_line_text_field: (value) => (value.trim() === '' ? "Value can't be blank." : null),
  number_integer: (value) => (INTEGER.test(value) ? null : 'Value must be an integer.'),
  number_decimal: (value) => (DECIMAL.test(value) ? null : 'Value must be a decimal.'),
  boolean: (value) => (['true', 'false'].includes(value) ? null : 'Value must be true or false.'),
  json: (value) => (isJson(value) ? null : 'Value is invalid JSON.'),
  date: (value) =>
    DATE.test(value) && !Number.isNaN(Date.parse(value)) ? null : 'Value must be in YYYY-MM-DD format.',
  date_time: (value) =>
    DATE_TIME.test(value) && !Number.isNaN(Date.parse(value))
      ? null
      : 'Value must be in “YYYY-MM-DDTHH:MM:SS” format. For example: 2022-06-01T15:30:00',
  url: (value) => (URL.canParse(value) ? null : 'Value must be a valid URL.'),
  id: (value) => (value.trim() === '' ? "Value can't be blank." : null),
};

const RESERVED = ['protected', 'shopify_standard', 'shopify-l10n-fields'];

/** What is wrong with a metafield, first thing first; null when it can be set. */
export function valueError(facts: {
  namespace: string;
  key: string;
  type: string | null | undefined;
  value: string;
}): ValueError | null {
  const length = lengthError('namespace', facts.namespace, 3, 255) ?? lengthError('key', facts.key, 2, 64);
  if (length !== null) return length;
  if (RESERVED.includes(facts.namespace)) {
    return { field: 'namespace', message: `Namespace ${facts.namespace} is a reserved namespace`, code: null };
  }
  if (facts.type == null) return { field: 'type', message: "Type can't be blank", code: 'BLANK' };
  const check = CHECKS[facts.type];
  if (check === undefined) return { field: 'type', message: 'Type is invalid', code: 'INVALID_TYPE' };
  const message = check(facts.value);
  return message === null ? null : { field: 'value', message, code: 'INVALID_VALUE' };
}

function lengthError(field: 'key' | 'namespace', text: string, least: number, most: number): ValueError | null {
  const name = field === 'key' ? 'Key' : 'Namespace';
  if (text.length < least) {
    return { field, message: `${name} is too short (minimum is ${least} characters)`, code: 'TOO_SHORT' };
  }
  return text.length > most
    ? { field, message: `${name} is too long (maximum is ${most} characters)`, code: 'TOO_LONG' }
    : null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** `jsonValue`: numbers, booleans and JSON as themselves, everything else as text. */
export function jsonValue(type: string, value: string): unknown {
  return ['number_integer', 'boolean', 'json'].includes(type) ? JSON.parse(value) : value;
}
