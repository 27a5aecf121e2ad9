/** Hands mails to a mail server over SMTP (RFC 5321): one connection a mail, opened when it is sent. */
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection, { type SMTPEnvelope } from 'nodemailer/lib/smtp-connection';
import type { Mailer, OutgoingMail, SendOutcome } from '#app/domain/mail/mail.ts';
import type { MailSender, SmtpAddress } from '#app/config/mail-settings.ts';

export type SmtpOptions = {
  readonly address: SmtpAddress;
  readonly from: MailSender;
  /** A send takes no longer than this, from connecting to the last answer, in ms. */
  readonly timeoutMs: number;
};

/** Refusals of the envelope that speak of our account, not of the mail: whoever keeps it can put that right (RFC 4954). */
const ofTheAccount = new Set([530, 534, 535, 538]);
const ofTheMail = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

/** No machine answers it, and no absence notice comes back: RFC 3834, and in the words of Exchange ([MS-OXCMAIL] 2.1.3.2.20). */
const ofMachines = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' };

export function createMailer(options: SmtpOptions): Mailer {
  const domain = options.from.address.slice(options.from.address.lastIndexOf('@') + 1);
  return {
    send: async (mail, hurry) => {
      const message = composed(mail, options.from);
      return handOver(options, message.getEnvelope(), await message.build(), hurry);
    },
    messageIdOf: (id) => `<${id}@${domain}>`,
  };
}

/** Whether the mail server answers and takes our password; in its words when not. Sends nothing. */
export function greet(options: SmtpOptions): Promise<string | null> {
  return onConnection(options, (connection, end) => {
    connection.once('error', (problem: SmtpProblem) => {
      end(problem.message);
    });
    opened(connection, options, (problem) => {
      end(problem?.message ?? null);
    });
  });
}

function composed(mail: OutgoingMail, from: MailSender) {
  const { to, fromName, replyTo, subject, text, html, messageId, thread, automatic, date } = mail;
  const answered = thread.at(-1);
  return new MailComposer({
    from: { ...from, name: fromName ?? from.name },
    to,
    ...(replyTo !== null && { replyTo }),
    subject,
    text,
    html,
    messageId,
    date,
    // Her mail program shows it below what it goes on with (RFC 5322, section 3.6.4).
    ...(answered !== undefined && { inReplyTo: answered, references: [...thread] }),
    ...(automatic && { headers: ofMachines }),
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
}

function handOver(
  options: SmtpOptions,
  envelope: SMTPEnvelope,
  message: Buffer,
  hurry: AbortSignal | undefined,
): Promise<SendOutcome> {
  const content = Readable.from([message]);
  let left = false;
  // Heard before the line with the dot is written that ends the content: without it no server may take the mail.
  content.once('end', () => (left = true));
  return onConnection({ ...options, hurry }, (connection, end) => {
    const failed = (problem: SmtpProblem): void => {
      end(outcomeOf(problem, left));
    };
    connection.once('error', failed);
    opened(connection, options, (problem) => {
      if (problem) failed(problem);
      else {
        connection.send(envelope, content, (refused, done) => {
          if (refused) failed(refused);
          else end({ outcome: 'accepted', said: done.response });
        });
      }
    });
  });
}

type SmtpProblem = Error & {
  responseCode?: number | undefined;
  response?: string | undefined;
  command?: string | undefined;
};

/** What an answer means is its code; without one it depends on how much of the mail had left. */
function outcomeOf({ responseCode, response, command, message }: SmtpProblem, left: boolean): SendOutcome {
  const why = response ?? message;
  if (responseCode === undefined) return { outcome: left ? 'unknown' : 'not_now', why };
  const forGood = responseCode >= 500 && ofTheMail.has(command ?? '') && !ofTheAccount.has(responseCode);
  return { outcome: forGood ? 'refused' : 'not_now', why };
}

/** One connection, closed when `end` is called for the first time, which it is at the latest when the time is over. */
function onConnection<T>(
  { address, timeoutMs, hurry }: SmtpOptions & { hurry?: AbortSignal | undefined },
  work: (connection: SMTPConnection, end: (result: T) => void) => void,
): Promise<T> {
  const connection = new SMTPConnection({
    host: address.host,
    port: address.port,
    secure: address.tls === 'from_start',
    requireTLS: address.tls === 'required',
    ignoreTLS: address.tls === 'none',
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  return new Promise<T>((resolve) => {
    const enough = (): void => {
      connection.emit('error', new Error('nobody waited any longer'));
    };
    const limit = setTimeout(enough, timeoutMs);
    hurry?.addEventListener('abort', enough);
    work(connection, (result) => {
      clearTimeout(limit);
      hurry?.removeEventListener('abort', enough);
      // An error after the end changes nothing, and without a listener it would end the process.
      connection.on('error', () => undefined);
      connection.close();
      resolve(result);
    });
    if (hurry?.aborted) enough();
  });
}

/** Connected, greeted and signed in. */
function opened(
  connection: SMTPConnection,
  { address }: SmtpOptions,
  then: (problem: SmtpProblem | null) => void,
): void {
  connection.connect((problem) => {
    if (problem || address.auth === null) then(problem ?? null);
    else {
      connection.login({ ...address.auth }, (refused) => {
        then(refused);
      });
    }
  });
}
