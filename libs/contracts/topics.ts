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
  'session-marked': 'session',
  'shop-reminded': 'session',
  'agent-status-changed': 'routing',
  'order-changed': 'session',
  outbound: 'session',
  'alert-raised': 'metrics',
  'care-step-done': 'care',
  'case-changed': 'care',
  'outreach-requested': 'care',
} as const;

/** A stream is a topic: one sequence without gaps per topic and shop (ADR 2). */
export type Topic = keyof typeof topicOwners;

export const topics = Object.keys(topicOwners) as readonly Topic[];

export type TopicOwner = (typeof topicOwners)[Topic];

/** Where an owner says how far its streams are numbered, by shop. Only it writes there. */
export const headsTopic = (owner: TopicOwner): `${TopicOwner}.heads` => `${owner}.heads`;

/** Where readers ask the owner of a stream to publish it again, by shop. Every service writes there, and owners read it. */
export const askedTopic = 'republish-asked';

/** Topics between our own services, beside those that carry facts. What they say is said again, so an hour is long enough. */
export const internalTopics: readonly { readonly topic: string; readonly writer: TopicOwner | 'any service' }[] = [
  ...[...new Set(Object.values(topicOwners))].map((owner) => ({ topic: headsTopic(owner), writer: owner })),
  { topic: askedTopic, writer: 'any service' },
];

export const internalRetentionMs = 3_600_000;

/** Snapshots of settings are kept for ever; facts for seven days, longer ones live in the owner's outbox and in metrics' log. */
export const snapshotTopics: ReadonlySet<Topic> = new Set<Topic>(['shop-changed', 'account-changed', 'schedule-changed']);

export const factRetentionMs = 7 * 24 * 3_600_000;

/** Where an event goes that a consumer could not apply. */
export const deadTopic = (topic: Topic): `${Topic}.dead` => `${topic}.dead`;
