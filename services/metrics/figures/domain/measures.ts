import { bigint, type Column } from '#libs/platform/database/table';

const first = 'FigureRollups1796000000000';

/** A whole number that sessions add to. A later one is a line with a migration of its own name: `measure('OfferFigures1797000000000')`. */
const measure = (migration = first): { readonly migration: string } => ({ migration });

/**
 * Every number that is summed up, once: of counts, and of milliseconds where the name ends with `Ms`. From here follow the columns of the sums,
 * what a metric may be made of, and what a session may add to.
 */
export const measures = {
  sessions: measure(),
  buyerMessages: measure(),
  agentMessages: measure(),
  scriptedMessages: measure(),
  responded: measure(),
  unanswered: measure(),
  pending: measure(),
  quickInTime: measure(),
  quickLate: measure(),
  quickPending: measure(),
  firstReplies: measure(),
  firstReplyMs: measure(),
  cappedRounds: measure(),
  cappedReplyMs: measure(),
  handledSessions: measure(),
  handlingMs: measure(),
  firstReplySessions: measure(),
  firstReplyInTime: measure(),
  firstReplyPending: measure(),
  serviceSessions: measure(),
  unserved: measure(),
  servicePending: measure(),
  queuedSessions: measure(),
  queueServed: measure(),
  queueLeft: measure(),
  queueWaitMs: measure(),
  assignments: measure(),
  crowdHits: measure(),
  crowdFailures: measure(),
  crowdPrompts: measure(),
  ratings: measure(),
  satisfied: measure(),
  dissatisfied: measure(),
  solvedAnswers: measure(),
  solved: measure(),
} as const;

export type Measure = keyof typeof measures;

export const measureNames = Object.keys(measures) as Measure[];

export const isMeasure = (name: string): name is Measure => Object.hasOwn(measures, name);

/** The columns of the sums. */
export const measureColumns = Object.fromEntries(
  measureNames.map((name): [Measure, Column<number>] => [name, bigintOf(measures[name].migration)]),
) as Readonly<Record<Measure, Column<number>>>;

/** Those of the first migration are created with their table. */
function bigintOf(migration: string): Column<number> {
  return migration === first ? bigint().default('0') : (bigint().added(migration) as Column<number>);
}

/** Durations whose percentiles are told, beside their sums; each is kept as counts of mergeable buckets. */
export const spreads = ['firstReply', 'queueWait', 'handling'] as const;

export type Spread = (typeof spreads)[number];
