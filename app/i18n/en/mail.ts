/** E-mails to the shop's own people. */

/** What each kind of mail to staff is made of. Amounts and names come written for the reader. */
export type StaffMail = {
  kind: 'approval_asked';
  data: {
    complaintNumber: number;
    /** Who asks. */
    askedBy: string;
    /** For instance `€120.00`. */
    amount: string;
    /** One sentence: why it needs a second person. */
    why: string;
    /** Address of the page where it is decided. */
    link: string;
  };
};

export const mailTexts = {
  hello: (name: string) => `Hello ${name},`,
  footer: 'Sent by Amends. You get this because of your role in this shop.',
};

/** Subject, paragraphs and link of a mail to staff. */
export function staffMailTexts({ kind, data }: StaffMail) {
  switch (kind) {
    case 'approval_asked':
      return {
        subject: `Your approval is needed: C-${String(data.complaintNumber)}, ${data.amount}`,
        paragraphs: [
          `${data.askedBy} wants to give ${data.amount} on complaint C-${String(data.complaintNumber)} and needs your yes.`,
          data.why,
        ],
        action: { label: 'Look and decide', address: data.link },
      };
  }
}
