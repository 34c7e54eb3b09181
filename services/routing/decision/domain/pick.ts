import type { Candidate } from './candidate';
import { bestOf, type Strategy } from './rank-agents';

/** Whom the strategy takes of those who may be taken (RTE-5, RTE-6); nobody of none. */
export function pick(strategy: Strategy, candidates: readonly Candidate[], random: () => number): Candidate | undefined {
  if (candidates.length === 0) return undefined;
  return strategy === 'RANDOM' ? candidates[Math.floor(random() * candidates.length)] : bestOf(strategy, candidates);
}
