import type { Round } from '../rounds';
import type { Tally } from '../tally';
import { inHours } from './in-hours';
import { inTime } from './in-time';
import type { Count } from './family';

/**
 * Rounds that were answered soon (MET-15), by the shop's clock and by the agent's, which begins when the session comes to the agent's list (MET-16). By
 * SESSION a session is in time when all its rounds are (RES-70).
 */
export const countQuickReplies: Count = ({ rounds, settings, minuteOf, now }, tally) => {
  const { quickReplySeconds, quickReplyHours, quickReplyUnit } = settings;
  if (quickReplySeconds === null) return;
  const counted = rounds.filter(({ startedAt }) => inHours(minuteOf(startedAt), quickReplyHours));
  const within = quickReplySeconds * 1_000;
  const forShop = counted.map((round) => inTime(round.startedAt, round.repliedAt, within, now, tally));
  const forAgents = counted.flatMap((round) => ofAgent(round, within, now, tally));
  if (quickReplyUnit === 'ROUND') {
    for (const verdict of forShop) tally.shop(measureOf(verdict));
    for (const { agentId, verdict } of forAgents) tally.agent(agentId, measureOf(verdict));
  } else {
    if (forShop.length > 0) tally.shop(measureOf(allOf(forShop)));
    for (const agentId of new Set(forAgents.map((each) => each.agentId))) {
      tally.agent(agentId, measureOf(allOf(forAgents.filter((each) => each.agentId === agentId).map(({ verdict }) => verdict))));
    }
  }
};

type Verdict = boolean | null;

function ofAgent(
  { agentId, agentFrom, repliedAt }: Round,
  within: number,
  now: number,
  tally: Tally,
): { agentId: string; verdict: Verdict }[] {
  if (agentId === null || agentFrom === null) return [];
  return [{ agentId, verdict: inTime(agentFrom, repliedAt, within, now, tally) }];
}

function allOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(null) ? null : true;
}

const measureOf = (verdict: Verdict): 'quickInTime' | 'quickLate' | 'quickPending' => {
  if (verdict === null) return 'quickPending';
  return verdict ? 'quickInTime' : 'quickLate';
};
