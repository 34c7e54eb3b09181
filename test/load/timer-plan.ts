/** What a storm of timers is made of. */
export interface TimerPlan {
  readonly shops: number;
  /** Open sessions, each with a timer. */
  readonly sessions: number;
  /** Over how long the timers that fire come due. */
  readonly windowMs: number;
  /** How often a session process is killed, in turn. */
  readonly killEveryMs: number;
  /** How late a timer may fire at the 99th percentile; null where the machine is not to be judged. */
  readonly lateMs: number | null;
}

/** What becomes of a session's timer. */
export type TimerKind =
  /** The agent has ended it: its hold is over in the window (SES-7). */
  | 'HOLD'
  /** The agent spoke last: it is idle in the window (SES-12). */
  | 'IDLE'
  /** The buyer waits: its timer comes in the window, and is only wound up again. */
  | 'KEPT'
  /** Its timer comes in hours. */
  | 'LATER';

/** Of ten sessions: six are ending, two become idle, one is looked at, one is left alone. */
export const kindOf = (index: number): TimerKind => {
  const place = index % 10;
  if (place < 6) return 'HOLD';
  return place < 8 ? 'IDLE' : place === 8 ? 'KEPT' : 'LATER';
};
