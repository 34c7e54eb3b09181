/** What streams may take, of a process and of each other. */
export const liveLimits = {
  streams: 5_000,
  /** Of one account, its browsers and tabs together. */
  streamsPerAccount: 10,
  /** Of one address; an office, or a proxy in front of us, is one. */
  streamsPerAddress: 1_000,
  /** The shortest time from one event of a stream to the next. */
  boardEveryMs: 250,
  otherEveryMs: 100,
  /** Ids an event names at most; beyond it the state is whole. */
  changed: 500,
  executions: 50,
  /** Sessions of an inbox: nobody answers more at once. */
  inbox: 500,
  heartbeatMs: 15_000,
  /** A client that takes nothing for so long is cut. */
  unwritableMs: 30_000,
  /** One that acknowledges nothing of what was sent for so long has vanished; with the heartbeat it is cut within a minute. */
  vanishedMs: 40_000,
  vanishedEveryMs: 5_000,
  rightsEveryMs: 3_000,
  /** How long is waited for what a caller may now, and for the answer to a state query; both end sooner by themselves. */
  rightsMs: 5_000,
  executionMs: 10_000,
  /** A stream that could be told nothing for so long, though something is due, ends. */
  untoldMs: 30_000,
  /** While the feed has heard nothing for so long, streams are told the whole state, and again so much later. */
  silentMs: 10_000,
  silentEveryMs: 30_000,
  /** What is known of a shop's past, for clients that come back. */
  notes: 1_024,
  notesMs: 5 * 60_000,
  notesOfAll: 200_000,
  /** How long a client waits for the live feed to connect. */
  readyMs: 4_000,
  /** Asked again so long after an answer that knew too little. */
  againMs: [1_000, 5_000, 10_000],
} as const;
