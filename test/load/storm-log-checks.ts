import type { EventOf, ReceivedEvent, Topic } from '#libs/contracts/index';

/**
 * What the topics say of one shop, checked without asking anybody: every sentence is a broken promise. `idleLimitMs` is what may pass between a slot that is
 * free and a buyer who gets it, beside the time events take on their way: that is taken to be the longest any session of the log took to its first outcome.
 */
export function checkShopLog(log: readonly ReceivedEvent[], limits: { readonly capacity: number; readonly idleLimitMs: number }): string[] {
  const routed = once<'session-routed'>(log, 'session-routed');
  return [
    ...numbered(log, 'session-routed'),
    ...numbered(log, 'agent-status-changed'),
    ...revised(routed),
    ...withinCapacity(routed, limits.capacity),
    ...ended(log, routed),
    ...idleBesideWaiting(log, { capacity: limits.capacity, idleLimitMs: limits.idleLimitMs + Math.max(0, ...decisionTimes(log)) }),
  ];
}

/** A topic's events, each number once: two relays, or one that starts anew, may publish some twice. */
const once = <T extends Topic>(log: readonly ReceivedEvent[], topic: T): EventOf<T>[] =>
  [...new Map(log.filter((event) => event.topic === topic).map((event) => [event.sequence, event])).values()] as unknown as EventOf<T>[];

/** Per shop and topic the numbers go 1, 2, 3 … without holes, and none comes before its predecessor. */
function numbered(log: readonly ReceivedEvent[], topic: Topic): string[] {
  let last = 0;
  return log
    .filter((event) => event.topic === topic)
    .flatMap(({ sequence }) => {
      if (sequence > last + 1) return [`${topic}: number ${sequence} after ${last}`];
      last = Math.max(last, sequence);
      return [];
    });
}

/** Outcomes of a session carry 1, 2, 3 …, and only one of them assigns. */
function revised(routed: readonly EventOf<'session-routed'>[]): string[] {
  const bySession = new Map<string, EventOf<'session-routed'>[]>();
  for (const event of routed) bySession.set(event.value.sessionId, [...(bySession.get(event.value.sessionId) ?? []), event]);
  return [...bySession].flatMap(([session, outcomes]) => {
    const revisions = outcomes.every(({ value }, index) => value.revision === index + 1)
      ? []
      : [`${session}: revisions ${outcomes.map(({ value }) => value.revision).join()}`];
    const assigned = outcomes.filter(({ type }) => type === 'assigned').length;
    return assigned > 1 ? [...revisions, `${session}: assigned ${assigned} times`] : revisions;
  });
}

const withinCapacity = (routed: readonly EventOf<'session-routed'>[], capacity: number): string[] =>
  routed.flatMap((event) =>
    event.type === 'assigned' && (event.value.load > capacity || event.value.over !== null)
      ? [`${event.value.sessionId}: assigned at load ${event.value.load}`]
      : [],
  );

/** Every session that started is closed, and had an outcome unless its close may have come first. */
function ended(log: readonly ReceivedEvent[], routed: readonly EventOf<'session-routed'>[]): string[] {
  const closed = new Map(once<'session-closed'>(log, 'session-closed').map(({ value }) => [value.sessionId, value.reason]));
  const decided = new Set(routed.map(({ value }) => value.sessionId));
  return once<'session-started'>(log, 'session-started').flatMap(({ value: { sessionId } }) => {
    if (!closed.has(sessionId)) return [`${sessionId}: never closed`];
    return decided.has(sessionId) || closed.get(sessionId) === 'BUYER_LEFT' ? [] : [`${sessionId}: never decided`];
  });
}

type Moment = { readonly at: number; readonly order: number; readonly apply: (scene: Scene, at: number) => void };

interface Scene {
  readonly capacity: number;
  /** Since when each waiting session queues. */
  readonly waiting: Map<string, number>;
  readonly closed: Set<string>;
  readonly with: Map<string, string>;
  readonly loads: Map<string, number>;
  /** Since when each free slot of an ONLINE agent is free, the oldest first. */
  readonly free: Map<string, number[]>;
  /** How long somebody waited beside a slot that was free, each time it ended. */
  readonly idle: number[];
}

