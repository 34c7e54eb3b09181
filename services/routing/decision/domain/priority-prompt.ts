import { isMember } from '../../queue/domain/crowd-members';
import type { Route } from './route';
import type { RouteRequest } from './route-request';
import type { RouteView } from './route-view';

/** What a buyer whose crowd comes first is told: how it is addressed, and what was skipped for it. */
export interface PriorityPrompt {
  readonly title: 'MEMBER' | 'PRIORITY';
  readonly skipped: 'QUEUE' | 'BOT' | 'NOTHING';
}

/** 亮灯入口: where a buyer sees that somebody is there (RTE-49). */
const litEntries: readonly string[] = ['PRODUCT_PAGE', 'ORDER_PAGE', 'SHOP_HOME'];

/**
 * The prompt that comes with a session whose crowd comes first; null where there is none: for other sessions, from other entries (RTE-49), and with the queue
 * off where the buyer gets the agent it knows anyway (RTE-51). Not how often a buyer sees one: the session service keeps that (RTE-50).
 */
export function promptOf(view: RouteView, { facts }: RouteRequest, route: Route): PriorityPrompt | null {
  if (route.outcome !== 'assigned' || route.cause !== 'PRIORITY_CROWD') return null;
  const { queueEnabled, botFirst } = view.settings;
  if (!litEntries.includes(facts.entryPoint ?? '') || (!queueEnabled && route.rule === 'RTE-54')) return null;
  const hits = (facts.crowds ?? []).filter(({ crowdId }) => view.crowds.includes(crowdId) && isMember(facts, crowdId, view.today));
  return {
    title: hits.some(({ kind }) => kind === 'MEMBER') ? 'MEMBER' : 'PRIORITY',
    skipped: queueEnabled ? 'QUEUE' : botFirst ? 'BOT' : 'NOTHING',
  };
}
