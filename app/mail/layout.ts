/** How every mail looks: one column, our own words, nothing that is fetched from anywhere. */
import { oneLine } from '#app/domain/mail/address.ts';
import type { Language } from '#app/domain/language.ts';
import type { MailContent } from '#app/domain/mail/mail.ts';

export type MailParts = {
  language: Language;
  subject: string;
  /** Each stands for itself; plain text. */
  paragraphs: readonly string[];
  action: { label: string; address: string } | null;
  /** Answers of which she chooses one, each a link. */
  choices?: readonly { label: string; address: string }[];
  /** Who sent it, and why to this reader. */
  footer: string;
};

const mostOfASubject = 150;
const colors = { ink: '#303030', quiet: '#616161', ground: '#f1f1f1', card: '#ffffff', button: '#303030' };
const font = '-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica,Arial,sans-serif';

/** The same mail as text and as HTML. Whatever is in the parts stands there as text. */
export function layOut({ language, subject, paragraphs, action, choices = [], footer }: MailParts): MailContent {
  const address = action && safeAddress(action.address);
  const answers = choices.map((choice) => ({ label: choice.label, address: safeAddress(choice.address) }));
  const listed = answers.map((answer) => `${answer.label}: ${answer.address}`).join('\n');
  const lines = [
    ...paragraphs,
    ...(answers.length > 0 ? [listed] : []),
    ...(action && address ? [`${action.label}: ${address}`] : []),
    `--\n${footer}`,
  ];
  const title = shortened(oneLine(subject));
  return {
    subject: title,
    text: `${lines.join('\n\n')}\n`,
    html: page(language, title, [
      ...paragraphs.map(paragraph),
      ...answers.map((answer) => choice(answer.label, answer.address)),
      ...(action && address ? [button(action.label, address)] : []),
      `<p style="margin:24px 0 0;font-size:12px;line-height:18px;color:${colors.quiet}">${escaped(footer)}</p>`,
    ]),
  };
}

function page(language: Language, title: string, content: readonly string[]): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title></head>
<body style="margin:0;padding:24px 12px;background:${colors.ground};color:${colors.ink};font-family:${font}">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0"><tr><td align="center">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" style="max-width:560px;background:${colors.card};border-radius:12px"><tr><td style="padding:24px;font-size:15px;line-height:22px">
${content.join('\n')}
</td></tr></table>
</td></tr></table>
</body></html>
`;
}

// What people wrote keeps its lines.
const paragraph = (text: string): string =>
  `<p style="margin:0 0 16px;overflow-wrap:anywhere">${escaped(text).replaceAll('\n', '<br>')}</p>`;

const button = (label: string, address: string): string =>
  `<p style="margin:24px 0 0"><a href="${escaped(address)}" style="display:inline-block;padding:10px 16px;border-radius:8px;background:${colors.button};color:#ffffff;font-weight:600;text-decoration:none">${escaped(label)}</a></p>`;

const choice = (label: string, address: string): string =>
  `<p style="margin:0 0 8px"><a href="${escaped(address)}" style="display:block;padding:10px 16px;border:1px solid #8a8a8a;border-radius:8px;color:${colors.ink};font-weight:600;text-decoration:none">${escaped(label)}</a></p>`;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

const shortened = (text: string): string =>
  text.length > mostOfASubject ? `${text.slice(0, mostOfASubject - 1)}…` : text;

/** A link leads to a web page and nowhere else; anything else is a bug. */
function safeAddress(address: string): string {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw new Error('a link in a mail that is no web address');
  return url.href;
}
