import type { Log } from '#libs/platform/log';
import type { InboxEvent } from './inbox';

const alarmAfterMs = 5_000;

/**
 * Remembers streams of shops with missing numbers. A gap that lasts 5 s is an ERROR, once a minute, naming the command that heals it;
 * it is over when the next event of that stream is applied.
 */
export function createGapAlarm(log: Log, machine: () => number = Date.now) {
  const open = new Map<string, { since: number; alarmedAt: number }>();
  const nameOf = (event: InboxEvent): string => `${event.topic} ${event.shopId}`;
  return {
    /** Tells of a flight: all its events, and those of them that came after a gap. */
    seen: (events: readonly InboxEvent[], afterGap: readonly InboxEvent[]): void => {
      if (open.size === 0 && afterGap.length === 0) return;
      const gapped = new Set(afterGap.map(nameOf));
      for (const event of events) if (!gapped.has(nameOf(event))) open.delete(nameOf(event));
      for (const event of afterGap) {
        const gap = open.get(nameOf(event)) ?? { since: machine(), alarmedAt: 0 };
        open.set(nameOf(event), gap);
        if (machine() - gap.since < alarmAfterMs || machine() - gap.alarmedAt < 60_000) continue;
        gap.alarmedAt = machine();
        log.error(
          { stream: event.topic, shopId: event.shopId, sequence: event.sequence },
          'numbers are missing before this event; heal it with `npm run republish`',
        );
      }
    },
    open: (): number => open.size,
  };
}
