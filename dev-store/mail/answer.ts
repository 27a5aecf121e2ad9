import { createHmac, randomUUID } from 'node:crypto';
import type { DevStoreOptions } from '../options.ts';
import type { Mail } from '../state/types.ts';

/** What came of an answer: the app's status, or null when no mail comes in or nobody answered. */
export type Answered = number | null;

/** Brings the app an answer to a mail, as the service would that takes the shop's mail: the mail as it is, signed. */
export async function answerMail(
  { appUrl, inboundSecret }: DevStoreOptions,
  shop: string,
  mail: Mail,
  words: string,
): Promise<Answered> {
  if (inboundSecret === null) return null;
  const replyTo = mail.headers?.find(({ name }) => name === 'reply-to')?.value ?? mail.from;
  const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ');
  const encoded = (text: string): string => `=?utf-8?B?${Buffer.from(oneLine(text)).toString('base64')}?=`;
  const quoted = mail.text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
  const body = [
    ...[`Message-ID: <${randomUUID()}@customer.example>`, `From: ${oneLine(mail.to[0] ?? '')}`],
    ...[`To: ${oneLine(replyTo)}`, `Subject: ${encoded(`Re: ${mail.subject}`)}`],
    ...(mail.messageId ? [`In-Reply-To: ${oneLine(mail.messageId)}`] : []),
    ...['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', ''],
    Buffer.from(`${words}\n\nOn ${mail.at} the shop wrote:\n${quoted}`).toString('base64'),
  ].join('\r\n');
  const timestamp = String(Math.floor(Date.now() / 1000));
  const secret = createHmac('sha256', inboundSecret).update(`inbound-mail\n${shop}`).digest('hex');
  const signature = createHmac('sha256', secret).update(`${timestamp}.${shop}.${body}`).digest('hex');
  const headers = { 'x-amends-shop': shop, 'x-amends-timestamp': timestamp, 'x-amends-signature': signature };
  try {
    return (await fetch(`${appUrl}/inbound/mail`, { method: 'POST', headers, body })).status;
  } catch {
    return null;
  }
}
