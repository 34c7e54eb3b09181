import { inHours } from './in-hours';
import type { Count } from './family';

/**
 * Sessions that got no service (MET-19, RES-72): messages left because nobody was free, answered later or not, and those whose agent never wrote. A message
 * left because the shop was closed is in the denominator only; an agent who has not written yet still may.
 */
export const countNoService: Count = ({ openedAt, minuteOf, outcomes, messages, holds, closed, ended, lastAgentId, settings }, tally) => {
  if (!inHours(minuteOf(openedAt), settings.noServiceHours)) return;
  const left = outcomes.some(({ type, value }) => type === 'left-message' && value.place !== 'CLOSED');
  const silent = holds.length > 0 && !messages.some(({ sender }) => sender === 'AGENT');
  if (!left && silent && !closed && !ended) return tally.both(lastAgentId, 'servicePending');
  tally.both(lastAgentId, 'serviceSessions');
  if (left) tally.shop('unserved');
  else if (silent) tally.both(lastAgentId, 'unserved');
};