/** Walks through the shop's time: how long did each who waited do so while a slot was free? */
function idleBesideWaiting(log: readonly ReceivedEvent[], { capacity, idleLimitMs }: { capacity: number; idleLimitMs: number }): string[] {
  const scene: Scene = { capacity, waiting: new Map(), closed: new Set(), with: new Map(), loads: new Map(), free: new Map(), idle: [] };
  for (const { at, apply } of moments(log)) apply(scene, at);
  return scene.idle.filter((ms) => ms > idleLimitMs).map((ms) => `somebody waited ${ms} ms beside a free agent`);
}

function moments(log: readonly ReceivedEvent[]): Moment[] {
  const closes = once<'session-closed'>(log, 'session-closed').map(({ value }): Moment => ({
    at: Date.parse(value.closedAt),
    order: 0,
    apply: (scene, at) => leave(scene, value.sessionId, at),
  }));
  const statuses = once<'agent-status-changed'>(log, 'agent-status-changed').map(({ value }): Moment => ({
    at: Date.parse(value.since),
    order: 1,
    apply: (scene, at) => attend(scene, value.agentId, value.presence === 'ONLINE', at),
  }));
  const outcomes = once<'session-routed'>(log, 'session-routed').map((event): Moment => ({
    at: Date.parse(event.value.decidedAt),
    order: event.type === 'assigned' ? 2 : 3,
    apply: (scene, at) =>
      event.type === 'assigned' ? serve(scene, event.value.sessionId, event.value.agentId, at) : queue(scene, event.value.sessionId, at),
  }));
  return [...closes, ...statuses, ...outcomes].sort((a, b) => a.at - b.at || a.order - b.order);
}

function attend({ capacity, loads, free }: Scene, agent: string, online: boolean, at: number): void {
  if (!online) free.delete(agent);
  else if (!free.has(agent))
    free.set(
      agent,
      Array.from({ length: Math.max(0, capacity - (loads.get(agent) ?? 0)) }, () => at),
    );
}

function leave(scene: Scene, session: string, at: number): void {
  scene.closed.add(session);
  const oldest = Math.min(...[...scene.free.values()].map(([since = Infinity]) => since));
  stopWaiting(scene, session, oldest, at);
  const agent = scene.with.get(session);
  if (agent !== undefined) free(scene, agent, at);
}

function serve(scene: Scene, session: string, agent: string, at: number): void {
  stopWaiting(scene, session, scene.free.get(agent)?.shift() ?? Infinity, at);
  scene.loads.set(agent, (scene.loads.get(agent) ?? 0) + 1);
  // An outcome that crossed the session's close on its way occupies nothing for long.
  if (scene.closed.has(session)) free(scene, agent, at);
  else scene.with.set(session, agent);
}

function free({ loads, free: slots }: Scene, agent: string, at: number): void {
  loads.set(agent, (loads.get(agent) ?? 0) - 1);
  slots.get(agent)?.push(at);
}

function queue(scene: Scene, session: string, at: number): void {
  if (!scene.closed.has(session)) scene.waiting.set(session, at);
}

function stopWaiting({ waiting, idle }: Scene, session: string, freeSince: number, at: number): void {
  const queuedAt = waiting.get(session);
  waiting.delete(session);
  if (queuedAt !== undefined && freeSince < at) idle.push(at - Math.max(queuedAt, freeSince));
}

/** Milliseconds from each session's start to its first outcome. */
export function decisionTimes(log: readonly ReceivedEvent[]): number[] {
  const starts = new Map(once<'session-started'>(log, 'session-started').map(({ value }) => [value.sessionId, Date.parse(value.openedAt)]));
  return once<'session-routed'>(log, 'session-routed').flatMap(({ value }) => {
    const from = starts.get(value.sessionId);
    return value.revision > 1 || from === undefined ? [] : [Date.parse(value.decidedAt) - from];
  });
}
