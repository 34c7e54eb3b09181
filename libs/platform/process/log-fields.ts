/**
 * Everything a log line may say, and in which form: what is not here, or has another form, is shown as its type. Ids, counts, names that our own code
 * chooses: never what somebody wrote, nor who they are.
 */
export const logFields = {
  service: 'name',
  pid: 'number',
  port: 'number',
  requestId: 'id',
  shopId: 'id',
  sessionId: 'id',
  webhookId: 'id',
  eventId: 'id',
  /** Hash of a registered document. */
  document: 'id',
  /** An error with its causes: `log-error.ts`. */
  err: 'error',
  /** The same, where a library tells only its text. */
  error: 'sentence',
  /** Where in an answer something failed: names of the schema or of the query, and numbers. */
  path: 'path',
  subgraph: 'name',
  topic: 'name',
  topics: 'name',
  stream: 'name',
  type: 'name',
  table: 'name',
  loop: 'name',
  step: 'name',
  what: 'name',
  alarm: 'name',
  consumer: 'name',
  kafka: 'name',
  groupId: 'name',
  reason: 'sentence',
  problem: 'sentence',
  broker: 'place',
  /** topic/partition/offset */
  origin: 'place',
  since: 'instant',
  incarnation: 'number',
  generation: 'number',
  claims: 'number',
  owner: 'number',
  seq: 'number',
  from: 'number',
  to: 'number',
  count: 'number',
  streams: 'number',
  waiting: 'number',
  waitMs: 'number',
  deleted: 'number',
  olderThanDays: 'number',
  projectionVersion: 'number',
  recomputed: 'number',
  kept: 'number',
  /** One of those that a line counts. */
  first: 'fields',
} as const satisfies Record<string, Form>;

export type Form = 'id' | 'name' | 'place' | 'number' | 'instant' | 'sentence' | 'path' | 'error' | 'fields';

export type LogField = keyof typeof logFields;
