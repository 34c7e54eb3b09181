/** How long slots were occupied lately, holds included: by how many sessions, and for how many seconds on average. */
export interface SlotTimes {
  readonly sessions: number;
  readonly meanSeconds: number;
}

/** Who serves a buyer from some moment on, until its wait brings it more agents. */
export interface Phase {
  /** In how many seconds it begins. */
  readonly fromSeconds: number;
  /** How many slots have to free before the buyer has its own, as if all that time only these agents served; 0 or less: none. */
  readonly turns: number;
  /** How many slots they have occupied. */
  readonly busy: number;
  /** In how many seconds it is the buyer's turn by the shop's assignment rate, whatever is free. */
  readonly pacedSeconds: number;
}

/** Fewer sessions than these say nothing of how long one takes. */
export const fewestSessions = 3;

/**
 * For how many seconds a buyer will still wait; null while nothing is known of it.
 *
 * Each occupied slot frees after the mean time that slots were occupied lately, so `busy` slots free one every `mean / busy` seconds, wherever in their
 * sessions they are. While the buyer waits it comes from one phase to the next: what has freed by then counts on.
 */
export function estimateWait(phases: readonly Phase[], { sessions, meanSeconds }: SlotTimes): number | null {
  let freed = 0;
  for (const [index, { fromSeconds, turns, busy, pacedSeconds }] of phases.entries()) {
    const perSecond = busy > 0 && sessions >= fewestSessions ? busy / meanSeconds : 0;
    const left = turns - freed;
    const at = Math.max(fromSeconds + (left <= 0 ? 0 : left / perSecond), pacedSeconds);
    const until = phases[index + 1]?.fromSeconds ?? Infinity;
    if (at < until) return Math.round(at);
    freed += perSecond * (until - fromSeconds);
  }
  return null;
}
