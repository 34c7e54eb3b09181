import { AppError } from '../errors';
import { scrub } from './scrub';

/** What a log line tells of an error. What else an error carries, a database's `detail` with the row's values say, stays out. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly code?: string | number | undefined;
  /** The database's own names of what was broken. */
  readonly constraint?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  readonly cause?: LoggedError | undefined;
  readonly errors?: readonly LoggedError[] | undefined;
}

const deepest = 5;
const mostErrors = 10;

export function logError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'no error was thrown, but a value' };
  const { code, constraint, table, column, cause, errors } = error as Error & Readonly<Record<string, unknown>>;
  const message = scrub(error.message, { quotes: quotesNames(error, code) ? 'ours' : 'values' });
  const below = depth < deepest;
  return {
    type: word(/^[A-Za-z]+$/, error.name) ?? 'Error',
    message,
    stack: `${message}\n${framesOf(error)}`,
    code: typeof code === 'number' ? code : word(/^[A-Z\d_]+$/, code),
    constraint: word(nameInDatabase, constraint),
    table: word(nameInDatabase, table),
    column: word(nameInDatabase, column),
    cause: below && cause !== undefined && cause !== null ? logError(cause, depth + 1) : undefined,
    errors: below && Array.isArray(errors) ? errors.slice(0, mostErrors).map((each) => logError(each, depth + 1)) : undefined,
  };
}

/** Our own refusals repeat nobody's words, and neither do the language's complaints about our code; SQLSTATEs 23 and 42 quote tables and columns. */
const quotesNames = (error: Error, code: unknown): boolean =>
  error instanceof AppError ||
  error instanceof TypeError ||
  error instanceof ReferenceError ||
  (typeof code === 'string' && /^(23|42)[0-9A-Z]{3}$/.test(code));

const nameInDatabase = /^[a-z_]+$/;

/** Short words only: nothing that gives access is so plain. */
const word = (pattern: RegExp, value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= 40 && pattern.test(value) ? value : undefined;

/** The places of a stack; its head repeats the message. */
function framesOf({ stack = '', message }: Error): string {
  const at = stack.indexOf(message);
  const behind = at < 0 ? stack : stack.slice(at + message.length);
  return behind
    .split('\n')
    .filter((line) => /^ {4}at [^"'`]+$/.test(line))
    .join('\n');
}
