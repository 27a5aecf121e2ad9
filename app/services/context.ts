import type { Database } from '#app/db/database.server.ts';
import type { Clock } from '#app/config/clock.ts';
import type { Logger } from '#app/config/logger.server.ts';
import type { AttachmentId, ShopId } from '#app/domain/ids.ts';
import type { MailAddress } from '#app/domain/mail/address.ts';
import type { Actor, Staff } from '#app/domain/people.ts';
import type { ShopifyGateway } from '#app/domain/remedy/gateway.ts';
import type { JobQueue } from '#app/db/job-queue.server.ts';

/** How long to wait before certain verdicts, in ms. Configurable so that tests need not wait. */
export type Timing = {
  /** No "it was not issued" before this long after the last send: Shopify may commit late. */
  quarantineMs: number;
  /** A worker that has not finished an attempt by then is taken for dead. Longer than any call to Shopify. */
  leaseMs: number;
};

/**
 * Where answers of customers come in by e-mail: one address for all shops, and the secret that the seals in reply addresses and
 * each shop's own signature are derived from.
 */
export type InboundMail = { address: MailAddress; secret: string };

/** What every service gets first: one shop, who acts, and the means. Nothing is ambient. */
export type ShopContext = {
  shopId: ShopId;
  actor: Actor;
  clock: Clock;
  db: Database;
  jobs: JobQueue;
  gateway: ShopifyGateway;
  log: Logger;
  timing: Timing;
  /** Whether a mail server is configured. Without one no mail is written: nothing waits that nobody will send. */
  mailOn: boolean;
  /** Null where no mail comes in. */
  inbound: InboundMail | null;
  /** Where a person opens a page of the app: `/app/complaints/<id>` inside this shop's admin. For links in mails. */
  adminAddress: (path: string) => string;
  /** Where a customer opens a page of ours, by its path. For links in mails. */
  customerAddress: (path: string) => string;
  /** The secret of a key for another tool of this shop. */
  intakeSecret: (keyId: string, salt: string) => string;
  /** Where a browser gets a file of this shop, for an hour or two. Only for a reader who may see its complaint. */
  fileAddress: (id: AttachmentId, form: 'thumb' | 'whole') => string;
};

/** A context in which a member of staff acts. */
export type StaffContext = ShopContext & { actor: Staff };
