import { AppError } from '../errors';

/**
 * What a failure that passes by itself means for the work that met it:
 * `contention`: two transactions met and the database ended one of them; trying again at once is right.
 * `held`: somebody else holds a row for longer than we wait.
 * `slow`: a statement took longer than its time limit; less work at once may pass.
 * `unavailable`: no connection, no disk, no memory, read-only, shutting down; there is nothing to do but wait.
 */
export type DatabaseFault = 'contention' | 'held' | 'slow' | 'unavailable';

/** SQLSTATEs that are more exact than their class (the first two characters). */
const codes: Readonly<Record<string, DatabaseFault>> = {
  '55P03': 'held', // lock_not_available
  '57014': 'slow', // query_canceled
  '25006': 'unavailable', // read_only_sql_transaction
  '25P03': 'unavailable', // idle_in_transaction_session_timeout
  '25P04': 'unavailable', // transaction_timeout
  XX001: 'unavailable', // data_corrupted
  XX002: 'unavailable', // index_corrupted
};

const classes: Readonly<Record<string, DatabaseFault>> = {
  '08': 'unavailable', // connection
  '40': 'contention', // transaction rollback
  '53': 'unavailable', // resources: disk, memory, connections
  '57': 'unavailable', // operator: shutdown, terminated
  '58': 'unavailable', // system: input/output
};

/** What Node says of a connection. */
const socketCodes: ReadonlySet<string> = new Set([
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'ECONNABORTED',
    'EPIPE',
    'ETIMEDOUT',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENETDOWN',
  ],
  ...['EADDRNOTAVAIL', 'EMFILE', 'ENFILE'],
]);

/** What pg says, without a code, of a connection that is gone or never came about. */
const clientMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client (has encountered|was closed)|Cannot use a pool after)/;

/**
 * The one place that decides what a database error means. Undefined: the work itself is at fault, and would fail again. Whatever passes by itself
 * is tried again in place, never parked, never fatal, and for clients SERVICE_UNAVAILABLE.
 */
export function databaseFault(error: unknown): DatabaseFault | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof AppError) return error.code === 'SERVICE_UNAVAILABLE' ? (databaseFault(error.cause) ?? 'unavailable') : undefined;
  const { code } = error as Error & { code?: unknown };
  if (typeof code === 'string') return faultOfCode(code, error.message);
  if (error.message === 'Query read timeout') return 'slow';
  return clientMessages.test(error.message) ? 'unavailable' : undefined;
}

function faultOfCode(code: string, message: string): DatabaseFault | undefined {
  if (isStalePlan(code, message)) return 'contention';
  return codes[code] ?? classes[code.slice(0, 2)] ?? (socketCodes.has(code) ? 'unavailable' : undefined);
}

/** A migration has changed what a prepared statement answers: it is prepared anew on another connection. */
const isStalePlan = (code: string, message: string): boolean => code === '0A000' && message.includes('cached plan');

/** Whether the same work may succeed later without anybody's doing. */
export const passesByItself = (error: unknown): boolean => databaseFault(error) !== undefined;

/** Whether the connection is of no more use: the server has ended it, it never answered, or what is prepared on it is out of date. */
export function breaksConnection(error: unknown): boolean {
  const { code, severity, message } = (error ?? {}) as { code?: unknown; severity?: unknown; message?: unknown };
  if (severity === 'FATAL' || severity === 'PANIC') return true;
  if (typeof code !== 'string') return databaseFault(error) !== undefined;
  return code.startsWith('08') || socketCodes.has(code) || isStalePlan(code, String(message));
}
