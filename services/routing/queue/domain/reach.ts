import type { RoutingRules } from '../../rules/domain/routing-rules';
import { isQualified, type AgentSkills } from '../../rules/domain/skills';
import { overflowOf } from './overflow';
import { readPool } from './pool-key';

/* A stage is how many of the steps by which a pool's sessions get more agents have come: 0 for who arrives. */

/** One step: the next group takes over, or less is asked of agents. */
interface Step {
  readonly afterMs: number;
  readonly kind: 'GROUP' | 'RING';
}

/** After how long a wait each step comes, in order. */
function stepsOf(pool: string, { groups, skillRings }: RoutingRules): readonly Step[] {
  const rings = readPool(pool).needs === null ? [] : (skillRings ?? []);
  const over = overflowOf(pool, groups).map(({ afterMs }): Step => ({ afterMs, kind: 'GROUP' }));
  if (rings.length === 0) return over;
  const all = [...over, ...rings.map(({ afterSeconds }): Step => ({ afterMs: afterSeconds * 1_000, kind: 'RING' }))];
  return all.sort((one, other) => one.afterMs - other.afterMs);
}

/** Whether anything comes by waiting. */
export const hasSteps = (pool: string, rules: RoutingRules): boolean => stepsOf(pool, rules).length > 0;

/** At which stage one is who has waited for so long. */
export const stageOf = (pool: string, rules: RoutingRules, waitedMs: number): number =>
  stepsOf(pool, rules).filter(({ afterMs }) => afterMs <= waitedMs).length;

/** How many groups have taken over at a stage, and how many rings have come. */
export function reachAt(pool: string, rules: RoutingRules, stage: number): { readonly groups: number; readonly rings: number } {
  const come = stepsOf(pool, rules).slice(0, stage);
  const groups = come.filter(({ kind }) => kind === 'GROUP').length;
  return { groups, rings: come.length - groups };
}

/** When the next step comes for one who waits in a pool since then; null: there is none left. */
export function nextStepAt(pool: string, rules: RoutingRules, since: Date, now: Date): number | null {
  const next = stepsOf(pool, rules).find(({ afterMs }) => since.getTime() + afterMs > now.getTime());
  return next === undefined ? null : since.getTime() + next.afterMs;
}

/** Who can what a pool's sessions ask of their agent at a stage; null: they ask nothing. */
export function qualifiedFor(pool: string, rules: RoutingRules, stage: number): ((skills: AgentSkills | null) => boolean) | null {
  const { needs } = readPool(pool);
  if (needs === null) return null;
  const ring = (rules.skillRings ?? [])[reachAt(pool, rules, stage).rings - 1];
  return (skills) => isQualified(skills, needs, ring);
}
