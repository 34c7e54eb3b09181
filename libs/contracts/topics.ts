/** Each topic with the service that owns it: nobody else may write it, and the broker's access rules hold that. */
export const topicOwners = {
  'shop-changed': 'shop',
  'account-changed': 'shop',
  'schedule-changed': 'schedule',
  'session-started': 'session',
  'message-recorded': 'session',
  'session-routed': 'routing',
  'session-ended': 'session',
  'session-closed': 'session',
  'agent-status-changed': 'routing',
  'order-changed': 'session',
  'alert-raised': 'metrics',
} as const;

/** A stream is a topic: one sequence without gaps per topic and shop (ADR 2). */
export type Topic = keyof typeof topicOwners;

export const topics = Object.keys(topicOwners) as readonly Topic[];

/** Snapshots of settings are kept for ever; facts for seven days, longer ones live in the owner's outbox and in metrics' log. */
export const snapshotTopics: ReadonlySet<Topic> = new Set<Topic>(['shop-changed', 'account-changed', 'schedule-changed']);

export const factRetentionMs = 7 * 24 * 3_600_000;

/** Where an event goes that a consumer could not apply. */
export const deadTopic = (topic: Topic): `${Topic}.dead` => `${topic}.dead`;
