import type { Database } from '#app/db/database.server.ts';
import { dueMails, forgetMails, oldMails } from '#app/db/mails.server.ts';
import type { Clock } from '#app/config/clock.ts';
import type { ShopId } from '#app/domain/ids.ts';
import type { Mailer } from '#app/domain/mail/mail.ts';
import type { ShopContext } from '../context.ts';
import { sendMail } from './send-mail.server.ts';

export type MailSweepMeans = {
  db: Database;
  clock: Clock;
  /** Null where no mail server is configured: mails wait. */
  mailer: Mailer | null;
  contextFor: (shopId: ShopId) => ShopContext;
};

/** A sweep takes at most this many; the next one goes on from there. */
const mostPerSweep = 100;
const atOnce = 4;
/** Long enough to look into a mail that somebody misses. */
const keptMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Sends mails whose time has come, whatever happened to their job: what waits to be tried again, and what a dead worker
 * left. Lower age bound: `next_at`. Upper: two days, when they are given up. Answers how many were looked at.
 */
export async function sweepMails(
  { db, clock, mailer, contextFor }: MailSweepMeans,
  isStopping: () => boolean = () => false,
): Promise<number> {
  if (mailer === null) return 0;
  const due = await db.asSystem((client) => dueMails(client, clock.now(), mostPerSweep));
  const waiting = due.values();
  const one = async () => {
    for (const { shopId, mailId } of waiting) {
      if (isStopping()) return;
      const ctx = contextFor(shopId);
      // One mail that cannot be looked at must not keep the others waiting.
      await sendMail(ctx, mailer, mailId).catch((error: unknown) => {
        ctx.log.error({ err: error, mail: mailId }, 'a mail could not be sent');
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return due.length;
}

/** Takes names, addresses and contents out of mails that ended a month ago. Answers how many. */
export async function forgetOldMails({ db, clock }: Pick<MailSweepMeans, 'db' | 'clock'>): Promise<number> {
  const before = new Date(clock.now().getTime() - keptMs);
  const old = await db.asSystem((client) => oldMails(client, before, mostPerSweep));
  let forgotten = 0;
  for (const shopId of new Set(old.map((one) => one.shopId))) {
    const mailIds = old.filter((one) => one.shopId === shopId).map((one) => one.mailId);
    forgotten += await forgetMails(db.statements(shopId), shopId, mailIds);
  }
  return forgotten;
}
