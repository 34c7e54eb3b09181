import { isFull, type AccountFacts, type Presence } from '../../presence/domain/agent';
import type { Verdict } from './verdict';

/** What a decision reads of one account: all that ranking needs, and no more, so that it can be kept and replayed. An Agent of the state is one. */
export interface Candidate {
  /** The account's. */
  readonly id: string;
  readonly agentNo: number;
  readonly presence: Presence;
  readonly account: Pick<AccountFacts, 'noRouting'>;
  readonly load: number;
  readonly maxCapacity: number | null;
  readonly assignedToday: number;
  readonly joinOffset: number;
  readonly lastNo: number;
  /** Its share under WEIGHTED; absent or null: its capacity. */
  readonly weight?: number | null;
  readonly currentWeight: number;
  /** Whether it is on the offline list (RTE-30); absent where that does not matter. */
  readonly listed?: boolean;
  /** Why it does not serve the session's pool; absent for one that does. */
  readonly unfit?: Verdict | null;
  /** Why it gets no ordinary assignment now, whatever room it has; absent or null: nothing bars it. */
  readonly barred?: Verdict | null;
  /** How many slots the session would take of it; absent: one. */
  readonly slots?: number;
  /** Whether it is of a group to which the buyer has gone on, not of the pool's own. */
  readonly reached?: boolean;
}

export interface JudgedCandidate extends Candidate {
  readonly verdict: Verdict;
}

export const hasRoom = ({ load, slots = 1, maxCapacity }: Candidate): boolean => maxCapacity === null || load + slots <= maxCapacity;

/** Has room, and nothing else bars it from one more session. */
export const mayTake = (candidate: Candidate): boolean => hasRoom(candidate) && !candidate.barred;

/** Receives automatic assignments at this moment, of whatever pool (RTE-57, RTE-37). */
export const isReceiving = ({ account, presence }: Candidate): boolean => !account.noRouting && presence === 'ONLINE';

const keptOut: readonly (Verdict | null | undefined)[] = ['PASSED_BY', 'DECLINED', 'MISSED', 'SILENT', 'OUTSIDE_HOURS'];

/** Not for this session, whatever else is known of it: it had it already, said no to it, or its hours are over. */
export const isKeptOut = ({ unfit }: Candidate): boolean => keptOut.includes(unfit);

/** ONLINE, not flagged and of the session's pool: the one an over-capacity assignment may go to (RTE-36). */
export const isOnline = (candidate: Candidate): boolean => isReceiving(candidate) && !candidate.unfit;

/** Open to an ordinary automatic assignment (RTE-57). */
export const isOpen = (candidate: Candidate): boolean => isOnline(candidate) && mayTake(candidate);

/** Why a candidate is not open, whoever is chosen. */
export function closedVerdict(candidate: Candidate): Verdict {
  if (candidate.account.noRouting) return 'NO_ROUTING';
  if (candidate.unfit) return candidate.unfit;
  if (candidate.presence !== 'ONLINE') return candidate.presence;
  if (hasRoom(candidate)) return candidate.barred ?? 'HAS_ROOM';
  return isFull(candidate) ? 'AT_CAPACITY' : 'TOO_FEW_SLOTS';
}
