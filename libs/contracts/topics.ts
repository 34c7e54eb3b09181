/** A stream is a topic: one gap-free sequence per topic and shop (ADR 2). */
export const topics = [
  'shop-changed',
  'account-changed',
  'schedule-changed',
  'session-started',
  'message-recorded',
  'session-routed',
  'session-ended',
  'session-closed',
  'agent-status-changed',
  'order-changed',
  'alert-raised',
] as const;

export type Topic = (typeof topics)[number];

/** Snapshots of settings are kept for ever; facts for seven days, longer ones live in the owner's outbox and in metrics' log. */
export const snapshotTopics: ReadonlySet<Topic> = new Set<Topic>(['shop-changed', 'account-changed', 'schedule-changed']);

export const factRetentionMs = 7 * 24 * 3_600_000;

/** Where an event goes that a consumer could not apply. */
export const deadTopic = (topic: Topic): `${Topic}.dead` => `${topic}.dead`;
