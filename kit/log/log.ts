import { type Logger, pino } from 'pino';

export type Log = Logger;

export interface LogSettings {
  readonly level: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** Where lines go; standard error by default, so that standard output stays for answers. */
  readonly destination?: { write(line: string): void };
}

/** Names that may hold personal data or secrets: their values never reach a log line, however deep. */
const redacted = ['nationalId', 'name', 'authorization', 'cookie', 'token', 'password', 'address'];

/**
 * An error without what it may quote: PostgreSQL's detail repeats the row, and its messages of class 22 (data exception) the value.
 */
function errorWithoutData(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, cause } = error as { code?: unknown; constraint?: unknown; cause?: unknown };
  const quotes = typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code);
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: quotes ? 'the database refused a value' : error.message,
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    stack: frames?.join('\n'),
    ...(cause instanceof Error ? { cause: errorWithoutData(cause) } : {}),
  };
}

/** A structured log without personal data. Message texts are constants; children appear by pseudonymous id only. */
export function createLog(settings: LogSettings): Log {
  return pino(
    {
      level: settings.level,
      base: null,
      serializers: { err: errorWithoutData },
      redact: { paths: redacted.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
    },
    settings.destination ?? pino.destination({ dest: 2, sync: true }),
  );
}

export const silentLog: Log = pino({ level: 'silent' });
