import type { EventOf } from '#libs/contracts/index';

/** The topics that tell a session's story to metrics. */
export const sessionTopics = ['session-started', 'message-recorded', 'session-routed', 'session-ended', 'session-closed'] as const;

export type SessionTopic = (typeof sessionTopics)[number];

/** What the projection reads of a stored fact. */
export type SessionFact = {
  [T in SessionTopic]: Pick<EventOf<T>, 'topic' | 'type' | 'value'>;
}[SessionTopic];

/** Facts of a session that figures do not follow from are read by whoever tells of the session. */
export const toldTopics = [...sessionTopics, 'session-marked'] as const;

type ToldTopic = (typeof toldTopics)[number];

export type ToldFact = {
  [T in ToldTopic]: Pick<EventOf<T>, 'topic' | 'type' | 'value'>;
}[ToldTopic];

type ValueOf<T extends ToldTopic, K extends string> = Extract<EventOf<T>, { type: K }>['value'];

/** What facts of one type say, in the order of the facts. */
export const valuesOf = <T extends ToldTopic, K extends EventOf<T>['type']>(
  facts: readonly ToldFact[],
  topic: T,
  type: K,
): ValueOf<T, K>[] => facts.filter((fact) => fact.topic === topic && fact.type === type).map(({ value }) => value as ValueOf<T, K>);

export type Started = ValueOf<'session-started', 'started'>;
export type HumanAsked = ValueOf<'session-started', 'to-human'>;
export type Recorded = ValueOf<'message-recorded', 'recorded'>;
export type Assigned = ValueOf<'session-routed', 'assigned' | 'transferred'>;
export type Queued = ValueOf<'session-routed', 'queued'>;
export type LeftMessage = ValueOf<'session-routed', 'left-message'>;
export type Ended = ValueOf<'session-ended', 'ended'>;
export type Returned = ValueOf<'session-ended', 'returned'>;
export type Closed = ValueOf<'session-closed', 'closed'>;
export type Rated = ValueOf<'session-closed', 'rated'>;
export type Marked = ValueOf<'session-marked', 'marked'>;
