/** A mail that has come in, as far as anything here rests on it. Its words are text, whatever it was written in. */
export type InboundMail = {
  messageId: string | null;
  /** Of what it answers, latest first. */
  answers: readonly string[];
  /** The address that it says it is from, in lower case; null where it names none. Anybody can write one. */
  from: string | null;
  to: readonly string[];
  subject: string;
  text: string;
  /** Written by a machine: an absence notice, a bounce, a list. */
  automatic: boolean;
};

/** `C-1042` in a subject, as all our mails have it. */
export function numberIn(subject: string): number | null {
  const [, number] = /\bC-(\d{1,9})\b/i.exec(subject) ?? [];
  return number === undefined ? null : Number(number);
}

const headersOfMachines: Record<string, (value: string) => boolean> = {
  // RFC 3834; "no" is what a person's mail may say.
  'auto-submitted': (value) => !/^no\b/i.test(value.trim()),
  'x-autoreply': () => true,
  'x-autorespond': () => true,
  'x-auto-response-suppress': (value) => /\b(all|oof|autoreply)\b/i.test(value),
  precedence: (value) => /^(auto_reply|bulk|junk|list)$/i.test(value.trim()),
  'list-id': () => true,
  // A bounce has no sender to bounce to.
  'return-path': (value) => value.trim() === '<>',
};

/** Whether a machine wrote it: such a mail is never answered, or two machines would write to each other for ever. */
export const isAutomatic = (headers: readonly { key: string; value: string }[]): boolean =>
  headers.some(({ key, value }) => headersOfMachines[key.toLowerCase()]?.(value) ?? false);

/** Lines with which mail programs begin what is quoted, in the languages that we write. */
const quoteBegins = [
  /^On .{5,200} wrote:$/,
  /^(?:Dne|Dňa) .{5,200} napsal(?:\(a\)|a)?:$/,
  /^(?:W dniu|Dnia) .{5,200} (?:pisze|napisał(?:\(a\)|a)?):$/,
  /^.{5,200} (?:пише|пишет|написав(?:\(ла\))?|написал(?:\(а\))?)\s?:$/,
  /^-{2,}\s*(?:Original Message|Původní zpráva|Wiadomość oryginalna|Исходное сообщение|Оригінальне повідомлення)\s*-{2,}$/i,
  /^_{10,}$/,
];

/**
 * What somebody has written, and the older mails below it that her program has put there. Only what stands at the end is
 * folded away: an answer between quoted lines stays whole.
 */
export function parted(text: string): { said: string; quoted: string } {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const begins = lines.findIndex((line) => quoteBegins.some((begin) => begin.test(line.trim())));
  let end = begins >= 0 && answersNothing(lines.slice(begins + 1)) ? begins : lines.length;
  if (end === lines.length) while (end > 0 && isQuoted(lines[end - 1])) end -= 1;
  const said = lines.slice(0, end).join('\n').trim();
  // A mail that is nothing but a quotation is shown as it is.
  if (said === '') return { said: text.trim(), quoted: '' };
  return { said, quoted: lines.slice(end).join('\n').trim() };
}

const isQuoted = (line: string | undefined): boolean => line !== undefined && (/^>/.test(line) || line.trim() === '');

/** Below the line that begins a quotation there is nothing of her own: all is quoted, or (programs that mark nothing) none is. */
const answersNothing = (below: readonly string[]): boolean => {
  const marked = below.filter((line) => line.startsWith('>')).length;
  return marked === 0 || below.every(isQuoted);
};
