import type { ShopPolicy } from '#libs/contracts/index';
import type { Candidate } from './candidate';
import type { Verdict } from './verdict';

export type Strategy = ShopPolicy['assignStrategy'];

/** The fields ranking reads; an Agent of the state and a Candidate of a decision both have them. */
export type Ranked = Pick<
  Candidate,
  'id' | 'assignedToday' | 'joinOffset' | 'load' | 'lastNo' | 'maxCapacity' | 'weight' | 'currentWeight'
>;

/** One step of an order: the number compared, smaller first, and the verdict of whoever loses by it. */
interface Key {
  readonly of: (agent: Ranked) => number;
  readonly loses: Verdict;
}

/** No limit counts as 500 for the choice (RES-33). */
const limitOf = (agent: Pick<Ranked, 'maxCapacity'>): number => agent.maxCapacity ?? 500;

/** The weight of an agent in the weighted round robin: the one it was given, else its capacity (RTE-6). */
export const weightOf = (agent: Pick<Ranked, 'weight' | 'maxCapacity'>): number => agent.weight ?? limitOf(agent);

/** The count that EVEN compares: of today, with what joining late has added (RTE-5, RES-87). */
export const rankingCount = ({ assignedToday, joinOffset }: Pick<Ranked, 'assignedToday' | 'joinOffset'>): number =>
  assignedToday + joinOffset;

const count: Key = { of: rankingCount, loses: 'HIGHER_COUNT' };
const load: Key = { of: (agent) => agent.load, loses: 'HIGHER_LOAD' };
/** Longest without assignment, by the shop's running number: unlike an instant it has no ties. */
const longest: Key = { of: (agent) => agent.lastNo, loses: 'ASSIGNED_LATER' };
const saturation: Key = { of: (agent) => agent.load / limitOf(agent), loses: 'HIGHER_SATURATION' };
/** The largest current weight once this pick has added every candidate's own (RES-86). */
const weight: Key = { of: (agent) => -(agent.currentWeight + weightOf(agent)), loses: 'LOWER_WEIGHT' };

/** Each ends with the account id, so that the order is total. */
const orders: Readonly<Record<Strategy, readonly Key[]>> = {
  EVEN: [count, load, longest],
  LOWEST_SATURATION: [saturation, count, load, longest],
  WEIGHTED: [weight],
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
