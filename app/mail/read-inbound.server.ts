import PostalMime, { type Address, type Attachment } from 'postal-mime';
import { isAutomatic, type InboundMail } from '#app/domain/mail/inbound.ts';

const mostText = 50_000;
const mostAnswers = 50;
/** Longer ones nobody makes, and they would not fit where they are remembered. */
const mostMessageId = 500;
const mostAddress = 320;
const messageIds = /<[^<>\s]{3,250}>/g;

/** A text as the database takes it, cut: without NUL, and without half a sign at its end. */
const kept = (text: string, most: number): string => text.slice(0, most).replaceAll(/[\0\p{Cs}]/gu, '');

/** Reads a mail as it came (RFC 5322, MIME). Throws on what is none. */
export async function readInboundMail(raw: Uint8Array): Promise<InboundMail> {
  const mail = await PostalMime.parse(raw, { maxNestingDepth: 50, maxHeadersSize: 200_000 });
  const { messageId, inReplyTo, references, subject = '', text, html } = mail;
  const answers = [inReplyTo?.match(messageIds) ?? [], (references?.match(messageIds) ?? []).toReversed()].flat();
  const words = text?.trim() ? text : asText(html ?? '');
  const [from] = addressesOf(mail.from && [mail.from]);
  return {
    messageId: messageId === undefined ? null : kept(messageId.trim(), mostMessageId),
    answers: answers.slice(0, mostAnswers).map((id) => kept(id, mostMessageId)),
    from: from === undefined ? null : kept(from.trim().toLowerCase(), mostAddress),
    to: [mail.to, mail.cc].flatMap(addressesOf).concat(mail.deliveredTo ?? []),
    subject: kept(subject, 500),
    text: kept(words, mostText),
    files: mail.attachments.flatMap(fileOf),
    automatic: isAutomatic(mail.headers),
  };
}

// What programs add to a mail: signatures of its sender, invitations, and what only Outlook reads.
const noFiles =
  /^(application\/(x-)?pkcs7-(signature|mime)|application\/pgp-(signature|keys|encrypted)|text\/calendar|application\/ms-tnef)\b/i;
/** A picture inside of the words smaller than this is a logo or an icon of a signature, no photo of a fault. */
const leastInline = 8 * 1024;

function fileOf({ filename, mimeType, content, related }: Attachment): { name: string; bytes: Uint8Array }[] {
  if (noFiles.test(mimeType)) return [];
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  if (related && bytes.length < leastInline) return [];
  return [{ name: kept(filename ?? '', 200), bytes }];
}

const addressesOf = (list: Address[] | undefined): string[] =>
  (list ?? []).flatMap((one) => one.address ?? (one.group ?? []).map(({ address }) => address ?? ''));

/** What is no text to look at, with all that stands inside. */
const unseen = /^<(style|script|head)\b/i;
const endsLine = /^<(?:br|\/p|\/div|\/tr|\/li)\b/i;

/**
 * The words of a mail that has no plain part. What comes out is shown as text and never as markup. Each sign is looked at once or
 * twice, however oddly it is written: anybody can write one, of 36 MB.
 */
function asText(html: string): string {
  const words: string[] = [];
  const neverEnds = new Set<string>();
  let length = 0;
  for (let at = 0; at < html.length && length < 10 * mostText;) {
    const open = html.indexOf('<', at);
    const close = open < 0 ? -1 : html.indexOf('>', open);
    const until = close < 0 ? html.length : open;
    words.push(html.slice(at, until));
    length += until - at;
    if (close < 0) break;
    const begins = html.slice(open, open + 8);
    if (endsLine.test(begins)) words.push('\n');
    const name = unseen.exec(begins)?.[1]?.toLowerCase();
    at = (name === undefined || neverEnds.has(name) ? null : endOf(html, name, close)) ?? close + 1;
    if (name !== undefined && at === close + 1) neverEnds.add(name);
  }
  return words
    .join('')
    .replace(/&nbsp;/gi, ' ')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;/gi, '"')
    .replace(/&amp;/gi, '&')
    .replace(/\n{3,}/g, '\n\n');
}

/** Behind the next end of this element; null where there is none. */
function endOf(html: string, name: string, from: number): number | null {
  const ending = new RegExp(`</${name}\\s{0,20}>`, 'gi');
  ending.lastIndex = from;
  return ending.exec(html) === null ? null : ending.lastIndex;
}
