import type { Count } from './family';

/** Buyers whose crowd comes first (MET-28): how many there were, for how many nobody was there (RTE-53), and how many were told so. */
export const countCrowds: Count = ({ outcomes }, tally) => {
  const failed = outcomes.some(({ value }) => value.priorityFailed === true);
  const hit = failed || outcomes.some(({ value }) => value.band === 'PRIORITY' || value.cause === 'PRIORITY_CROWD');
  if (!hit) return;
  tally.shop('crowdHits');
  if (failed) tally.shop('crowdFailures');
  if (outcomes.some((outcome) => outcome.type === 'assigned' && outcome.value.prompt !== undefined)) tally.shop('crowdPrompts');
};
