import type { ReceptionRules } from './schedule';
import { createTimeline, type Timeline } from './timeline';

const compiled = new WeakMap<ReceptionRules, Map<string | null, Timeline>>();

/** The answers of a shop, or of one of its groups, ready to be looked up: worked out once for each rules object, which must not change. */
export function compile(rules: ReceptionRules, groupId: string | null = null): Timeline {
  const timelines = compiled.get(rules);
  const known = timelines?.get(groupId);
  if (known) return known;
  const timeline = createTimeline(rules, groupId);
  if (timelines) timelines.set(groupId, timeline);
  else compiled.set(rules, new Map([[groupId, timeline]]));
  return timeline;
}
