import { factOf, systemTrigger, type AnyNewEvent } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '#libs/service/run-service';
import { armDeadlines, deadlinesOf, forgetDeadlines, type SessionDeadline } from '../../conversation/store/deadlines';
import { isReminder, nextReminder } from '../domain/daily-reminder';
import { lockDeskTerms, type DeskTerms } from '../store/desk-terms';
import { unattendedShops } from '../store/reminders';

/**
 * Reminds shops without agents of their messages (SES-19), and sets the next reminder of each. Whoever holds a shop's copy fires its reminder; only what is
 * still due under the lock counts, since another process may have fired it. After a standstill of days one reminder comes, not one for each day.
 */
export async function fireReminders(
  tx: Tx,
  { outbox, newId }: Pick<Deps, 'outbox' | 'newId'>,
  due: readonly SessionDeadline[],
  now: Date,
): Promise<number> {
  if (due.length === 0) return 0;
  const shops = [...new Set(due.map(({ shopId }) => shopId))];
  const terms = await lockDeskTerms(tx, shops);
  const [held, unattended] = await Promise.all([deadlinesOf(tx, shops), unattendedShops(tx, shops)]);
  const fired = held.filter(({ kind, dueAt }) => kind === 'REMINDER' && dueAt <= now);
  const next = fired.map((deadline) => ({ deadline, dueAt: nextOf(terms.get(deadline.shopId), now) }));
  armDeadlines(
    tx,
    next.flatMap(({ deadline, dueAt }) => (dueAt === null ? [] : [{ ...deadline, dueAt }])),
  );
  forgetDeadlines(
    tx,
    next.flatMap(({ deadline, dueAt }) => (dueAt === null ? [deadline] : [])),
  );
  const events = fired.flatMap(({ shopId, dueAt }): AnyNewEvent[] => {
    const [of, unanswered] = [terms.get(shopId), unattended.get(shopId)];
    return of && unanswered !== undefined && isReminder(of, dueAt) ? [reminder(newId(), shopId, of, { dueAt, unanswered })] : [];
  });
  await outbox.append(tx, events);
  return fired.length;
}

const nextOf = (terms: DeskTerms | undefined, now: Date): Date | null => (terms ? nextReminder(terms, now) : null);

const reminder = (
  id: string,
  shopId: string,
  { policyVersion }: DeskTerms,
  { dueAt, unanswered }: { readonly dueAt: Date; readonly unanswered: number },
): AnyNewEvent =>
  factOf<'shop-reminded', 'check-messages'>(systemTrigger(), {
    ...{ id, shopId, subject: shopId, occurredAt: dueAt, policyVersion },
    ...{ topic: 'shop-reminded', type: 'check-messages', value: { unanswered } },
  });
