import pg from 'pg';
import type { DatabaseLog } from './database.server.ts';

/** One connection of this process that hears what is announced on a channel (`NOTIFY`), in any shop. */
export type Listener = {
  /**
   * Whether everything that is announced from now on will be heard, or `onLost` called. Connects when nobody has yet;
   * answers false when that fails, and for a growing while after a loss, without trying.
   */
  readonly hears: () => Promise<boolean>;
  readonly close: () => Promise<void>;
};

export type ListenerOptions = {
  /** Connection string of the owner; the app's role is taken on connect. */
  readonly url: string;
  readonly channel: string;
  readonly onMessage: (payload: string) => void;
  /** The connection is gone: what was announced since may never have been heard. */
  readonly onLost: () => void;
  readonly log?: DatabaseLog;
  /** How long the line may be silent before it is tried. A connection can die without a word: behind a failover, say. */
  readonly silentForMs?: number;
};

/** How operators find it in pg_stat_activity. */
const APPLICATION_NAME = 'amends-listener';
const APP_ROLE = 'amends_app';
const ANSWER_LIMIT_MS = 3_000;
const DEFAULT_SILENT_FOR_MS = 15_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 15_000;

/** Connects lazily: nothing is opened until somebody asks whether it hears. */
export function createListener(options: ListenerOptions): Listener {
  const { url, channel, onMessage, onLost, log, silentForMs = DEFAULT_SILENT_FOR_MS } = options;
  let line: Promise<Line> | null = null;
  let failures = 0;
  let notBefore = 0;
  let closed = false;

  const lost = (error: unknown): void => {
    line = null;
    notBefore = performance.now() + Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
    failures += 1;
    const problem = error instanceof Error ? error.message : 'the server ended it';
    if (!closed) log?.warn({ problem, channel }, 'the connection that hears what the database announces was lost');
    onLost();
  };

  return {
    hears: async () => {
      if (closed || (line === null && performance.now() < notBefore)) return false;
      try {
        line ??= connect(url, channel, onMessage, lost);
        await (await line).tryAfter(silentForMs);
        failures = 0;
        return true;
      } catch {
        // Told by `lost` already.
        return false;
      }
    },
    close: async () => {
      closed = true;
      const last = await line?.catch(() => null);
      await last?.close();
    },
  };
}

type Line = {
  /** Asks the server for a sign of life when none has come for so long. Throws when the line is dead. */
  readonly tryAfter: (silentForMs: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** @param lost called once, when the connection cannot be made or ends; the promise then rejects, or has long resolved. */
async function connect(
  url: string,
  channel: string,
  onMessage: (payload: string) => void,
  lost: (error: unknown) => void,
): Promise<Line> {
  const client = new pg.Client({
    connectionString: url,
    application_name: APPLICATION_NAME,
    options: `-c role=${APP_ROLE}`,
    connectionTimeoutMillis: ANSWER_LIMIT_MS,
    query_timeout: ANSWER_LIMIT_MS,
    keepAlive: true,
  });
  let up = true;
  let heardAt = performance.now();
  const down = (error?: unknown): void => {
    if (!up) return;
    up = false;
    lost(error);
    client.end().catch(() => undefined);
  };
  const answers = async (statement: string): Promise<void> => {
    // Set before it answers: who asks meanwhile need not ask again, and is told by `lost` should it be dead.
    heardAt = performance.now();
    try {
      await client.query(statement);
    } catch (error) {
      down(error);
      throw error;
    }
  };
  client.on('error', down).on('end', down);
  client.on('notification', ({ payload = '' }) => {
    heardAt = performance.now();
    onMessage(payload);
  });
  try {
    await client.connect();
  } catch (error) {
    down(error);
    throw error;
  }
  await answers(`LISTEN ${channel}`);
  return {
    tryAfter: async (silentForMs) => {
      if (!up) throw new Error('the line is dead');
      if (performance.now() - heardAt >= silentForMs) await answers('SELECT 1');
    },
    close: () => client.end(),
  };
}
