/**
 * Takes out of whatever is about to be logged what must never be in a log: tokens, secrets, signatures, e-mail
 * addresses and phone numbers in any text, and everything under a key that holds a person's data or a credential.
 */

const REMOVED = '[removed]';
const MAX_TEXT = 2_000;
const MAX_DEPTH = 6;
const MAX_ITEMS = 50;

/** Keys whose value is dropped whatever it is. Compared without case, `_` and `-`. */
const SECRET_KEYS = new Set(
  [
    [
      'authorization',
      'cookie',
      'setcookie',
      'headers',
      'hmac',
      'signature',
      'idtoken',
      'token',
      'accesstoken',
      'refreshtoken',
    ],
    [
      'sessiontoken',
      'session',
      'password',
      'secret',
      'apisecret',
      'apisecretkey',
      'clientsecret',
      'databaseurl',
      'connectionstring',
    ],
    [
      'body',
      'rawbody',
      'payload',
      'query',
      'search',
      'url',
      'variables',
      'values',
      'args',
      'form',
      'formdata',
      'onlineaccessinfo',
    ],
    [
      'name',
      'firstname',
      'lastname',
      'fullname',
      'customername',
      'customer',
      'staffname',
      'displayname',
      'email',
      'customeremail',
      'phone',
    ],
    [
      'address',
      'address1',
      'address2',
      'zip',
      'city',
      'words',
      'note',
      'message',
      'text',
      'reasontext',
      'user',
      'associateduser',
    ],
  ].flat(),
);

// What looks like a secret or a phone number but is needed to follow a matter through the log: kept word for word.
const KEPT = [
  '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  String.raw`gid://shopify/\w+/\d+`,
  String.raw`[a-z0-9][a-z0-9-]*\.myshopify\.com`,
  String.raw`\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?`,
].join('|');

const SECRETS = [
  // JSON web tokens: session tokens of App Bridge.
  String.raw`eyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?`,
  // Shopify's own tokens and secrets: shpat_, shpua_, shpss_, shprt_ …
  String.raw`\bshp[a-z]{2,4}_\w+`,
  // The secret in a link to a customer (app/domain/customer-link.ts).
  String.raw`\bamc_[\w-]+`,
  String.raw`\b(?:Bearer|Basic)\s+[\w.~+/=-]+`,
  // A parameter of a query string, a form or a piece of JSON.
  String.raw`["']?\b(?:id_token|hmac|signature|session|code|state|host|nonce|(?:access|refresh|subject|session)_?token|token|(?:client|api)_?secret|secret|password)["']?\s*[=:]\s*["']?[^\s&"',;}\])]+`,
  // User and password of a connection string.
  String.raw`(?<=\w://)[^\s/@]+:[^\s/@]+(?=@)`,
  // Digests: base64 and hex of SHA-256.
  String.raw`(?<![\w+/])[A-Za-z0-9+/]{43}=`,
  String.raw`\b[0-9a-f]{64}\b`,
].join('|');

const EMAIL = String.raw`[\p{L}\p{N}._%+'-]+(?:@|%40)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}`;
// A plus and seven digits, or nine digits and more with whatever people put between them. Ids are kept by their key.
const PHONE = String.raw`\+\d(?:[\s().\-/]{0,2}\d){6,14}|(?<![\w.])\(?\d(?:[\s().\-/]{0,2}\d){8,14}(?!\w)`;

const SENSITIVE = new RegExp(`(?<kept>${KEPT})|${SECRETS}|${EMAIL}|${PHONE}`, 'giu');
const WHOLE_ID = /^[1-9]\d{0,18}$/;
const ID_KEY = /id$/i;

/** A text without secrets, e-mail addresses and phone numbers, at most 2,000 characters long. */
export function redactText(text: string): string {
  const short = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  return short.replace(SENSITIVE, (found, ...rest) => {
    const groups: unknown = rest.at(-1);
    return typeof groups === 'object' && groups !== null && 'kept' in groups && groups.kept !== undefined
      ? found
      : REMOVED;
  });
}

/** A copy of the fields of a log line that is safe to write. Errors become type, message, code and stack. */
export function redactFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return cleanObject(fields, 0);
}

function cleanObject(fields: Readonly<Record<string, unknown>>, depth: number): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, cleanUnder(key, value, depth)]));
}

function cleanUnder(key: string, value: unknown, depth: number): unknown {
  if (value === undefined || value === null || typeof value === 'boolean') return value;
  if (value instanceof Error) return cleanError(value, depth);
  if (SECRET_KEYS.has(key.replaceAll(/[_-]/g, '').toLowerCase())) return REMOVED;
  if (typeof value === 'string' && ID_KEY.test(key) && WHOLE_ID.test(value)) return value;
  return clean(value, depth);
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) return value;
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Error) return cleanError(value, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'no date' : value.toISOString();
  if (typeof value !== 'object' || depth >= MAX_DEPTH) return REMOVED;
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item: unknown) => clean(item, depth + 1));
  return cleanObject(Object.fromEntries(Object.entries(value)), depth + 1);
}

/**
 * Only what is known to carry no data: drivers and clients hang the row or the request that failed on their errors.
 * The same for messages: Prisma quotes the arguments, GraphQL clients the variables, JSON.parse the text.
 */
function cleanError(error: Error, depth: number): Record<string, unknown> {
  const code: unknown = 'code' in error ? error.code : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: redactText(withoutQuotedData(error)),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(frames.length > 0 ? { stack: redactText(frames.join('\n')) } : {}),
    ...(error.cause instanceof Error && depth < MAX_DEPTH ? { cause: cleanError(error.cause, depth + 1) } : {}),
  };
}

function withoutQuotedData(error: Error): string {
  const lines = error.message.split('\n').filter((line) => line.trim() !== '');
  const said = error.name.startsWith('PrismaClient') ? (lines.at(-1) ?? '') : lines.join(' ');
  const withoutJson = said.replace(/[{[]\s*["{[].*$/s, '…');
  return error instanceof SyntaxError ? withoutJson.replace(/".*"/s, '"…"') : withoutJson;
}
