import type { ShopPolicy } from '#libs/contracts/index';
import type { Candidate, Verdict } from './candidate';

export type Strategy = ShopPolicy['assignStrategy'];

/** The fields ranking reads; an Agent of the state and a Candidate of a decision both have them. */
export type Ranked = Pick<Candidate, 'id' | 'assignedToday' | 'load' | 'lastNo' | 'maxCapacity'>;

/** One step of an order: the number compared, smaller first, and the verdict of whoever loses by it. */
interface Key {
  readonly of: (agent: Ranked) => number;
  readonly loses: Verdict;
}

/** No limit counts as 500 for the choice (RES-33). */
const limitOf = (agent: Ranked): number => agent.maxCapacity ?? 500;

const count: Key = { of: (agent) => agent.assignedToday, loses: 'HIGHER_COUNT' };
const load: Key = { of: (agent) => agent.load, loses: 'HIGHER_LOAD' };
/** Longest without assignment, by the shop's running number: unlike an instant it has no ties. */
const longest: Key = { of: (agent) => agent.lastNo, loses: 'ASSIGNED_LATER' };
const saturation: Key = { of: (agent) => agent.load / limitOf(agent), loses: 'HIGHER_SATURATION' };
/** Smooth weighted round robin without a stored position: the one whose next session keeps it nearest to its share (by capacity). */
const share: Key = { of: (agent) => (2 * agent.assignedToday + 1) / (2 * limitOf(agent)), loses: 'HIGHER_SHARE' };

/** Each ends with the account id, so that the order is total. */
const orders: Readonly<Record<Strategy, readonly Key[]>> = {
  EVEN: [count, load, longest],
  LOWEST_SATURATION: [saturation, count, load, longest],
  WEIGHTED: [share],
  RANDOM: [],
};

/** Negative when `a` is to be chosen before `b` (RTE-5, RTE-6, RES-33); never 0 for two agents. */
export function compareAgents(strategy: Strategy, a: Ranked, b: Ranked): number {
  for (const key of orders[strategy]) {
    const difference = key.of(a) - key.of(b);
    if (difference !== 0) return difference;
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Why `loser` was passed over for `winner`. */
export function lostBy(strategy: Strategy, winner: Ranked, loser: Ranked): Verdict {
  if (strategy === 'RANDOM') return 'NOT_DRAWN';
  return orders[strategy].find((key) => key.of(loser) !== key.of(winner))?.loses ?? 'LATER_ID';
}

/** The first of a list that is not empty. */
export const bestOf = <A extends Ranked>(strategy: Strategy, agents: readonly A[]): A =>
  agents.reduce((best, agent) => (compareAgents(strategy, agent, best) < 0 ? agent : best));
