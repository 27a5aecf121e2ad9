import type { Job as QueuedJob, PgBoss } from 'pg-boss';
import type { Clock } from '#app/config/clock.ts';
import type { Logger } from '#app/config/logger.server.ts';
import { LOOKING_FOR_JOBS } from '#app/db/job-schema.server.ts';
import type { Database } from '#app/db/database.server.ts';
import { parseShopId, trusted } from '#app/domain/ids.ts';
import type { ShopId } from '#app/domain/ids.ts';
import type { Mailer } from '#app/domain/mail/mail.ts';
import type { ShopContext } from '#app/services/context.ts';
import { askCustomers } from '#app/services/ask-back/ask-customers.server.ts';
import { forgetOldLinks } from '#app/services/customer-links/open-link.server.ts';
import { storeFile } from '#app/services/files/store-file.server.ts';
import { sweepFiles } from '#app/services/files/sweep-files.server.ts';
import { answerAsk, forgetOldIntake } from '#app/services/intake/ask-for-link.server.ts';
import { forgetSlots } from '#app/services/limits/forget-slots.server.ts';
import { sendMail } from '#app/services/mail/send-mail.server.ts';
import { forgetOldMails, sweepMails } from '#app/services/mail/sweep-mails.server.ts';
import { acknowledgeAll } from '#app/services/messages/acknowledge.server.ts';
import { tellAllOfRemedies } from '#app/services/messages/tell-remedies.server.ts';
import { checkOrder } from '#app/services/reconciliation/check-order.server.ts';
import { reconcileShop } from '#app/services/reconciliation/reconcile-shop.server.ts';
import type { Reach } from '#app/services/reconciliation/reconcile-shop.server.ts';
import { sweepApprovals } from '#app/services/approvals/sweep-approvals.server.ts';
import { sweepClocks } from '#app/services/complaints/watch-clocks.server.ts';
import { refreshOrder } from '#app/services/orders/refresh-order.server.ts';
import { sweepPromises } from '#app/services/promises/sweep-promises.server.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { refreshRemedy } from '#app/services/resolutions/refresh-remedy.server.ts';
import { sweepRemedies } from '#app/services/resolutions/sweep.server.ts';
import { forgetOldDeliveries } from '#app/services/webhooks/forget-deliveries.server.ts';
import { workOffInbox } from '#app/services/webhooks/work-off-inbox.server.ts';
import { jobPayloads } from './definitions.ts';
import type { Job } from './definitions.ts';

export type WorkerMeans = {
  boss: PgBoss;
  db: Database;
  clock: Clock;
  log: Logger;
  /** Null where no mail server is configured. */
  mailer: Mailer | null;
  /** What a service gets. With `interactive` a person waits for its calls to Shopify; what is `spare` waits for everybody. */
  contextFor: (shopId: ShopId, urgency?: 'interactive' | 'background' | 'spare') => ShopContext;
};

export type Worker = {
  /** Takes no new work, lets running work end (at most 10 s). */
  stop(): Promise<void>;
  /** Whether it has swept, and looked into the inbox, lately. */
  healthy(): boolean;
};

type Handlers = { [Name in Job['name']]: (means: WorkerMeans, payload: unknown) => Promise<void> };

/** Each job wakes one service. All of them are safe to run twice. */
const handlers: Handlers = {
  'advance-remedy': async ({ contextFor }, payload) => {
    const { shopId, remedyId } = jobPayloads['advance-remedy'].parse(payload);
    await advanceRemedy(contextFor(shopId, 'interactive'), remedyId);
  },
  'follow-remedy': async ({ contextFor }, payload) => {
    const { shopId, remedyId } = jobPayloads['follow-remedy'].parse(payload);
    await advanceRemedy(contextFor(shopId), remedyId);
  },
  'refresh-remedy': async ({ contextFor }, payload) => {
    const { shopId, remedyId, usedOn } = jobPayloads['refresh-remedy'].parse(payload);
    await refreshRemedy(contextFor(shopId), remedyId, usedOn);
  },
  'check-order': async ({ contextFor }, payload) => {
    const { shopId, orderId, named } = jobPayloads['check-order'].parse(payload);
    await checkOrder(contextFor(shopId, 'spare'), orderId, named);
  },
  'refresh-order': async ({ contextFor }, payload) => {
    const { shopId, orderId } = jobPayloads['refresh-order'].parse(payload);
    await refreshOrder(contextFor(shopId), orderId);
  },
  'answer-ask': async ({ contextFor }, payload) => {
    const { shopId, askId } = jobPayloads['answer-ask'].parse(payload);
    await answerAsk(contextFor(shopId), askId);
  },
  'send-mail': async ({ contextFor, mailer }, payload) => {
    const { shopId, mailId } = jobPayloads['send-mail'].parse(payload);
    if (mailer) await sendMail(contextFor(shopId), mailer, mailId);
  },
  'store-file': async ({ contextFor }, payload) => {
    const { shopId, attachmentId } = jobPayloads['store-file'].parse(payload);
    await storeFile(contextFor(shopId, 'background'), attachmentId);
  },
  'ask-customers': async ({ contextFor }, payload) => {
    await askCustomers(contextFor(jobPayloads['ask-customers'].parse(payload).shopId, 'spare'));
  },
  'reconcile-shop': async ({ contextFor, log }, payload) => {
    const { shopId, reach } = jobPayloads['reconcile-shop'].parse(payload);
    const { breaks, ...counts } = await reconcileShop(contextFor(shopId, 'spare'), reach);
    log.info({ shop: shopId, reach, ...counts, breaks: breaks.length }, 'reconciled');
  },
};

