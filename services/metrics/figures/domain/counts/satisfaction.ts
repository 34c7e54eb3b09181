import type { Count } from './family';

/** What buyers thought of it (MET-20): 4 and 5 are satisfied, 1 and 2 dissatisfied; credited to the last agent. Within 24 hours of the end, the last instant included. */
export const countSatisfaction: Count = ({ rated, ended, closed, lastAgentId }, tally) => {
  if (!rated) return;
  const endedAt = ended?.endedAt ?? closed?.closedAt;
  if (endedAt !== undefined && Date.parse(rated.ratedAt) > Date.parse(endedAt) + 24 * 3_600_000) return;
  tally.both(lastAgentId, 'ratings');
  if (rated.score >= 4) tally.both(lastAgentId, 'satisfied');
  if (rated.score <= 2) tally.both(lastAgentId, 'dissatisfied');
  if (rated.solved !== null) tally.both(lastAgentId, 'solvedAnswers');
  if (rated.solved === true) tally.both(lastAgentId, 'solved');
};
