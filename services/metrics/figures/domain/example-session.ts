import type { Recorded, SessionFact, Started } from '../../facts/domain/session-fact';
import { usualSettings, type FigureSettings } from './figure-settings';
import { projectSession } from './project-session';
import type { SessionFigure } from './session-figure';
import type { SettingsTimeline } from './settings-timeline';

/* Facts of one session for tests: Monday 2026-03-02 in Shanghai, 10:00 unless said otherwise. */

const shop = '01900000-0000-7000-8000-000000000001';
export const session = '01900000-0000-7000-8000-000000000002';
export const common = {
  shopId: shop,
  occurredAt: '2026-03-02T02:00:00.000Z',
  actor: { kind: 'SYSTEM', id: null },
  causeId: null,
  policyVersion: 1,
} as const;

/** 10:00 on Monday 2026-03-02 in Shanghai, plus minutes. */
export const at = (minutes: number, seconds = 0): string => new Date(Date.UTC(2026, 2, 2, 2, minutes, seconds)).toISOString();

export const started = (value: Partial<Started> = {}): SessionFact => ({
  topic: 'session-started',
  type: 'started',
  value: {
    ...common,
    sessionId: session,
    buyerId: 'b1',
    channel: 'KUAISHOU',
    initiator: 'BUYER',
    openingMessage: { id: 'm1', type: 'TEXT', ordinal: 1 },
    openedAt: at(0),
    timeZone: 'Asia/Shanghai',
    reentryOf: null,
    lastHuman: null,
    viaBot: false,
    ...value,
  },
});

export const message = (ordinal: number, sender: Recorded['sender'], recordedAt: string, more: Partial<Recorded> = {}): SessionFact => ({
  topic: 'message-recorded',
  type: 'recorded',
  value: {
    ...common,
    sessionId: session,
    messageId: `m${ordinal}`,
    ordinal,
    sender,
    agentId: sender === 'AGENT' ? 'A' : null,
    messageType: 'TEXT',
    source: 'TYPED',
    autoKind: null,
    length: 2,
    recordedAt,
    stateThen: 'ACTIVE',
    ...more,
  },
});

export const assigned = (revision: number, agentId: string): SessionFact => ({
  topic: 'session-routed',
  type: 'assigned',
  value: {
    ...common,
    sessionId: session,
    revision,
    shopVersion: revision,
    decisionId: `d${revision}`,
    rule: 'RTE-4',
    cause: 'EVEN',
    pool: 'ALL',
    band: null,
    enqueuedAt: null,
    decidedAt: at(0),
    settingsVersion: 1,
    scheduleVersion: null,
    agentId,
    previousAgentId: null,
    waitedMs: 0,
    load: 1,
    capacity: 5,
    over: null,
  },
});

export const transferred = (revision: number, agentId: string): SessionFact =>
  ({ ...assigned(revision, agentId), type: 'transferred' }) as SessionFact;

export const closed = (lastAgentId: string | null): SessionFact => ({
  topic: 'session-closed',
  type: 'closed',
  value: {
    ...common,
    sessionId: session,
    buyerId: 'b1',
    channel: 'KUAISHOU',
    initiator: 'BUYER',
    openingMessageType: 'TEXT',
    openedAt: at(0),
    assignedAt: null,
    firstReplyAt: null,
    firstReplyBy: null,
    endedAt: null,
    closedAt: at(1),
    lastAgentId,
    reason: 'BUYER_LEFT',
    lastSender: 'BUYER',
    counts: { buyer: 1, agent: 0, bot: 0, auto: 0, system: 0 },
    queuedMs: 0,
    reentryOf: null,
  },
});

export const faqOpening = started({ openingMessage: { id: 'm1', type: 'FAQ_CLICK', ordinal: 1 } });
export const click = (ordinal: number, when: string): SessionFact => message(ordinal, 'BUYER', when, { messageType: 'FAQ_CLICK' });
export const answer = (ordinal: number, when: string): SessionFact => message(ordinal, 'AUTO', when, { autoKind: 'FAQ_ANSWER' });

export const day = 24 * 60;

const routed = { ...common, sessionId: session, shopVersion: 1, rule: 'RTE-27', pool: 'ALL', settingsVersion: 1, scheduleVersion: null };

export const queued = (revision: number, decidedAt: string): SessionFact => ({
  topic: 'session-routed',
  type: 'queued',
  value: { ...routed, revision, decisionId: `d${revision}`, cause: 'ALL_AT_CAPACITY', band: 'NORMAL', enqueuedAt: decidedAt, decidedAt },
});

export const left = (revision: number, decidedAt: string, place: 'CLOSED' | 'MESSAGE_POOL'): SessionFact => ({
  topic: 'session-routed',
  type: 'left-message',
  value: {
    ...{ ...routed, revision, decisionId: `d${revision}`, cause: 'NO_AGENT_ONLINE', band: null, enqueuedAt: null, decidedAt },
    ...{ place, closedPeriod: null, nextOpeningAt: null, receptionHours: null },
  },
});

export const ended = (agentId: string, endedAt: string): SessionFact => ({
  topic: 'session-ended',
  type: 'ended',
  value: { ...common, sessionId: session, agentId, endedAt, endedBy: agentId, holdUntil: endedAt, unanswered: false },
});

export const toHuman = (requestedAt: string): SessionFact => ({
  topic: 'session-started',
  type: 'to-human',
  value: {
    ...common,
    sessionId: session,
    buyerId: 'b1',
    channel: 'KUAISHOU',
    entryPoint: null,
    openedAt: at(0),
    requestedAt,
    lastHuman: null,
  },
});

/** A fact with some of its values otherwise. */
export const but = (fact: SessionFact, value: object): SessionFact => ({ ...fact, value: { ...fact.value, ...value } }) as SessionFact;

/** Settings that held since ever. */
export const always = (values: Partial<FigureSettings>): SettingsTimeline => ({
  settings: [{ from: 0, values: { ...usualSettings, ...values } }],
  holidays: [],
  exempt: [],
});

export const project = (facts: readonly SessionFact[], now = at(day), timeline = always({})): SessionFigure | undefined =>
  projectSession(facts, { timeline, now: new Date(now) });

/** What the session adds to the shop's figures and to agents', without what is 0. */
export function addedBy(facts: readonly SessionFact[], now?: string, timeline?: SettingsTimeline): NonNullable<SessionFigure['added']> {
  const added = project(facts, now, timeline)?.added;
  if (!added) throw new Error('the opening is missing');
  return added;
}
