import { pino } from 'pino';
import { redactFields, redactText } from './redact.server.ts';

export type LogFields = Readonly<Record<string, unknown>>;
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';
type Write = (fields: LogFields, message: string) => void;

/**
 * One JSON line per event, on standard output. Whatever is handed in passes the redaction, so no caller has to think
 * of it; still: log ids and kinds, never what people wrote.
 */
export type Logger = {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
  /** The same log with fields that stand on every line, for instance the request id. */
  readonly child: (fields: LogFields) => Logger;
};

export type LoggerOptions = {
  readonly level: LogLevel;
  /** Where the lines go; standard output by default. */
  readonly write?: (line: string) => void;
};

export function createLogger({ level, write }: LoggerOptions): Logger {
  const options = {
    level,
    // Neither process id nor host name: the platform adds its own.
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // Errors arrive here already taken apart; pino's own serializer would call them objects.
    serializers: { err: (problem: unknown) => problem },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const out = write === undefined ? pino(options) : pino(options, { write });
  return redacting(out, {});
}

function redacting(out: pino.Logger, always: LogFields): Logger {
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error'): Write =>
    (fields, message) => {
      if (out.isLevelEnabled(level)) out[level](redactFields({ ...always, ...fields }), redactText(message));
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => redacting(out, { ...always, ...fields }),
  };
}
