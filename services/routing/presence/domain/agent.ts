import type { AgentSkills } from '../../rules/domain/skills';
import type { Verdict } from '../../decision/domain/verdict';

/** Presence of an account at its workbench (RTE-57). */
export type Presence = 'ONLINE' | 'REST' | 'SUSPENDED' | 'OFFLINE';

/** What the shop service says of an account. `version` 0: not heard of yet (an owner known only by the shop's snapshot). */
export interface AccountFacts {
  readonly version: number;
  readonly hasAgentRole: boolean;
  readonly imEnabled: boolean;
  readonly noRouting: boolean;
  readonly active: boolean;
  /** What colleagues and buyers see; absent until the account tells it. */
  readonly nickname?: string | null;
}

/**
 * An account as routing keeps it. `agentNo` is its small number in the shop, never reused. `ceiling` is what the normal load may not pass: the
 * capacity, or the load a later, lower capacity has found (it follows the load down). `lastNo` is the shop's running number of its last assignment,
 * 0 = never.
 */
export interface Agent {
  readonly id: string;
  readonly agentNo: number;
  account: AccountFacts;
  presence: Presence;
  presenceSince: Date | null;
  /** Whether it has been ONLINE since it was last OFFLINE: becoming so is joining (RES-85). */
  joined: boolean;
  /** null = no auto-suspend. */
  maxCapacity: number | null;
  /** False while the capacity is the policy's default. */
  capacityChosen: boolean;
  ceiling: number | null;
  /** Occupied slots, held ones included (SES-7). */
  load: number;
  /** The part of `load` that a rule allowed beyond the capacity (INV-2). */
  overLoad: number;
  /** The part of `load` whose sessions the agent has ended. */
  held: number;
  /** Sessions assigned on the business date `countedOn`, by any cause. */
  assignedToday: number;
  /** What joining late has added to that count, for the ranking only (RTE-5, RES-87). */
  joinOffset: number;
  countedOn: string | null;
  lastNo: number;
  /** Offers it has missed since the last one it accepted, or since it became ONLINE; null: none. */
  missedInRow: number | null;
  /** Its share in the weighted round robin (RTE-6); null: its capacity. */
  weight: number | null;
  /** Its current weight in the smooth weighted round robin (RES-86). */
  currentWeight: number;
  /** Instants of its latest assignments, oldest first, as many as the shop's rate counts; null where none was counted. */
  lately: readonly number[] | null;
  /** Of `load`, how much is of which channel; null where nothing ever was. */
  channelLoad: Readonly<Record<string, number>> | null;
  /** Its skills and languages; null: none were said. */
  skills: AgentSkills | null;
  /** Why it gets no ordinary assignment now although it may be ONLINE and have room; derived, not stored. */
  barred: Verdict | null;
}

export const unknownAccount: AccountFacts = { version: 0, hasAgentRole: false, imEnabled: false, noRouting: false, active: true };

/** An account nobody has seen: offline, without load, under the policy's default capacity. */
export const newAgent = (id: string, agentNo: number, defaultCapacity: number | null, today: string | null): Agent => ({
  id,
  agentNo,
  account: unknownAccount,
  presence: 'OFFLINE',
  presenceSince: null,
  joined: false,
  maxCapacity: defaultCapacity,
  capacityChosen: false,
  ceiling: defaultCapacity,
  load: 0,
  overLoad: 0,
  held: 0,
  assignedToday: 0,
  joinOffset: 0,
  countedOn: today,
  lastNo: 0,
  missedInRow: null,
  weight: null,
  currentWeight: 0,
  lately: null,
  channelLoad: null,
  skills: null,
  barred: null,
});

export const normalLoad = (agent: Agent): number => agent.load - agent.overLoad;

/** At the limit (RTE-25). Loads that a rule allowed beyond it count too (RTE-26). */
export const isFull = ({ load, maxCapacity }: Pick<Agent, 'load' | 'maxCapacity'>): boolean => maxCapacity !== null && load >= maxCapacity;

/** A service account: takes part in routing unless flagged (PRM-4). */
export const isServiceAccount = (agent: Pick<Agent, 'account'>): boolean => agent.account.active && agent.account.hasAgentRole;

/** Whether automatic assignments may concern the account at all (RTE-37, RES-41). */
export const isRoutable = (agent: Agent): boolean => isServiceAccount(agent) && !agent.account.noRouting;

/** Whether an ordinary automatic assignment may go to it now (RTE-57). */
export const isFree = (agent: Agent): boolean =>
  isRoutable(agent) && agent.presence === 'ONLINE' && !isFull(agent) && agent.barred === null;

/** Sets the ceiling that belongs to the capacity at this load: lowering capacity below the load is legal, rising above it again is not. */
export function lowerCeiling(agent: Agent): void {
  agent.ceiling = agent.maxCapacity === null ? null : Math.max(agent.maxCapacity, normalLoad(agent));
}
