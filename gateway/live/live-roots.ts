/** What can be watched: the part of the graph its events bring, whether it takes an id, and how often it tells at most. */
export const liveRoots = {
  boardChanged: { data: 'shop', query: 'shop', type: 'BoardChange' },
  sessionChanged: { data: 'session', query: 'session', type: 'SessionChange' },
  inboxChanged: { data: 'sessions', query: 'inbox', type: 'InboxChange' },
} as const;

export type LiveRoot = keyof typeof liveRoots;

export const isLiveRoot = (name: string): name is LiveRoot => Object.hasOwn(liveRoots, name);
