import type { MailContent } from '#app/domain/mail/mail.ts';
import { mailTexts, staffMailTexts, type StaffMail } from '#app/i18n/en/mail.ts';
import { layOut } from './layout.ts';

/** A mail to somebody who works in the shop, written out. */
export const writeStaffMail = (mail: StaffMail, name: string): MailContent =>
  layOut({ greeting: mailTexts.hello(name), ...staffMailTexts(mail), footer: mailTexts.footer });
