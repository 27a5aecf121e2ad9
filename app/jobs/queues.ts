import type { QueueDefinition } from '#app/db/job-schema.server.ts';

// pg-boss's least: a killed worker's job is found this long after its last sign of life.
const heartbeatSeconds = 10;
const patient = {
  retryLimit: 5,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 300,
  heartbeatSeconds,
  deadLetter: 'dead',
};

/** Every queue there is; `migrate` makes them. A dead-letter queue stands before the queues that name it. */
export const queues: readonly QueueDefinition[] = [
  { name: 'dead', options: { retryLimit: 0 } },
  // Money. Longer than the longest call to Shopify; the remedy's own row decides, and the sweep finds what falls through.
  { name: 'advance-remedy', options: { ...patient, notify: true, expireInSeconds: 120 } },
  { name: 'follow-remedy', options: { ...patient, expireInSeconds: 120 } },
  { name: 'refresh-remedy', options: { ...patient, expireInSeconds: 60 } },
  { name: 'check-order', options: { ...patient, expireInSeconds: 120 } },
  { name: 'refresh-order', options: { ...patient, notify: true, expireInSeconds: 60 } },
  { name: 'answer-ask', options: { ...patient, notify: true, expireInSeconds: 60 } },
  { name: 'send-mail', options: { ...patient, notify: true, expireInSeconds: 150 } },
  { name: 'store-file', options: { ...patient, expireInSeconds: 180 } },
  { name: 'ask-customers', options: { ...patient, expireInSeconds: 300 } },
  { name: 'reconcile-shop', options: { ...patient, expireInSeconds: 3600 } },
];