/**
 * How many jobs one worker takes at once, how many such batches run side by side, and how many of those places one shop
 * may hold: a shop whose bucket at Shopify is empty waits in its own places, and leaves the others to other shops.
 */
const pace: Record<Job['name'], { batchSize: number; localConcurrency: number; localGroupConcurrency: number }> = {
  'advance-remedy': { batchSize: 2, localConcurrency: 8, localGroupConcurrency: 8 },
  'follow-remedy': { batchSize: 2, localConcurrency: 6, localGroupConcurrency: 4 },
  'refresh-remedy': { batchSize: 2, localConcurrency: 2, localGroupConcurrency: 1 },
  'check-order': { batchSize: 2, localConcurrency: 2, localGroupConcurrency: 1 },
  'refresh-order': { batchSize: 2, localConcurrency: 2, localGroupConcurrency: 2 },
  'answer-ask': { batchSize: 2, localConcurrency: 2, localGroupConcurrency: 1 },
  'send-mail': { batchSize: 2, localConcurrency: 4, localGroupConcurrency: 2 },
  'store-file': { batchSize: 1, localConcurrency: 2, localGroupConcurrency: 1 },
  'ask-customers': { batchSize: 1, localConcurrency: 1, localGroupConcurrency: 1 },
  'reconcile-shop': { batchSize: 1, localConcurrency: 1, localGroupConcurrency: 1 },
};

const sweepEveryMs = 5_000;
const sweepMailsEveryMs = 2_000;
const patienceWithMailsMs = 3_000;
const lookIntoInboxEveryMs = 1_000;
const acknowledgeEveryMs = 1_000;
const healthyForMs = 60_000;
const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/**
 * Starts working: on jobs as they come, on the webhooks in the inbox, and on what is due (mails too) whether its job
 * survived or not. The only loops of the app.
 */
export async function startWorker(given: WorkerMeans): Promise<Worker> {
  const leaving = new AbortController();
  const means = { ...given, mailer: given.mailer && hurried(given.mailer, leaving.signal) };
  const { boss, log } = means;
  const names = Object.keys(handlers) as Job['name'][];
  for (const name of names) {
    const options = { ...LOOKING_FOR_JOBS, burstWhenBatchFull: true, ...pace[name] };
    await boss.work(name, options, (batch) => runBatch(means, name, batch));
  }
  const reconciledAt: Record<Reach, number> = { nightly: 0, hourly: 0 };
  let askedAt = 0;
  const sweep = repeat(sweepEveryMs, log, 'a sweep failed; the next one tries again', async () => {
    await sweepRemedies(means);
    await sweepApprovals(means);
    await sweepClocks(means);
    await sweepPromises(means);
    await forgetOldDeliveries(means);
    await forgetSlots(means);
    await forgetOldIntake(means);
    await forgetOldLinks(means);
    if (means.clock.now().getTime() - askedAt >= hourMs) {
      askedAt = means.clock.now().getTime();
      await askEveryShop(means);
    }
    for (const reach of ['nightly', 'hourly'] as const) {
      if (means.clock.now().getTime() - reconciledAt[reach] < reconcileEveryMs[reach]) continue;
      reconciledAt[reach] = means.clock.now().getTime();
      await reconcileEveryShop(means, reach);
    }
    return false;
  });
  // A mail server that does not answer keeps nobody waiting but mails.
  const mails = repeat(
    sweepMailsEveryMs,
    log,
    'a sweep of mails failed; the next one tries again',
    async (isStopping) => {
      await sweepMails(means, isStopping);
      await forgetOldMails(means);
      return false;
    },
  );
  // Nor does a file that is long on its way.
  const files = repeat(sweepEveryMs, log, 'a sweep of files failed; the next one tries again', async (isStopping) => {
    await sweepFiles(means, isStopping);
    return false;
  });
  const inbox = repeat(
    lookIntoInboxEveryMs,
    log,
    'a look into the inbox failed; the next one tries again',
    (isStopping) => workOffInbox(means, isStopping).then(({ more }) => more),
  );
  const acknowledgements = repeat(
    acknowledgeEveryMs,
    log,
    'customers could not be written to; the next look tries again',
    // Without a mail server they wait for a worker that has one.
    async (isStopping) => {
      if (!means.mailer) return false;
      const more = await acknowledgeAll(means, isStopping);
      return (await tellAllOfRemedies(means, isStopping)) || more;
    },
  );
  return {
    async stop() {
      const patience = setTimeout(() => {
        leaving.abort();
      }, patienceWithMailsMs);
      const ended = [sweep.stop(), mails.stop(), files.stop(), inbox.stop(), acknowledgements.stop()];
      await Promise.all(names.map((name) => boss.offWork(name)));
      await Promise.all(ended);
      clearTimeout(patience);
    },
    healthy: () => performance.now() - Math.min(sweep.succeededAt(), inbox.succeededAt()) < healthyForMs,
  };
}

