import type { Settings } from '../../copies/domain/settings';
import type { Verdict } from '../../decision/domain/candidate';
import type { Agent } from '../../presence/domain/agent';
import { byOpening, byQueue, type SessionFacts } from './waiting-entry';
import { waitingList, type WaitingList } from './waiting-list';

/** Those who wait for the same agents: in the queue, and as messages that were left. `key` names the pool, for people too. */
export interface Pool {
  readonly key: string;
  readonly queue: WaitingList;
  readonly left: WaitingList;
}

/** How many wait in a pool. */
export interface PoolCount {
  readonly queued: number;
  readonly left: number;
}

/** The one pool of basic routing (RTE-27), and of sessions whose shop is not known yet. */
export const everybody = 'ALL';

/** To which pool a session belongs. Basic routing has one; what a later rule asks of a session makes a pool of its own. */
export const poolOf = (_facts: SessionFacts, _settings: Settings): string => everybody;

/** Why an agent may not take sessions from a pool: the verdict its decisions keep of it (INV-4); null where it may. */
export const unfitFor = (_agent: Agent, _pool: string): Verdict | null => null;

export const newPool = (key: string, { queued, left }: PoolCount = { queued: 0, left: 0 }): Pool => ({
  key,
  queue: waitingList(byQueue, [], queued),
  left: waitingList(byOpening, [], left),
});
