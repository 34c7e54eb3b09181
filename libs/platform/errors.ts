/**
 * The closed list of codes a client can meet in `extensions.code`. `retryable` says whether the same call may succeed later, unless the error itself
 * says otherwise; `means` is for the documentation.
 */
export const errorCodes = {
  UNAUTHENTICATED: { retryable: false, means: 'No token, or none that is valid.' },
  FORBIDDEN: { retryable: false, means: "The caller's account may not do this." },
  BAD_USER_INPUT: {
    retryable: false,
    means: 'The request or one of its values is wrong: `field` and `expected` say which and what would be right.',
  },
  SHOP_NOT_FOUND: {
    retryable: false,
    means: 'The token does not speak for this shop, or there is none; retryable while news of a new shop may be on its way.',
  },
  ACCOUNT_NOT_FOUND: { retryable: false, means: 'The shop has no such account; retryable while news of a new account may be on its way.' },
  POSITION_NOT_FOUND: { retryable: false, means: 'The shop has no such position.' },
  POSITION_IN_USE: { retryable: false, means: 'Accounts have the position; they need another one first.' },
  IDENTITY_TAKEN: { retryable: false, means: 'The login is bound to an account already, perhaps of another shop.' },
  KEY_NOT_FOUND: { retryable: false, means: 'The shop has no such key.' },
  KEYS_LIMIT: { retryable: false, means: 'The shop has as many keys as it can have; revoke one first.' },
  CROWD_NOT_FOUND: { retryable: false, means: 'The shop has no such crowd; a manager makes it known with saveCrowd.' },
  UNKNOWN_ORDER_STATUS: {
    retryable: false,
    means: 'No order status is known by the channel’s text (RES-1); `expected` lists those that are.',
  },
  SESSION_NOT_FOUND: { retryable: false, means: 'The shop has no such session.' },
  MESSAGE_NOT_FOUND: {
    retryable: false,
    means: 'There is no such message; retryable where a channel may not have delivered it yet.',
  },
  MESSAGE_FIXED: { retryable: false, means: 'The message can no longer be changed: it was recalled, or its time is over.' },
  RATING_CLOSED: { retryable: false, means: 'The session is not over, ended more than 24 hours ago, or was with no agent (MET-20).' },
  ALREADY_RATED: { retryable: false, means: 'The session has a rating; the first one counts (RES-76).' },
  BUYER_NOT_FOUND: { retryable: false, means: 'Nobody has heard of the buyer.' },
  BUYER_IN_SESSION: { retryable: false, means: 'The buyer has an open session, which has to be closed first.' },
  EXPORT_TOO_LARGE: { retryable: false, means: 'What is known of the buyer is too much for one answer.' },
  CANNOT_MERGE: {
    retryable: false,
    means: 'The buyers cannot be merged: `field` names the one that is part of another, or that others are part of.',
  },
  SENDER_MISSING: { retryable: false, means: 'The text of an SMS does not name the shop (CARE-7).' },
  OPT_OUT_MISSING: { retryable: false, means: 'The text of an SMS does not say how to have no more of it (CARE-10).' },
  QUOTA: { retryable: false, means: 'The buyer’s channel takes no more until the buyer writes again (SES-31).' },
  OWNER_REQUIRED: { retryable: false, means: 'The main account stays active, keeps its role and is changed by itself only.' },
  COMMAND_ID_REUSED: { retryable: false, means: 'The commandId was used before, with another input or by another account.' },
  INVALID_TIME: { retryable: false, means: 'A time of day, or an instant, that is none.' },
  INVALID_ZONE: { retryable: false, means: 'No IANA time zone like Asia/Shanghai; where a zone was likely meant, it is named.' },
  WINDOW_OVERLAP: { retryable: false, means: 'Two reception windows of the same hours overlap (SCH-8).' },
  OVERLAPPING_EXCEPTION: { retryable: false, means: 'Two entries of the same kind have dates in common (SCH-9).' },
  INVALID_RANGE: { retryable: false, means: 'A date that no calendar has, an end before its start, or more days than are allowed.' },
  MISSING_REASON: { retryable: false, means: 'What is done has to be given a reason.' },
  VERSION_CONFLICT: { retryable: false, means: 'Somebody else has changed it since: look at what it is now, and decide again.' },
  VERSION_NOT_FOUND: { retryable: false, means: 'The shop has no version of its reception hours with that number.' },
  DRAFT_NOT_FOUND: { retryable: false, means: 'There is no draft of these reception hours.' },
  SHIFT_NOT_FOUND: { retryable: false, means: 'The shop has no such shift.' },
  INVALID_CSV: { retryable: false, means: 'A file that cannot be read as a whole: `expected` names the line, the column or the limit.' },
  LEAVE_NOT_FOUND: { retryable: false, means: 'The shop has no such leave.' },
  TEMPLATE_NOT_FOUND: { retryable: false, means: 'The shop has no such shift template.' },
  NOT_AN_AGENT: {
    retryable: false,
    means: 'The account is not active or answers no buyers, so it can be given no shifts and has no part in routing to be kept out of.',
  },
  DOUBLE_BOOKING: { retryable: false, means: 'An agent would have two shifts at a time.' },
  PROMOTION_NOT_FOUND: { retryable: false, means: 'The shop has no such promotion.' },
  GROUP_NOT_FOUND: { retryable: false, means: 'The shop has no such group of agents.' },
  CIRCULAR_OVERFLOW: { retryable: false, means: 'Buyers would go on from group to group in a circle.' },
  OVERFLOW_TOO_DEEP: { retryable: false, means: 'Buyers would go on through more groups than a chain may have.' },
  TOO_MANY_CROWDS: { retryable: false, means: 'More crowds are to come first than can be chosen (RTE-44).' },
  TASK_NOT_FOUND: { retryable: false, means: 'The shop has no such task; one that its plan no longer asks for is gone.' },
  ANNOUNCEMENT_NOT_FOUND: { retryable: false, means: 'The shop has no such announcement.' },
  FAQ_ENTRY_NOT_FOUND: { retryable: false, means: 'The shop has no such common question.' },
  SCRIPT_NOT_FOUND: { retryable: false, means: 'There is no such script that the caller sees, or it was taken away.' },
  SCRIPT_NOT_VALID: { retryable: false, means: 'The script may not be used on this date of the shop.' },
  MISSING_VARIABLE: { retryable: false, means: 'What would be filled into a text is not known here (KB-19): `field` names it.' },
  CATEGORY_NOT_FOUND: { retryable: false, means: 'The shop has no such category of scripts.' },
  CATEGORY_DEPTH: { retryable: false, means: 'A third level of categories; there are two (KB-14).' },
  CATEGORY_IN_USE: { retryable: false, means: 'Scripts or other categories are in the category.' },
  FAQ_CARD_SIZE: { retryable: false, means: 'The FAQ card holds five questions (KB-2).' },
  REPORT_NOT_FOUND: { retryable: false, means: 'The shop has no such report of a wrong recommendation.' },
  UNKNOWN_PLACEHOLDER: { retryable: false, means: 'A text has a placeholder in braces that nothing can be filled in for.' },
  MISSING_HOURS: { retryable: false, means: 'Reception hours are needed for what was asked.' },
  CAPACITY_RANGE: { retryable: false, means: 'A capacity outside its limits.' },
  IM_NOT_ENABLED: { retryable: false, means: 'The account may not use the workbench (PRM-7).' },
  SESSIONS_RUNNING: { retryable: false, means: 'The shop asks agents to finish their sessions before they go OFFLINE (RTE-61).' },
  LAST_AGENT_ONLINE: {
    retryable: false,
    means:
      'The agent is the last one online of those on shift while the shop receives buyers (STF-14); a manager may override that with a reason.',
  },
  ALREADY_TAKEN: { retryable: false, means: 'Somebody else has the session already: `takenBy` names the account.' },
  OFFER_OVER: {
    retryable: false,
    means: 'The session is not on offer to the caller, or no longer: the time is over, or it was taken back.',
  },
  NOT_ASSIGNED: { retryable: false, means: "The session is not this agent's; retryable while routing's decision may be on its way." },
  ILLEGAL_TRANSITION: {
    retryable: false,
    means: "The session's state does not allow it; retryable while routing's decision may be on its way.",
  },
  DOCUMENT_NOT_FOUND: { retryable: false, means: 'No document is registered under the hash, or only registered ones are answered.' },
  UNSTABLE: { retryable: false, means: 'So few agents cannot do the work: the queue would grow for ever (STF-30).' },
  EXEMPT_RANGE_NOT_FOUND: { retryable: false, means: 'The shop has no such range that metrics leave out.' },
  SAVED_REPORT_NOT_FOUND: { retryable: false, means: 'The shop has no such saved report.' },
  SAVED_REPORTS_LIMIT: { retryable: false, means: 'The shop has as many saved reports as it can have; remove one first.' },
  WEBHOOK_NOT_FOUND: { retryable: false, means: 'The shop has no such webhook.' },
  WEBHOOKS_LIMIT: { retryable: false, means: 'The shop has as many webhooks as it can have; remove one first.' },
  DELIVERY_NOT_FOUND: { retryable: false, means: 'The shop has no such delivery.' },
  RATE_LIMITED: { retryable: true, means: 'Asked too often; `Retry-After` says how long to wait.' },
  SERVICE_UNAVAILABLE: { retryable: true, means: 'A service or its database cannot be reached, or has too much to do at the moment.' },
  ANSWER_INCOMPLETE: {
    retryable: false,
    means: 'The command was done; a part of its answer could not be read. Ask for that part again, not for the command.',
  },
  INTERNAL_SERVER_ERROR: { retryable: false, means: 'A fault of ours; `requestId` finds it in the log.' },
} as const satisfies Record<string, { retryable: boolean; means: string }>;

export type ErrorCode = keyof typeof errorCodes;

export const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(errorCodes, code);

export interface ErrorDetail {
  /** The input field at fault, dotted. */
  readonly field?: string;
  /** What would have been right. */
  readonly expected?: string;
  /** The permission that is missing, and the roles whose accounts can give it (PRM-1). */
  readonly permission?: string;
  readonly grantedBy?: readonly string[];
  /** The account that has what was asked for. */
  readonly takenBy?: string;
  /** Where this case differs from what its code usually says. */
  readonly retryable?: boolean;
  readonly cause?: unknown;
}

/** Everything we refuse or fail with on purpose. Any other exception is a bug or broken infrastructure, and reaches clients masked. */
export class AppError extends Error {
  readonly retryable: boolean;
  readonly field: string | undefined;
  readonly expected: string | undefined;
  readonly permission: string | undefined;
  readonly grantedBy: readonly string[] | undefined;
  readonly takenBy: string | undefined;

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
    this.permission = detail.permission;
    this.grantedBy = detail.grantedBy;
    this.takenBy = detail.takenBy;
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

/** A foreign shop and an unknown one answer alike, so that ids cannot be probed (INV-6). */
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
