import { isKnown, systemTrigger, type EventOf } from '#libs/contracts/index';
import { alertProperties } from '#libs/contracts/events/alert-raised';
import type { InboxEvent } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '#libs/service/run-service';
import type { ShopAlert } from '../domain/shop-alert';
import { tellAlerts } from './tell-alerts';

type AtWork = EventOf<'agent-status-changed' | 'shop-reminded'>;

const foundIn: ReadonlySet<string> = new Set(['agent-status-changed', 'shop-reminded']);

type Raised = Extract<AtWork, { readonly type: 'alert-raised' }>;
type Cleared = Extract<AtWork, { readonly type: 'alert-cleared' }>;

const isRaised = (event: InboxEvent): event is InboxEvent & Raised => foundIn.has(event.topic) && event.type === 'alert-raised';
const isCleared = (event: InboxEvent): event is InboxEvent & Cleared => foundIn.has(event.topic) && event.type === 'alert-cleared';

/** Takes over what routing and session find amiss. Its facts of one shop come in order; what is raised and over within one flight is told as both. */
export async function takeAlerts(tx: Tx, deps: Pick<Deps, 'outbox' | 'newId'>, events: readonly InboxEvent[]): Promise<void> {
  const news = { raised: events.filter(isRaised), cleared: events.filter(isCleared) };
  if (news.raised.length + news.cleared.length === 0) return;
  await tellAlerts(tx, deps, {
    raised: news.raised.flatMap(alertOf),
    cleared: news.cleared.map(({ shopId, value }) => ({ shopId, alertId: value.alertId, clearedAt: new Date(value.occurredAt) })),
    triggers: new Map(
      [...news.raised, ...news.cleared].map(({ id, traceparent, value }) => [value.alertId, systemTrigger(id, traceparent)] as const),
    ),
  });
}

/** None where a newer routing tells of something that this build does not know. */
function alertOf({ shopId, value }: Raised): ShopAlert[] {
  const { alertId, key, kind, grade, occurredAt, since, cause, pool, groupId, agentIds, buyers, held, message, remedy } = value;
  if (!isKnown(alertProperties.kind, kind) || !isKnown(alertProperties.grade, grade)) return [];
  const facts = { since, cause, pool, groupId, agentIds, buyers, held, rate: null, message, remedy };
  return [{ shopId, alertId, key, kind, grade, raisedAt: new Date(occurredAt), clearedAt: null, facts }];
}
