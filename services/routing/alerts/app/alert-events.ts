import { factOf, systemTrigger, type AnyNewEvent } from '#libs/contracts/index';
import { alertText } from '../domain/alert-texts';
import { gradeOfAlert, type ToldAlert } from '../domain/alert-changes';
import type { AlertView } from '../domain/routing-alerts';

interface AtWork {
  readonly id: string;
  readonly shopId: string;
  readonly policyVersion: number | null;
  readonly occurredAt: Date;
}

const topic = 'agent-status-changed';
/** An event names no more agents than these. */
const mostAgents = 100;

/** Tells what is amiss, in words that hold at this moment. */
export function raisedEvent({ key, alertId, kind }: ToldAlert, alert: AlertView, fact: AtWork): AnyNewEvent {
  const { since, cause, pool, groupId, buyers, held, agentIds } = alert;
  const [zh, en] = [alertText(alert, 'ZH_CN'), alertText(alert, 'EN')];
  return factOf<typeof topic, 'alert-raised'>(systemTrigger(), {
    ...fact,
    topic,
    type: 'alert-raised',
    subject: fact.shopId,
    value: {
      ...{ alertId, key, kind, grade: gradeOfAlert(kind), since: since?.toISOString() ?? null },
      ...{ cause: cause ?? alert.blockedBy, pool, groupId, buyers, held, agentIds: agentIds.slice(0, mostAgents) },
      message: { ZH_CN: zh.message, EN: en.message },
      remedy: { ZH_CN: zh.remedy, EN: en.remedy },
    },
  });
}

/** Tells that it is so no longer. */
export const clearedEvent = ({ key, alertId, kind, raisedAt }: ToldAlert, fact: AtWork): AnyNewEvent =>
  factOf<typeof topic, 'alert-cleared'>(systemTrigger(), {
    ...fact,
    topic,
    type: 'alert-cleared',
    subject: fact.shopId,
    value: { alertId, key, kind, grade: gradeOfAlert(kind), raisedAt },
  });
