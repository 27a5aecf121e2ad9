import type { QueueDefinition } from '#app/db/job-schema.server.ts';

/** Every queue there is; `migrate` makes them. A dead-letter queue stands before the queues that name it. */
export const queues: readonly QueueDefinition[] = [
  { name: 'dead', options: { retryLimit: 0 } },
  {
    name: 'remedy-execute',
    options: {
      notify: true,
      retryLimit: 5,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 300,
      expireInSeconds: 300,
      // pg-boss's least: a killed worker's job is found this long after its last sign of life.
      heartbeatSeconds: 10,
      deadLetter: 'dead',
    },
  },
];
