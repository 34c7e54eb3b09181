import type { FigureSettings } from './figure-settings';
import { holdsOf, type Hold } from './holds';
import { roundsOf, type Round } from './rounds';
import type { SessionStory } from './session-story';

/** A session as the metrics count it: its story, what follows from it for several of them, and what held when it was opened. */
export interface CountedSession extends SessionStory {
  readonly openedAt: number;
  /** The minute of the shop's day at which it was opened. */
  readonly minuteOf: (instant: number) => number;
  readonly holds: readonly Hold[];
  readonly rounds: readonly Round[];
  /** FAQ questions and nothing else: the session wants no human answer (MET-5). */
  readonly faqOnly: boolean;
  readonly duty: Duty | null;
  /** The agent it is credited to (MET-11). */
  readonly creditedAgentId: string | null;
  readonly lastAgentId: string | null;
  readonly settings: FigureSettings;
  readonly now: number;
}

/** The message that wants a human answer, and the first one it got. */
export interface Duty {
  readonly at: number;
  readonly repliedAt: number | null;
  readonly repliedBy: string | null;
}

export interface CountedBy {
  readonly settings: FigureSettings;
  readonly now: Date;
  readonly minuteOf: (instant: number) => number;
}

export function countedSession(story: SessionStory, { settings, now, minuteOf }: CountedBy): CountedSession {
  const holds = holdsOf(story);
  const duty = dutyOf(story);
  const lastAgentId = lastAgent(story);
  return {
    ...story,
    openedAt: Date.parse(story.started.openedAt),
    minuteOf,
    holds,
    rounds: roundsOf(story, holds),
    faqOnly: duty === null,
    duty,
    creditedAgentId: duty?.repliedBy ?? lastAgentId,
    lastAgentId,
    settings,
    now: now.getTime(),
  };
}

/** The opening, unless it was an FAQ click; then the first buyer message that is none (MET-6, RES-11, RES-66). */
function dutyOf({ started, messages }: SessionStory): Duty | null {
  const { openingMessage, openedAt } = started;
  const asks =
    openingMessage.type !== 'FAQ_CLICK'
      ? { ordinal: openingMessage.ordinal, at: openedAt }
      : messages
          .filter(({ sender, messageType }) => sender === 'BUYER' && messageType !== 'FAQ_CLICK')
          .map(({ ordinal, recordedAt }) => ({ ordinal, at: recordedAt }))
          .find(({ ordinal }) => ordinal > openingMessage.ordinal);
  if (!asks) return null;
  const reply = messages.find(({ sender, ordinal }) => sender === 'AGENT' && ordinal > asks.ordinal);
  return { at: Date.parse(asks.at), repliedAt: reply ? Date.parse(reply.recordedAt) : null, repliedBy: reply?.agentId ?? null };
}

/** An assignment that met a session already closed never took effect: what the session itself says at its close goes before routing's word. */
function lastAgent({ outcomes, closed }: SessionStory): string | null {
  if (closed) return closed.lastAgentId;
  const last = outcomes.findLast((outcome) => outcome.type === 'assigned');
  return last?.value.agentId ?? null;
}
