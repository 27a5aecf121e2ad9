import type { MailContent } from '#app/domain/mail/mail.ts';
import { mailTexts, staffMailTexts, type StaffMail } from '#app/i18n/en/mail.ts';
import { layOut } from './layout.ts';

/** A mail to somebody who works in the shop, written out. */
export function writeStaffMail(mail: StaffMail, name: string): MailContent {
  const { subject, paragraphs, action } = staffMailTexts(mail);
  return layOut({
    language: 'en',
    subject,
    paragraphs: [mailTexts.hello(name), ...paragraphs],
    action,
    footer: mailTexts.footer,
  });
}
