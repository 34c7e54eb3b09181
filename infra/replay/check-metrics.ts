import { check, type Check } from './check';
import { noCounts, type MetricsCounts, type RateCounts } from './recount-metrics';

/** The metrics as the gateway answers them, must equal the recount to the last digit: of the shop, and of every one of its agents. */
export function checkMetrics(answered: MetricsCounts, recounted: MetricsCounts): Check {
  const problems = [
    ...differences('shop', answered.shop, recounted.shop),
    ...(answered.sessions === recounted.sessions ? [] : [`volume is ${answered.sessions} sessions, recounted ${recounted.sessions}`]),
    ...(answered.buyers === recounted.buyers ? [] : [`volume is ${answered.buyers} buyers, recounted ${recounted.buyers}`]),
    ...[...new Set([...answered.agents.keys(), ...recounted.agents.keys()])].flatMap((agentId) =>
      differences(`agent ${agentId}`, answered.agents.get(agentId) ?? noCounts, recounted.agents.get(agentId) ?? noCounts),
    ),
  ];
  const { numerator, denominator, pending } = recounted.shop;
  return check(
    'metrics = recount of the topics',
    problems,
    `responded ${numerator}/${denominator}, pending ${pending}, ${recounted.sessions} sessions of ${recounted.buyers} buyers, ${answered.agents.size} agents alike`,
  );
}

function differences(whose: string, answered: RateCounts, recounted: RateCounts): string[] {
  const text = ({ numerator, denominator, pending }: RateCounts): string => `${numerator}/${denominator}, pending ${pending}`;
  return text(answered) === text(recounted) ? [] : [`${whose}: answered ${text(answered)}, recounted ${text(recounted)}`];
}
