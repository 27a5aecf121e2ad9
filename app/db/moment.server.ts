import type { Clock } from '#app/config/clock.ts';
import type { Statements } from './statements.server.ts';

/**
 * The moment at which a decision counts: by the database's clock, so that machines whose clocks differ agree on the day.
 * A clock that was set by hand (tests) is believed instead.
 */
export async function moment(tx: Statements, clock: Clock): Promise<Date> {
  if (clock.system !== true) return clock.now();
  const [row] = await tx.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at`;
  if (!row) throw new Error('a clock that does not answer');
  return row.at;
}
