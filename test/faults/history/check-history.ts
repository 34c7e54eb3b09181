import { closedAssignsNobody } from './closed-assigns-nobody';
import { conservation } from './conservation';
import { everySessionEnds } from './every-session-ends';
import type { History } from './history';
import { noIdleWaste } from './no-idle-waste';
import { nothingFromNowhere } from './nothing-from-nowhere';
import { oneAgentPerSession } from './one-agent-per-session';
import { servedInOrder } from './served-in-order';
import { withinCapacity } from './within-capacity';

export interface HistoryLimits {
  /** What a fact may take to reach routing, and a free slot to be given away: faults and the way of events included. */
  readonly lagMs: number;
  /** Whether all sessions are to be over. */
  readonly isOver: boolean;
  /** Whose pools are whose; absent: everybody's. */
  readonly serves?: (agentId: string, pool: string | null) => boolean;
}

/** All that the facts of one shop alone can show: every sentence is a broken promise, and begins with its id. */
export const checkHistory = (history: History, { lagMs, isOver, serves }: HistoryLimits): string[] => [
  ...(isOver ? everySessionEnds(history) : []),
  ...oneAgentPerSession(history),
  ...withinCapacity(history),
  ...nothingFromNowhere(history, lagMs),
  ...conservation(history, lagMs),
  ...noIdleWaste(history, lagMs, serves),
  ...servedInOrder(history),
  ...closedAssignsNobody(history, lagMs),
];
