import type { EventOf } from '#libs/contracts/index';

/** The topics that tell a session's story to metrics. */
export const sessionTopics = ['session-started', 'message-recorded', 'session-routed', 'session-ended', 'session-closed'] as const;

export type SessionTopic = (typeof sessionTopics)[number];

/** What the projection reads of a stored fact. */
export type SessionFact = {
  [T in SessionTopic]: Pick<EventOf<T>, 'topic' | 'type' | 'value'>;
}[SessionTopic];

export type Started = Extract<EventOf<'session-started'>, { type: 'started' }>['value'];
export type Recorded = Extract<EventOf<'message-recorded'>, { type: 'recorded' }>['value'];
export type Assigned = Extract<EventOf<'session-routed'>, { type: 'assigned' | 'transferred' }>['value'];
export type Closed = Extract<EventOf<'session-closed'>, { type: 'closed' }>['value'];
