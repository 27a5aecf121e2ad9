import PostalMime, { type Address, type Attachment } from 'postal-mime';
import { isAutomatic, type InboundMail } from '#app/domain/mail/inbound.ts';

const mostText = 50_000;
const mostAnswers = 50;
const messageIds = /<[^<>\s]{3,250}>/g;

/** Reads a mail as it came (RFC 5322, MIME). Throws on what is none. */
export async function readInboundMail(raw: Uint8Array): Promise<InboundMail> {
  const mail = await PostalMime.parse(raw, { maxNestingDepth: 50, maxHeadersSize: 200_000 });
  const { messageId, inReplyTo, references, subject = '', text, html } = mail;
  const answers = [...(inReplyTo?.match(messageIds) ?? []), ...(references?.match(messageIds) ?? []).toReversed()];
  const words = text?.trim() ? text : asText(html ?? '');
  return {
    messageId: messageId?.trim() ?? null,
    answers: answers.slice(0, mostAnswers),
    from:
      addressesOf(mail.from && [mail.from])[0]
        ?.trim()
        .toLowerCase() ?? null,
    to: [mail.to, mail.cc].flatMap(addressesOf).concat(mail.deliveredTo ?? []),
    subject: subject.slice(0, 500),
    text: words.replaceAll('\0', '').slice(0, mostText),
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
  return [{ name: filename ?? '', bytes }];
}

const addressesOf = (list: Address[] | undefined): string[] =>
  (list ?? []).flatMap((one) => one.address ?? (one.group ?? []).map(({ address }) => address ?? ''));

/** The words of a mail that has no plain part. What comes out is shown as text and never as markup. */
const asText = (html: string): string =>
  html
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<(br|\/p|\/div|\/tr|\/li)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/gi, ' ')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;/gi, '"')
    .replace(/&amp;/gi, '&')
    .replace(/\n{3,}/g, '\n\n');
