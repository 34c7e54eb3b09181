import type { Bus } from '../kafka/bus';
import type { GroupMember } from '../kafka/group-member';

const stallMs = 20_000;

/** What the consumer tells its watchdog of itself. */
export interface Progress {
  /** Events taken from Kafka and not yet applied. */
  open: number;
  /** When a flight last landed, or the first event came after a quiet time. */
  landedAt: number;
  /** When a known transient fault, such as a database that is down, was last met. */
  faultAt: number;
}

/**
 * Ends the process when its consumer has silently stopped: events wait and no flight lands for 20 s though no fault is known, or nothing is fetched for
 * 20 s although a broker answers (an idle client polls each second).
 */
export function createWatchdog(options: {
  bus: Pick<Bus, 'reachable'>;
  member: Pick<GroupMember, 'fetches'>;
  progress: Readonly<Progress>;
  onFatal: (reason: string, error?: unknown) => void;
}): () => Promise<void> {
  const { bus, member, progress, onFatal } = options;
  let since = Date.now();
  return async () => {
    if (isStalled(progress, Date.now())) onFatal(`events wait and none was applied for ${stallMs / 1_000} s`);
    if (progress.open > 0 || Date.now() - Math.max(since, member.fetches().at) < stallMs) return;
    if (await bus.reachable()) onFatal(`the consumer has fetched nothing for ${stallMs / 1_000} s although the broker answers`);
    since = Date.now();
  };
}

/** Whether events wait without progress and without a known cause. */
export const isStalled = ({ open, landedAt, faultAt }: Progress, now: number): boolean =>
  open > 0 && now - Math.max(landedAt, faultAt) >= stallMs;