/** A mail server may take a minute, a process that stops has seconds: what is not answered by then is written down as unknown. */
const hurried = (mailer: Mailer, signal: AbortSignal): Mailer => ({
  ...mailer,
  send: (mail) => mailer.send(mail, signal),
});

type Loop = { stop(): Promise<void>; succeededAt(): number };

/** Does a work every so often, never twice at once; and at once again as long as it answers that there is more. */
function repeat(
  everyMs: number,
  log: Logger,
  whenItFails: string,
  work: (isStopping: () => boolean) => Promise<boolean>,
): Loop {
  let succeededAt = performance.now();
  let stopping = false;
  let running: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    try {
      for (let more = true; more && !stopping; succeededAt = performance.now()) more = await work(() => stopping);
    } catch (error) {
      log.error({ err: error }, whenItFails);
    }
  };
  const timer = setInterval(() => {
    running ??= run().finally(() => {
      running = null;
    });
  }, everyMs);
  return {
    async stop() {
      stopping = true;
      clearInterval(timer);
      await running;
    },
    succeededAt: () => succeededAt,
  };
}

// Of a batch each job stands for itself: one that fails is tried again alone, the others are done.
async function runBatch(means: WorkerMeans, name: Job['name'], batch: readonly QueuedJob<unknown>[]): Promise<void> {
  const ends = await Promise.allSettled(batch.map((job) => handlers[name](means, job.data)));
  for (const [index, end] of ends.entries()) {
    const job = batch[index];
    if (end.status === 'fulfilled' || !job) continue;
    means.log.error({ err: end.reason as unknown, job: name, id: job.id }, 'a job failed');
    await means.boss.fail(name, job.id, { message: end.reason instanceof Error ? end.reason.message : 'failed' });
  }
}

const reconcileEveryMs: Record<Reach, number> = { nightly: dayMs, hourly: hourMs };

/** One job a shop and day (or hour), however many workers there are. */
async function reconcileEveryShop(means: WorkerMeans, reach: Reach): Promise<void> {
  const { boss, clock } = means;
  const period = clock
    .now()
    .toISOString()
    .slice(0, reach === 'nightly' ? 10 : 13);
  await eachShop(means, (shopId) =>
    boss.send(
      'reconcile-shop',
      { shopId, reach },
      { singletonKey: `${shopId} ${period}`, singletonSeconds: reconcileEveryMs[reach] / 2000 },
    ),
  );
}

/** One job a shop and hour. */
async function askEveryShop(means: WorkerMeans): Promise<void> {
  const hour = means.clock.now().toISOString().slice(0, 13);
  const once = { singletonSeconds: hourMs / 2000 };
  await eachShop(means, (shopId) =>
    means.boss.send('ask-customers', { shopId }, { singletonKey: `${shopId} ${hour}`, ...once }),
  );
}

/** Every shop that has the app installed, one after the other. */
async function eachShop({ db }: WorkerMeans, work: (shopId: ShopId) => Promise<unknown>): Promise<void> {
  let after = '';
  for (;;) {
    const shops = await db.asSystem(
      (client) => client.$queryRaw<{ shop: string }[]>`SELECT system_installed_shops(${after}, 500::int) AS shop`,
    );
    for (const { shop } of shops) await work(trusted(parseShopId, shop));
    const last = shops.at(-1);
    if (!last) return;
    after = last.shop;
  }
}
