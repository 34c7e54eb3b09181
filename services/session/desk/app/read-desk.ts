import type { Deps } from '#libs/service/run-service';
import type { SessionView } from '../../conversation/app/session-view';
import { readSessions } from '../../conversation/app/read-sessions';
import { reminderOfToday } from '../domain/daily-reminder';
import { slowReplies, type SlowReplies } from '../domain/slow-replies';
import { readDeskTerms } from '../store/desk-terms';
import { owedReplies } from '../store/owed-replies';
import { unattendedShops } from '../store/reminders';

type ReadDeps = Pick<Deps, 'readDb' | 'clock'>;

/** The notice of an agent's slow replies, with the session that waits longest (SES-22). */
export async function readSlowReplies(
  { readDb, clock }: ReadDeps,
  shopId: string,
  agentId: string,
): Promise<Omit<SlowReplies, 'longest'> & { readonly session: SessionView | null; readonly since: Date | null }> {
  const [terms, owed] = await readDb.transaction([shopId], (tx) =>
    Promise.all([readDeskTerms(tx, [shopId]), owedReplies(tx, shopId, agentId)]),
  );
  const { count, longest, nextAt } = slowReplies(owed, terms.get(shopId)?.slowReplySeconds ?? null, clock.now());
  const found = longest && (await readSessions(readDb, shopId, [longest.sessionId]));
  return { count, nextAt, since: longest?.since ?? null, session: (longest && found?.get(longest.sessionId)) ?? null };
}

/** Today's reminder of a shop without agents, once it is time (SES-19); the count is that of now. */
export const readReminder = ({ readDb, clock }: ReadDeps, shopId: string): Promise<{ at: Date; unanswered: number } | null> =>
  readDb.transaction([shopId], async (tx) => {
    const [terms, unattended] = await Promise.all([readDeskTerms(tx, [shopId]), unattendedShops(tx, [shopId])]);
    const [of, unanswered] = [terms.get(shopId), unattended.get(shopId)];
    const at = of ? reminderOfToday(of, clock.now()) : null;
    return at === null || unanswered === undefined ? null : { at, unanswered };
  });
