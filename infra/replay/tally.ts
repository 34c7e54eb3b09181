/** Where a replay stands. */
export interface Tally {
  arrived: number;
  served: number;
  left: number;
  /** Agents who are there, resting ones included. */
  online: number;
  /** Talks by agent at this moment. */
  readonly talks: Map<string, number>;
  /** What went wrong for single contacts or agents; the replay goes on without them. */
  readonly failures: string[];
}

export const newTally = (): Tally => ({ arrived: 0, served: 0, left: 0, online: 0, talks: new Map(), failures: [] });

export const talksOf = (tally: Tally, agentId: string): number => tally.talks.get(agentId) ?? 0;

/** Counts a talk of the agent while `talk` lasts. */
export async function duringTalk(tally: Tally, agentId: string, talk: () => Promise<void>): Promise<void> {
  tally.talks.set(agentId, talksOf(tally, agentId) + 1);
  try {
    await talk();
  } finally {
    tally.talks.set(agentId, talksOf(tally, agentId) - 1);
  }
}
