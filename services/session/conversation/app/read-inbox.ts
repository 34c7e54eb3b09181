import type { Database } from '#libs/platform/database/database';
import { inboxOf, type InboxFilter } from '../store/inbox';
import { loadCases } from '../store/load-cases';
import { viewsOf } from './read-sessions';
import type { SessionView } from './session-view';

/** An agent's ACTIVE sessions and what is on offer to it, longest waiting first. */
export const readInbox = (db: Database, filter: InboxFilter): Promise<SessionView[]> =>
  db.transaction([filter.shopId], async (tx) => {
    const ids = await inboxOf(tx, filter);
    const views = viewsOf(await loadCases(tx, { buyers: [], sessions: ids }));
    return ids.flatMap((id) => views.get(id) ?? []);
  });
