import type { MailId } from '../ids.ts';
import type { MailAddress } from './address.ts';

/**
 * Where a mail stands. `queued` waits for its time, `sending` is in somebody's hands. The ends: `sent` the mail server
 * took it; `failed` it certainly did not; `unknown` it may have; `dropped` it was not to be sent any more.
 */
export const mailStates = ['queued', 'sending', 'sent', 'failed', 'unknown', 'dropped'] as const;
export type MailState = (typeof mailStates)[number];

/** What is written in a mail. The HTML says the same as the text. */
export type MailContent = { subject: string; text: string; html: string };

export type OutgoingMail = MailContent & {
  to: { address: MailAddress; name: string };
  /** The name that it goes out under, in place of the configured one; the address is always that. */
  fromName: string | null;
  /** Where an answer goes; null = to the sender. */
  replyTo: MailAddress | null;
  /** The same for every send of this mail. */
  messageId: string;
  /** Message-IDs of the conversation that it goes on with, oldest first; the last one is what it answers. */
  thread: readonly string[];
  /** No person wrote it, so no machine is to answer it. */
  automatic: boolean;
  date: Date;
};

/**
 * How one send ended. `refused`: for good. `not_now`: it certainly was not taken, and may be later. `unknown`: all of it
 * had left when the connection was lost. `why` and `said` are the other side's words and may name the address.
 */
export type SendOutcome =
  { outcome: 'accepted'; said: string } | { outcome: 'refused' | 'not_now' | 'unknown'; why: string };

/** The mail server, as services know it; made in app/main. */
export type Mailer = {
  /**
   * Sends once. Never throws for what a mail server may do. When `hurry` is aborted it waits for nothing more: what had not
   * left by then was not sent, and of what had nobody knows.
   */
  send(mail: OutgoingMail, hurry?: AbortSignal): Promise<SendOutcome>;
  /** The Message-ID of a mail, of the sender's own domain. */
  messageIdOf(id: MailId): string;
};
