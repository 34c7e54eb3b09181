import { resolvePolicy } from '#libs/contracts/index';
import type { InboxEvent } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import { ofTopic } from '../../copies/app/of-topic';
import { nextReminder } from '../domain/daily-reminder';
import { armReminders } from '../store/reminders';

/** Each shop has its reminder (SES-19), set anew when its settings change. Whether it has agents is looked at when it is due. */
export function setReminders(tx: Tx, events: readonly InboxEvent[], now: Date): void {
  const next = new Map<string, Date>();
  for (const { value } of ofTopic(events, 'shop-changed')) {
    const { dailyReminderMinute } = resolvePolicy(value.policy);
    const dueAt = nextReminder({ timeZone: value.timeZone, dailyReminderMinute }, now);
    if (dueAt !== null) next.set(value.shopId, dueAt);
  }
  armReminders(
    tx,
    [...next].map(([shopId, dueAt]) => ({ shopId, dueAt })),
  );
}
