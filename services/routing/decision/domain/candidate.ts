import type { AccountFacts, Presence } from '../../presence/domain/agent';

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
}

/** Why a candidate was chosen or passed over (INV-4). */
export type Verdict =
  | 'CHOSEN'
  | 'HIGHER_COUNT'
  | 'HIGHER_LOAD'
  | 'HIGHER_SATURATION'
  | 'LOWER_WEIGHT'
  | 'ASSIGNED_LATER'
  | 'LATER_ID'
  | 'NOT_DRAWN'
  | 'AT_CAPACITY'
  | 'HAS_ROOM'
  | 'REST'
  | 'SUSPENDED'
  | 'OFFLINE'
  | 'NO_ROUTING'
  | 'OTHER_GROUP'
  | 'NOT_RECENT'
  | 'NOT_EXCLUSIVE'
  | 'PASSED_BY';

export interface JudgedCandidate extends Candidate {
  readonly verdict: Verdict;
}

export const hasRoom = (candidate: Candidate): boolean => candidate.maxCapacity === null || candidate.load < candidate.maxCapacity;

/** Receives automatic assignments at this moment, of whatever pool (RTE-57, RTE-37). */
export const isReceiving = ({ account, presence }: Candidate): boolean => !account.noRouting && presence === 'ONLINE';

/** ONLINE, not flagged and of the session's pool: the one an over-capacity assignment may go to (RTE-36). */
export const isOnline = (candidate: Candidate): boolean => isReceiving(candidate) && !candidate.unfit;

/** Open to an ordinary automatic assignment (RTE-57). */
export const isOpen = (candidate: Candidate): boolean => isOnline(candidate) && hasRoom(candidate);

/** Why a candidate is not open, whoever is chosen. */
export function closedVerdict(candidate: Candidate): Verdict {
  if (candidate.account.noRouting) return 'NO_ROUTING';
  if (candidate.unfit) return candidate.unfit;
  if (candidate.presence !== 'ONLINE') return candidate.presence;
  return hasRoom(candidate) ? 'HAS_ROOM' : 'AT_CAPACITY';
}
