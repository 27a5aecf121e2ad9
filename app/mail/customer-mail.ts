import type { MessageText } from '#app/domain/complaint/message.ts';
import type { MailContent } from '#app/domain/mail/mail.ts';
import { customerMailFooter } from '#app/i18n/customer/mail.ts';
import { layOut } from './layout.ts';

export type CustomerMail = MessageText & {
  /** The shop's name: the only one that a customer knows. */
  shop: string;
  action: { label: string; address: string } | null;
  /** Answers of which she chooses one. */
  choices?: readonly { label: string; address: string }[];
};

/** A mail to a customer, written out. Its text brings its own greeting. */
export const writeCustomerMail = ({ language, subject, body, shop, action, choices = [] }: CustomerMail): MailContent =>
  layOut({
    language,
    subject,
    paragraphs: body.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== ''),
    action,
    choices,
    footer: customerMailFooter[language](shop),
  });
