import { snapshotTopics } from '#libs/contracts/index';
import type { Retained } from '#libs/service/retention';

const snapshots = [...snapshotTopics].map((topic) => `'${topic}'`).join(', ');

/**
 * A session's opening is the oldest of its facts, so a session that began within the setting keeps all of them and can be computed again; of an older one the
 * figure stays as it is. Snapshots of settings stay for ever: what held on a day is asked long after.
 */
export const factsRetention: Retained = {
  table: 'fact',
  condition: `t.occurred_at < $1 AND t.stream NOT IN (${snapshots})`,
  setting: 'JIEDAI_KEEP_METRICS_LOG_DAYS',
  clock: 'business',
};
