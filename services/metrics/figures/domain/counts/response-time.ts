import type { Count } from './family';

/**
 * How long replies take (MET-17): the first one of a session, and the mean over its rounds, where none counts more than the cap and one that is still
 * unanswered then counts the cap. The agent's clock begins when the session comes to the agent's list (MET-16).
 */
export const countResponseTime: Count = ({ rounds, settings, now }, tally) => {
  const cap = settings.replyCapSeconds * 1_000;
  const first = rounds[0];
  if (first && first.repliedAt !== null) {
    tally.shop('firstReplies');
    tally.shop('firstReplyMs', first.repliedAt - first.startedAt);
    tally.agent(first.agentId, 'firstReplies');
    tally.agent(first.agentId, 'firstReplyMs', first.repliedAt - (first.agentFrom ?? first.startedAt));
    tally.spread(first.agentId, 'firstReply', first.repliedAt - first.startedAt);
  }
  for (const { startedAt, repliedAt, agentId, agentFrom } of rounds) {
    const clocks = [{ add: tally.shop, from: startedAt }];
    if (agentFrom !== null) clocks.push({ add: (measure, amount) => tally.agent(agentId, measure, amount), from: agentFrom });
    for (const { add, from } of clocks) {
      if (repliedAt === null && now < from + cap) tally.until(from + cap);
      else {
        add('cappedRounds');
        add('cappedReplyMs', Math.min(cap, (repliedAt ?? Infinity) - from));
      }
    }
  }
};
