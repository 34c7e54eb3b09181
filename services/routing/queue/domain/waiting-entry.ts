import { isKnown, orderStatus, type ReceivedValue } from '#libs/contracts/index';
import type { Needs } from '../../rules/domain/skills';

/** QUEUED and LEFT_MESSAGE are states of the session; PENDING ones wait for their shop's first snapshot and have no outcome yet. */
export type WaitingKind = 'QUEUED' | 'LEFT_MESSAGE' | 'PENDING';

/** Where a left message lies (RTE-34, RES-28). */
export type Place = 'CLOSED' | 'MESSAGE_POOL' | 'SERVICE_ASSISTANT';

/** Where buyers go whom a queue does not hold, or no longer. */
export type WaitFallback = Exclude<Place, 'CLOSED'>;

/** Why: as many as the shop wants queue already, or the buyer has queued for as long as the shop wants. */
export type LimitCause = 'QUEUE_FULL' | 'WAITED_TOO_LONG';

/** A limit of the shop that keeps a session out of its pool's queue. */
export interface OverLimit {
  readonly cause: LimitCause;
  readonly place: WaitFallback;
}

export type Band = 'PRIORITY' | 'NORMAL';

/** What the buyer's order says (RTE-7, RTE-19). */
export type OrderStatus = (typeof orderStatus)['known'][number];

/** A crowd the buyer is in, and since when (RTE-45). */
export interface CrowdMembership {
  readonly crowdId: string;
  readonly kind: string;
  readonly joinedAt: string;
}

/** An agent who does not get the session any more: said no to its offer, did not answer that in time, or did not write to the buyer in time. */
export interface Tried {
  readonly agentId: string;
  readonly how: 'DECLINED' | 'MISSED' | 'SILENT';
}

/** An agent who knows the buyer and can be there soon, by the roster. */
export interface AwaitedAgent {
  readonly agentId: string;
  readonly until: number;
}

/** What routing knows of the session it decides about. Kept with the session while it waits and while an agent has it, for the decisions to come. */
export interface SessionFacts {
  readonly buyerId: string;
  readonly channel: string;
  readonly entryPoint: string | null;
  readonly viaBot: boolean;
  readonly lastHuman: { readonly agentId: string; readonly at: string } | null;
  /** The agent who had the session and is gone (RES-81). */
  readonly goneAgentId?: string;
  readonly orderStatus?: OrderStatus;
  /** The payments of the last 30 days before the session, latest first, and the first ever (RTE-20). */
  readonly purchases?: { readonly recent: readonly string[]; readonly firstPaidAt: string };
  readonly crowds?: readonly CrowdMembership[];
  readonly exclusiveAgentId?: string;
  /** What the session asks of its agent. */
  readonly needs?: Needs;
  /** The limit of the queue that has made it a left message. */
  readonly leftFor?: LimitCause;
  /** The group that the session was given to by hand (RTE-62). */
  readonly groupId?: string;
  /** Agents who gave the session back: it does not come to them again. */
  readonly passedBy?: readonly string[];
  /** The agent it waits for first, and until when, in milliseconds since 1970. */
  readonly awaits?: AwaitedAgent;
  /** Agents who do not get it again, whoever else is there; in the order of trying. */
  readonly tried?: readonly Tried[];
}

/** What an opening tells, or a request for a human. */
type ToldFacts = Pick<
  ReceivedValue<'session-started', 'to-human'>,
  'buyerId' | 'channel' | 'lastHuman' | 'orderStatus' | 'purchases' | 'crowds' | 'exclusiveAgentId' | 'needs'
> & { readonly entryPoint?: string | null | undefined; readonly viaBot: boolean };

/** The facts that a session's opening brings, or its request for a human. */
export const factsOf = ({
  buyerId,
  channel,
  entryPoint,
  viaBot,
  lastHuman,
  orderStatus: status,
  purchases,
  crowds,
  exclusiveAgentId,
  needs,
}: ToldFacts): SessionFacts => ({
  buyerId,
  channel,
  entryPoint: entryPoint ?? null,
  viaBot,
  lastHuman,
  ...(isKnown(orderStatus, status) && { orderStatus: status }),
  ...(purchases && { purchases }),
  ...(crowds && crowds.length > 0 && { crowds }),
  ...(exclusiveAgentId !== undefined && { exclusiveAgentId }),
  ...(needs && { needs }),
});

/** The facts of a session of which none were kept. */
export const unknownFacts: SessionFacts = { buyerId: '', channel: '', entryPoint: null, viaBot: false, lastHuman: null };

/** Whether an agent has had the session already: it went back to routing, or to a group. */
export const hasBeenServed = ({ goneAgentId, groupId, passedBy, tried }: SessionFacts): boolean =>
  goneAgentId !== undefined || groupId !== undefined || passedBy !== undefined || tried?.some(({ how }) => how === 'SILENT') === true;

/** A buyer who waits. A change of kind makes a new entry. `revision` is the session's latest outcome, 0 = none yet. */
export interface WaitingEntry {
  readonly sessionId: string;
  readonly kind: WaitingKind;
  readonly place: Place | null;
  readonly pool: string;
  readonly band: Band;
  readonly enqueuedAt: Date;
  readonly openedAt: Date;
  readonly revision: number;
  readonly facts: SessionFacts;
}

export type Order = (a: WaitingEntry, b: WaitingEntry) => number;

const bandRank: Record<Band, number> = { PRIORITY: 0, NORMAL: 1 };
const byId = (a: WaitingEntry, b: WaitingEntry): number => (a.sessionId < b.sessionId ? -1 : a.sessionId > b.sessionId ? 1 : 0);

/** Left messages: by the first message of their session (RES-60). */
export const byOpening: Order = (a, b) => a.openedAt.getTime() - b.openedAt.getTime() || byId(a, b);

/** The queue: priority band first, then earliest enqueued (RTE-28). */
export const byQueue: Order = (a, b) =>
  bandRank[a.band] - bandRank[b.band] || a.enqueuedAt.getTime() - b.enqueuedAt.getTime() || byOpening(a, b);
