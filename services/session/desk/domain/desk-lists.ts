import type { SessionState } from '../../conversation/domain/session';

/** The lists of an agent's desk. */
export type DeskList = 'OFFERED_TO_ME' | 'MINE' | 'WAITING_FOR_ME' | 'QUEUE' | 'LEFT_MESSAGES' | 'ENDED_TODAY';

interface DeskListTerms {
  readonly states: readonly SessionState[];
  /** Only those of the agent's own; otherwise the shop's. */
  readonly isOwn: boolean;
  /** Only those on offer to the agent. */
  readonly isOffered?: boolean;
  /** Only those whose buyer waits for an answer. */
  readonly unanswered: boolean;
  /** Only those that ended on the shop's present date. */
  readonly isToday: boolean;
}

const own = { isOwn: true, unanswered: false, isToday: false };
const ofTheShop = { isOwn: false, unanswered: false, isToday: false };

export const deskLists: Readonly<Record<DeskList, DeskListTerms>> = {
  OFFERED_TO_ME: { ...own, states: ['QUEUED'], isOffered: true },
  MINE: { ...own, states: ['ACTIVE'] },
  WAITING_FOR_ME: { ...own, states: ['ACTIVE'], unanswered: true },
  QUEUE: { ...ofTheShop, states: ['QUEUED'] },
  LEFT_MESSAGES: { ...ofTheShop, states: ['LEFT_MESSAGE'] },
  ENDED_TODAY: { ...own, states: ['ENDING', 'CLOSED'], isToday: true },
};
