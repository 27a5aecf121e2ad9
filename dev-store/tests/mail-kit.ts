import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Desk } from './harness.ts';

export const FROM = 'amends@example.com';

/**
 * Sends a mail as any mail program does; resolves with the server's words, rejects with its refusal or the lost
 * connection. `leaves` hangs up.
 */
export function sendMail(desk: Desk, to: string, more: object = {}, leaves?: AbortSignal): Promise<string> {
  const { hostname, port } = new URL(desk.devStore.smtpUrl ?? '');
  const connection = new SMTPConnection({ host: hostname, port, ignoreTLS: true });
  return new Promise<string>((resolve, reject) => {
    connection.once('error', reject);
    leaves?.addEventListener('abort', () => {
      connection.close();
      reject(new Error('left'));
    });
    connection.connect((problem) => {
      if (problem) reject(problem);
      else
        void new MailComposer({ from: FROM, to, subject: 'Hello', text: 'A line', ...more })
          .compile()
          .build()
          .then((message) => {
            connection.send({ from: FROM, to }, message, (refused, done) => {
              if (refused) reject(refused);
              else resolve(done.response);
            });
          });
    });
  }).finally(() => {
    connection.close();
  });
}
