import type { ReceivedEvent } from '#libs/contracts/event';
import type { Topic } from '#libs/contracts/topics';

const dayStart = Date.parse('2026-03-02T00:00:00Z');

/** The instant `seconds` after the story's beginning, as events carry it. */
export const at = (seconds: number): string => new Date(dayStart + seconds * 1_000).toISOString();
export const nowAt = (seconds: number): number => dayStart + seconds * 1_000;

/** Builds the log of one shop for tests of the checks, event by event; numbers and ids are given in order. */
export class StoryBuilder {
  readonly log: ReceivedEvent[] = [];
  private readonly counters = new Map<Topic, number>();
  private readonly revisions = new Map<string, number>();

  started(sessionId: string, seconds: number, change: object = {}): this {
    return this.add('session-started', 'started', sessionId, {
      buyerId: `buyer-of-${sessionId}`,
      initiator: 'BUYER',
      openedAt: at(seconds),
      ...change,
    });
  }

  message(sessionId: string, seconds: number, ordinal: number, change: object): this {
    return this.add('message-recorded', 'recorded', sessionId, { ordinal, recordedAt: at(seconds), agentId: null, ...change });
  }

  assigned(sessionId: string, agentId: string, seconds: number, change: object = {}): this {
    const base = { agentId, previousAgentId: null, decidedAt: at(seconds), load: 1, capacity: 1, over: null };
    return this.add('session-routed', 'assigned', sessionId, { revision: this.nextRevision(sessionId), ...base, ...change });
  }

  closed(sessionId: string, seconds: number, change: object = {}): this {
    const base = { closedAt: at(seconds), reason: 'AGENT_CLOSED', lastAgentId: null, assignedAt: null };
    return this.add('session-closed', 'closed', sessionId, { ...base, ...change });
  }

  private add(topic: Topic, type: string, subject: string, value: object): this {
    const sequence = (this.counters.get(topic) ?? 0) + 1;
    this.counters.set(topic, sequence);
    const place = { shopId: 'shop', subject, incarnation: 1, sequence, traceparent: null };
    this.log.push({ id: `${topic}-${sequence}`, topic, type, ...place, value: { sessionId: subject, ...value } });
    return this;
  }

  private nextRevision(sessionId: string): number {
    const revision = (this.revisions.get(sessionId) ?? 0) + 1;
    this.revisions.set(sessionId, revision);
    return revision;
  }
}
