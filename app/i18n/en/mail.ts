/** E-mails to the shop's own people. */

type Asked = {
  complaintNumber: number;
  /** Who asks. */
  askedBy: string;
  /** For instance `€120.00`. */
  amount: string;
  /** In the words of who asks. */
  why: string;
  /** Address of the page where it is decided. */
  link: string;
};

/** What each kind of mail to staff is made of. Amounts and names come written for the reader. */
export type StaffMail =
  | { kind: 'approval_asked'; data: Asked }
  /** Nobody has answered in time: now it is the owner's. */
  | { kind: 'approval_late'; data: Asked }
  | {
      kind: 'approval_answered';
      data: {
        complaintNumber: number;
        amount: string;
        answeredBy: string;
        approved: boolean;
        why: string;
        /** Address of the complaint. */
        link: string;
      };
    };

export const mailTexts = {
  hello: (name: string) => `Hello ${name},`,
  footer: 'Sent by Amends. You get this because of your role in this shop.',
};

/** Subject, paragraphs and link of a mail to staff. */
export function staffMailTexts(mail: StaffMail) {
  const number = `C-${String(mail.data.complaintNumber)}`;
  switch (mail.kind) {
    case 'approval_asked':
    case 'approval_late': {
      const { askedBy, amount, why, link } = mail.data;
      const late = mail.kind === 'approval_late';
      return {
        subject: `${late ? 'Still waiting for approval' : 'Your approval is needed'}: ${number}, ${amount}`,
        paragraphs: [
          `${askedBy} wants to give ${amount} on complaint ${number} and needs your yes. Nothing is given before it.`,
          ...(late ? ['Nobody has answered in time, so it is yours to decide now.'] : []),
          why,
        ],
        action: { label: 'Look and decide', address: link },
      };
    }
    case 'approval_answered': {
      const { amount, answeredBy, approved, why, link } = mail.data;
      return {
        subject: `${approved ? 'Approved' : 'Not approved'}: ${number}, ${amount}`,
        paragraphs: [
          approved
            ? `${answeredBy} has approved ${amount} on complaint ${number}. It is on its way.`
            : `${answeredBy} has not approved ${amount} on complaint ${number}.`,
          ...(why === '' ? [] : [why]),
        ],
        action: { label: 'Open the complaint', address: link },
      };
    }
  }
}
