import type { AgentGroup } from '../../rules/domain/routing-rules';
import { readPool } from './pool-key';
import { groupsOfPool } from './pools';

/** A group that takes over from those before it, once a buyer has waited for so long. */
export interface Reached {
  readonly groupId: string;
  readonly afterMs: number;
}

const none: readonly Reached[] = [];
const found = new WeakMap<readonly AgentGroup[], Map<string, readonly Reached[]>>();

/**
 * To which groups the buyers of a pool go on, in the order of the time after which they do: each group names the next one. What was given to a group by hand
 * stays with it (RTE-62).
 */
export function overflowOf(pool: string, groups: readonly AgentGroup[]): readonly Reached[] {
  const { kind, base } = readPool(pool);
  if (kind === 'ALL' || kind === 'GROUP' || !groups.some(({ overflow }) => overflow)) return none;
  const known = found.get(groups) ?? new Map<string, readonly Reached[]>();
  found.set(groups, known);
  const reached = known.get(base) ?? reachedFrom(groupsOfPool(base, groups), groups);
  known.set(base, reached);
  return reached;
}

function reachedFrom(own: readonly AgentGroup[], groups: readonly AgentGroup[]): readonly Reached[] {
  const after = new Map<string, number>();
  for (const first of own) {
    let atMs = 0;
    for (const { group, seconds } of chainOf(first, groups)) {
      atMs += seconds * 1_000;
      if (!own.includes(group)) after.set(group.id, Math.min(after.get(group.id) ?? Infinity, atMs));
    }
  }
  const all = [...after].map(([groupId, afterMs]) => ({ groupId, afterMs }));
  return all.sort((one, other) => one.afterMs - other.afterMs || (one.groupId < other.groupId ? -1 : 1));
}

/** The accounts of the first so many groups to which a pool's buyers go on; null: of none. */
export const reachedMembers = (pool: string, groups: readonly AgentGroup[], count: number): ReadonlySet<string> | null => {
  if (count === 0) return null;
  const reached = new Set(
    overflowOf(pool, groups)
      .slice(0, count)
      .map(({ groupId }) => groupId),
  );
  return new Set(groups.filter(({ id }) => reached.has(id)).flatMap(({ members }) => members));
};

/** The names of the groups that may take a pool's buyers by now, in the order they were reached; none while these are its own only. */
export function reachedNames(pool: string, groups: readonly AgentGroup[], count: number): string[] {
  const reached = overflowOf(pool, groups).slice(0, count);
  if (reached.length === 0) return [];
  const own = groupsOfPool(pool, groups).map(({ name }) => name);
  return [...own, ...reached.flatMap(({ groupId }) => groups.find(({ id }) => id === groupId)?.name ?? [])];
}

/** The groups that follow one, each with the seconds after which it takes over from the one before; a circle ends where it closes. */
export function chainOf(first: AgentGroup, groups: readonly AgentGroup[]): { readonly group: AgentGroup; readonly seconds: number }[] {
  const chain: { group: AgentGroup; seconds: number }[] = [];
  let { overflow } = first;
  while (overflow) {
    const { toGroupId, afterSeconds: seconds } = overflow;
    const group = groups.find(({ id }) => id === toGroupId);
    if (!group || group === first || chain.some((one) => one.group === group)) return chain;
    chain.push({ group, seconds });
    overflow = group.overflow;
  }
  return chain;
}
