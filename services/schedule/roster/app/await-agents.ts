import { awaitCopy } from '#libs/platform/database/await-copy';
import type { Deps } from '../../deps';
import { loadRosterAgents } from '../store/roster-agents';

/** Waits up to 2 s for accounts that are not known here yet. One that never comes is refused where it is looked at. */
export async function awaitAgents({ db }: Pick<Deps, 'db'>, shopId: string, agentIds: readonly string[]): Promise<void> {
  const named = new Set(agentIds);
  if (named.size === 0) return;
  await awaitCopy(async () => {
    const known = await db.transaction([shopId], (tx) => loadRosterAgents(tx, shopId));
    return [...named].every((id) => known.has(id)) || undefined;
  });
}
