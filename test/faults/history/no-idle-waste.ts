import { isGiven, type Decision, type Given, type History, type Routed, type SessionStory } from './history';

interface Waiting {
  readonly sinceMs: number;
  readonly pool: string | null;
}

interface Post {
  online: boolean;
  capacity: number | null;
  load: number;
  /** Since when each free slot is free, the oldest first. */
  readonly free: number[];
}

interface Scene {
  readonly waiting: Map<string, Waiting>;
  readonly posts: Map<string, Post>;
  readonly holders: Map<string, { readonly agentId: string; readonly slots: number }>;
  readonly closed: Set<string>;
  /** Agents who had the session once: it may have been given back by them, and does not come to them again. */
  readonly had: Set<string>;
  readonly mayTake: (agentId: string, pool: string | null) => boolean;
  /** The longest each session waited beside a slot, ms. */
  readonly waste: Map<string, number>;
}

type Moment = { readonly atMs: number; readonly rank: number; readonly apply: (scene: Scene) => void };

/**
 * H9: nobody queues longer than `limitMs` beside a free slot of an agent who may take them. A slot is free from the session's own fact on: the limit
 * includes what that takes to reach routing. `serves`: whose pools are whose, where that is not everybody's.
 */
export function noIdleWaste(history: History, limitMs: number, serves: Scene['mayTake'] = () => true): string[] {
  const mayTake: Scene['mayTake'] = (agentId, pool) => !history.keptOut.has(agentId) && serves(agentId, pool);
  const scene: Scene = {
    ...{ waiting: new Map(), posts: new Map(), holders: new Map(), closed: new Set(), had: new Set(), waste: new Map() },
    mayTake,
  };
  for (const { apply } of momentsOf(history)) apply(scene);
  for (const sessionId of [...scene.waiting.keys()]) stopWaiting(scene, sessionId, history.endMs);
  return [...scene.waste].filter(([, ms]) => ms > limitMs).map(([id, ms]) => `H9 ${id}: waited ${ms} ms beside a free agent`);
}

/** In the order of time; of one instant the sessions' own facts first, then routing's by version. */
function momentsOf({ sessions, decisions }: History): Moment[] {
  const own = [...sessions.values()].flatMap(momentsOfSession);
  const routing = decisions.map((decision): Moment => ({
    atMs: decision.atMs,
    rank: decision.position + 1,
    apply: (scene) => decide(scene, decision),
  }));
  return [...own, ...routing].sort((a, b) => a.atMs - b.atMs || a.rank - b.rank);
}

const momentsOfSession = ({ sessionId, closed, ended, returned }: SessionStory): Moment[] => [
  ...closed.map(({ atMs }) => ({ atMs, rank: 0, apply: (scene: Scene) => close(scene, sessionId, atMs) })),
  ...ended.map(({ atMs }) => ({ atMs, rank: 0, apply: (scene: Scene) => stopWaiting(scene, sessionId, atMs) })),
  ...returned.map(({ atMs, agentId }) => ({
    ...{ atMs, rank: 0 },
    apply: (scene: Scene) => scene.holders.get(sessionId)?.agentId === agentId && release(scene, sessionId, atMs),
  })),
];

function close(scene: Scene, sessionId: string, atMs: number): void {
  scene.closed.add(sessionId);
  stopWaiting(scene, sessionId, atMs);
  release(scene, sessionId, atMs);
}

function decide(scene: Scene, { event, atMs }: Decision): void {
  if (event.topic === 'session-routed') return place(scene, event, atMs);
  const post = postOf(scene, event.value.agentId);
  post.online = event.value.presence === 'ONLINE';
  post.capacity = event.value.maxCapacity;
  recount(scene, event.value.agentId, atMs);
}

function place(scene: Scene, event: Routed, atMs: number): void {
  const { sessionId, pool } = event.value;
  stopWaiting(scene, sessionId, atMs);
  release(scene, sessionId, atMs);
  if (isGiven(event)) give(scene, event, atMs);
  else if (event.type === 'queued' && !scene.closed.has(sessionId)) scene.waiting.set(sessionId, { sinceMs: atMs, pool });
}

function give(scene: Scene, { value: { sessionId, agentId, slots = 1 } }: Given, atMs: number): void {
  postOf(scene, agentId).load += slots;
  scene.had.add(pairOf(sessionId, agentId));
  scene.holders.set(sessionId, { agentId, slots });
  recount(scene, agentId, atMs);
  // An outcome that crossed the session's close on its way occupies nothing for long.
  if (scene.closed.has(sessionId)) release(scene, sessionId, atMs);
}

function release(scene: Scene, sessionId: string, atMs: number): void {
  const held = scene.holders.get(sessionId);
  if (!held) return;
  const { agentId, slots } = held;
  scene.holders.delete(sessionId);
  postOf(scene, agentId).load -= slots;
  recount(scene, agentId, atMs);
}

/** As many free slots as there are now; of those that are taken, the oldest goes first. */
function recount(scene: Scene, agentId: string, atMs: number): void {
  const { online, capacity, load, free } = postOf(scene, agentId);
  const room = online ? Math.max(0, capacity === null ? 1 : capacity - load) : 0;
  while (free.length < room) free.push(atMs);
  while (free.length > room) {
    const sinceMs = free.shift()!;
    for (const sessionId of scene.waiting.keys()) measure(scene, sessionId, agentId, sinceMs, atMs);
  }
}

function stopWaiting(scene: Scene, sessionId: string, atMs: number): void {
  for (const [agentId, { free }] of scene.posts) if (free[0] !== undefined) measure(scene, sessionId, agentId, free[0], atMs);
  scene.waiting.delete(sessionId);
}

function measure({ waiting, waste, had, mayTake }: Scene, sessionId: string, agentId: string, freeMs: number, atMs: number): void {
  const entry = waiting.get(sessionId);
  if (!entry || had.has(pairOf(sessionId, agentId)) || !mayTake(agentId, entry.pool)) return;
  waste.set(sessionId, Math.max(waste.get(sessionId) ?? 0, atMs - Math.max(entry.sinceMs, freeMs)));
}

function postOf({ posts }: Scene, agentId: string): Post {
  const post = posts.get(agentId) ?? { online: false, capacity: null, load: 0, free: [] };
  posts.set(agentId, post);
  return post;
}

const pairOf = (sessionId: string, agentId: string): string => `${sessionId} ${agentId}`;
