import type { Count } from './family';

/**
 * The 24-hour response (MET-1, 2, 5, 6): undecided until its window is over (MET-9, RES-68), and a reply at its very end counts. Closing decides nothing.
 */
export const countResponse: Count = ({ duty, creditedAgentId, settings, now }, tally) => {
  if (duty === null) {
    if (settings.faqOnlySessions === 'COUNT_AS_RESPONDED') tally.both(creditedAgentId, 'responded');
    return;
  }
  const due = duty.at + settings.responseWindowHours * 3_600_000;
  if (duty.repliedAt !== null) return tally.both(creditedAgentId, duty.repliedAt <= due ? 'responded' : 'unanswered');
  tally.both(creditedAgentId, now <= due ? 'pending' : 'unanswered');
  if (now <= due) tally.until(due + 1);
};
