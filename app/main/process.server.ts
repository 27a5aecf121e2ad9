import { BadEnvironmentError } from '#app/config/env.server.ts';
import { createLogger, type Logger } from '#app/config/logger.server.ts';

/** A process that has started. `stop` ends it in order and resolves when nothing is left. */
export type Running = { readonly log: Logger; readonly stop: () => Promise<void> };

/** When stopping in order takes longer than this, something hangs. Above the web server's time for running requests. */
const STOP_LIMIT_MS = 15_000;

/**
 * Runs a process to its end: SIGTERM and SIGINT stop it in order (exit code 0), an exception that nobody caught is
 * logged and stops it too (exit code 1): its state is not to be trusted, whoever supervises starts a new one.
 */
export async function runProcess(start: () => Promise<Running>): Promise<void> {
  let running: Running | null = null;
  let ending: 0 | 1 | null = null;
  const end = (code: 0 | 1): void => {
    if (ending !== null) return;
    ending = code;
    if (running !== null) void finish(running, code);
  };
  const crash = (error: unknown): void => {
    const log = running?.log ?? createLogger({ level: 'error' });
    log.error({ err: error }, 'an error that nobody caught: the process ends');
    end(1);
  };
  process.on('SIGTERM', () => {
    end(0);
  });
  process.on('SIGINT', () => {
    end(0);
  });
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);

  try {
    running = await start();
  } catch (error) {
    // A fault in the configuration is told in plain words; anything else passes the log's redaction.
    if (error instanceof BadEnvironmentError) console.error(error.message);
    else createLogger({ level: 'error' }).error({ err: error }, 'could not start');
    process.exit(1);
  }
  if (askedToEnd(ending)) await finish(running, ending);
}

/** A signal may have come while everything was being started (which the compiler cannot see). */
function askedToEnd(ending: 0 | 1 | null): ending is 0 | 1 {
  return ending !== null;
}

async function finish(running: Running, code: 0 | 1): Promise<void> {
  const limit = setTimeout(() => {
    running.log.error({}, 'stopping took too long');
    process.exit(1);
  }, STOP_LIMIT_MS);
  limit.unref();
  try {
    await running.stop();
    process.exit(code);
  } catch (error) {
    running.log.error({ err: error }, 'stopping failed');
    process.exit(1);
  }
}
