/** The closed list of codes a client can meet in `extensions.code`. `retryable` says whether the same call may succeed later. */
export const errorCodes = {
  UNAUTHENTICATED: { retryable: false },
  FORBIDDEN: { retryable: false },
  BAD_USER_INPUT: { retryable: false },
  SHOP_NOT_FOUND: { retryable: false },
  ACCOUNT_NOT_FOUND: { retryable: false },
  SESSION_NOT_FOUND: { retryable: true },
  OWNER_REQUIRED: { retryable: false },
  COMMAND_ID_REUSED: { retryable: false },
  COMMAND_IN_PROGRESS: { retryable: true },
  INVALID_TIME: { retryable: false },
  INVALID_ZONE: { retryable: false },
  WINDOW_OVERLAP: { retryable: false },
  MISSING_HOURS: { retryable: false },
  CAPACITY_RANGE: { retryable: false },
  IM_NOT_ENABLED: { retryable: false },
  SESSIONS_RUNNING: { retryable: false },
  NOT_ASSIGNED: { retryable: false },
  ILLEGAL_TRANSITION: { retryable: false },
  VERSION_CONFLICT: { retryable: true },
  SERVICE_UNAVAILABLE: { retryable: true },
  /** The command was done; a part of its answer could not be read. */
  ANSWER_INCOMPLETE: { retryable: false },
  INTERNAL_SERVER_ERROR: { retryable: false },
} as const satisfies Record<string, { retryable: boolean }>;

export type ErrorCode = keyof typeof errorCodes;

export interface ErrorDetail {
  /** The input field at fault, dotted. */
  readonly field?: string;
  /** What would have been right. */
  readonly expected?: string;
  /** Where this case differs from what its code usually says. */
  readonly retryable?: boolean;
  readonly cause?: unknown;
}

/** Everything we refuse or fail with on purpose. Any other exception is a bug or broken infrastructure, and reaches clients masked. */
export class AppError extends Error {
  readonly retryable: boolean;
  readonly field: string | undefined;
  readonly expected: string | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    detail: ErrorDetail = {},
  ) {
    super(message, { cause: detail.cause });
    this.name = 'AppError';
    this.retryable = detail.retryable ?? errorCodes[code].retryable;
    this.field = detail.field;
    this.expected = detail.expected;
  }
}

/** An expected "no", as a value: it refuses one command and leaves the others of its flight alone. `granted` turns it into an error. */
export interface Refusal extends Omit<ErrorDetail, 'cause'> {
  readonly outcome: 'refused';
  readonly code: ErrorCode;
  readonly message: string;
}

export const refuse = (code: ErrorCode, message: string, detail: Omit<ErrorDetail, 'cause'> = {}): Refusal => ({
  outcome: 'refused',
  code,
  message,
  ...detail,
});

export const isRefusal = (answer: unknown): answer is Refusal => (answer as Partial<Refusal> | null)?.outcome === 'refused';

/** What was granted; a refusal is thrown as the error that clients see. */
export function granted<T>(answer: T | Refusal): T {
  if (!isRefusal(answer)) return answer;
  const { code, message, outcome: _outcome, ...detail } = answer;
  throw new AppError(code, message, detail);
}

/** A foreign shop and an unknown one answer alike, so that ids cannot be probed (architecture §8). */
export const shopNotFound = (field = 'shopId', detail: MayCome = {}): AppError =>
  new AppError('SHOP_NOT_FOUND', 'No such shop.', { field, expected: 'the id of a shop your token speaks for', ...detail });

export const accountNotFound = (field = 'accountId', detail: MayCome = {}): AppError =>
  new AppError('ACCOUNT_NOT_FOUND', 'No such account in this shop.', { field, expected: 'the id of an account of this shop', ...detail });

/** `retryable`: it may only not be known here yet, because another service's news of it is on its way. */
type MayCome = Pick<ErrorDetail, 'retryable'>;

export const sessionNotFound = (field = 'sessionId'): AppError =>
  new AppError('SESSION_NOT_FOUND', 'No such session in this shop.', { field, expected: 'the id of a session of this shop' });

export const serviceUnavailable = (what: string, cause?: unknown): AppError =>
  new AppError('SERVICE_UNAVAILABLE', `${what} is not available at the moment; try again.`, { cause });
