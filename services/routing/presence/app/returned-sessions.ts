import { awaitCopy } from '#libs/platform/database/await-copy';
import type { Database } from '#libs/platform/database/database';
import type { Warning } from './warning';
import { countRunning, type RunningCount, type RunningSession } from '../store/running-sessions';

/**
 * RES-81: how many sessions of an agent who went OFFLINE went back to routing. The session service says which; the answer waits up to 2 s until every
 * session that was running has left the agent.
 */
export async function returnedWarning(db: Database, shopId: string, sessions: readonly RunningSession[]): Promise<Warning[]> {
  if (sessions.length === 0) return [];
  const known = await awaitCopy(async () => {
    const count = await countRunning(db, shopId, sessions);
    return count.running === 0 ? count : undefined;
  });
  const message = messageOf(known);
  return message === undefined ? [] : [{ code: 'SESSIONS_RETURNED', message, field: 'presence' }];
}

function messageOf(known: RunningCount | undefined): string | undefined {
  if (known === undefined) return 'Sessions whose buyers wait for an answer go back to routing; how many is not known yet.';
  if (known.returned === 0) return undefined;
  const sessions = known.returned === 1 ? '1 session whose buyer waits' : `${known.returned} sessions whose buyers wait`;
  return `${sessions} for an answer went back to routing.`;
}
