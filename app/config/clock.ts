/** The time as services see it. Tests hand in one that they can turn. */
export type Clock = {
  now(): Date;
  /** The machine's own: decisions then count by the database's, which all machines share (app/db/moment.server.ts). */
  readonly system?: true;
};

export const systemClock: Clock = { now: () => new Date(), system: true };
