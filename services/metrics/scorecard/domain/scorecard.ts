/** What quality is made of: ratings of buyers, and what the shop found out by itself. */
export const qualityParts = ['satisfaction', 'qualityCheck', 'followUp', 'survey'] as const;

export type QualityPart = (typeof qualityParts)[number];

/** They sum to 1 (MET-25). */
export type Weights = Readonly<Record<QualityPart | 'volume', number>>;

/** What is known of an agent; a part is 0 to 1, and null where nothing is known. */
export interface Known extends Readonly<Record<QualityPart, number | null>> {
  readonly agentId: string;
  readonly sessions: number;
}

export interface Scored extends Known {
  /** The weighted mean of the known parts of quality; null where none with a weight is known. */
  readonly quality: number | null;
  /** Sessions over those of the agent who had most. */
  readonly volume: number;
  /** Null where quality counts and is not known. */
  readonly score: number | null;
}

export const sumOf = (weights: Weights): number => Object.values(weights).reduce((sum, weight) => sum + weight, 0);

/** Far below any weight that a person sets, and above what adding decimals is off by. */
export const sumsToOne = (weights: Weights): boolean => Math.abs(sumOf(weights) - 1) < 1e-9;

/** Agents by score, best first. What is not known of an agent's quality leaves its weight to the rest of it (MET-25). */
export function scorecard(agents: readonly Known[], weights: Weights): Scored[] {
  const most = Math.max(1, ...agents.map(({ sessions }) => sessions));
  const scored = agents.map((agent): Scored => {
    const [quality, volume] = [qualityOf(agent, weights), agent.sessions / most];
    return { ...agent, quality, volume, score: scoreOf(quality, volume, weights.volume) };
  });
  return scored.sort(betterFirst);
}

function qualityOf(agent: Known, weights: Weights): number | null {
  let [sum, weight] = [0, 0];
  for (const part of qualityParts) {
    const value = agent[part];
    if (value === null) continue;
    sum += value * weights[part];
    weight += weights[part];
  }
  return weight === 0 ? null : sum / weight;
}

/** The example of MET-25: quality 0.9 × 0.6 + volume 0.5 × 0.4 = 0.74. */
export function scoreOf(quality: number | null, volume: number, volumeWeight: number): number | null {
  if (volumeWeight === 1) return volume;
  return quality === null ? null : quality * (1 - volumeWeight) + volume * volumeWeight;
}

/** Ties: more sessions, then the id (MET-26). Who has no score comes last. */
const betterFirst = (one: Scored, other: Scored): number =>
  (other.score ?? -1) - (one.score ?? -1) || other.sessions - one.sessions || (one.agentId < other.agentId ? -1 : 1);

/** MET-26: the highest score among agents with enough sessions; undefined where there is none. */
export const bestOf = (sorted: readonly Scored[], minSessions: number): Scored | undefined =>
  sorted.find(({ score, sessions }) => score !== null && sessions >= minSessions);
