import type { SessionState } from '../generated/graphql';
import { addDays } from '../text/shop-dates';
import { instantIn } from '../text/instant-in';

export const sessionStates: readonly SessionState[] = ['BOT', 'QUEUED', 'LEFT_MESSAGE', 'ACTIVE', 'ENDING', 'CLOSED'];

export interface SessionFilter {
  readonly state: SessionState | undefined;
  readonly agentId: string | undefined;
  readonly channel: string | undefined;
  readonly text: string | undefined;
  readonly unanswered: boolean;
  /** A business date; sessions that opened on it. */
  readonly date: string;
}

/** The filter as the graph takes it. A date is the shop's own, from midnight to midnight there. */
export function filterVariables({ state, agentId, channel, text, unanswered, date }: SessionFilter, timeZone: string) {
  const midnight = (day: string) => instantIn(timeZone, `${day}T00:00`);
  return {
    states: state ? [state] : [...sessionStates],
    ...(agentId && { agentId }),
    ...(channel && { channel }),
    ...(text && { text }),
    ...(unanswered && { unanswered }),
    ...(date !== '' && { openedFrom: midnight(date), openedBefore: midnight(addDays(date, 1)) }),
  };
}
