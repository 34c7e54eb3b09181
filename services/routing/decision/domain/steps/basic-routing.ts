import { isOpen } from '../candidate';
import { bestOf } from '../rank-agents';
import type { RouteView } from '../route-view';
import type { Step } from './step';

/** By the shop's strategy among those who have room (RTE-1, RTE-4, RTE-6); also for a shop in group mode without groups (RTE-18). */
export const basicRouting: Step = (view, _request, random) => {
  const open = view.candidates.filter(isOpen);
  if (open.length === 0) return undefined;
  const { assignStrategy: strategy } = view.settings;
  const chosen = strategy === 'RANDOM' ? open[Math.floor(random() * open.length)]! : bestOf(strategy, open);
  return { outcome: 'assigned', agentId: chosen.id, cause: strategy, rule: ruleOf(view), over: false };
};

function ruleOf({ routable, settings }: RouteView): string {
  if (routable === 1) return 'RTE-1';
  return settings.assignStrategy === 'EVEN' ? 'RTE-4' : 'RTE-6';
}
