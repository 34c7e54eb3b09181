import type { Bus } from '../kafka/bus';
import type { GroupMember } from '../kafka/group-member';

const stallMs = 20_000;
/** A round that comes later than this was held up itself, with the whole process: what the others did not do meanwhile says nothing. */
const longestRoundMs = 2_000;

/** What the consumer tells its watchdog of itself. */
export interface Progress {
  /** Events taken from Kafka and not yet applied. */
  readonly open: number;
  /** Changes with every event that is dealt with, and with every fault that explains why none is. */
  readonly mark: unknown;
}

/**
 * Ends the process when its consumer has silently stopped: events wait and nothing is done about them for 20 s though no fault is known, or nothing is
 * fetched for 20 s although a broker answers (an idle client polls each second). Time in which the process stood still itself does not count.
 */
export function createWatchdog(options: {
  bus: Pick<Bus, 'reachable'>;
  member: Pick<GroupMember, 'fetches'>;
  progress: () => Progress;
  now: () => number;
  onFatal: (reason: string, error?: unknown) => void;
}): () => Promise<void> {
  const { bus, member, progress, now, onFatal } = options;
  const [events, fetches] = [createStopwatch(), createStopwatch()];
  let last = now();
  /** A broker that has just come back is given the same time. */
  let answeredBefore = false;
  return async () => {
    const passedMs = Math.min(now() - last, longestRoundMs);
    last = now();
    const { open, mark } = progress();
    if (events.unchangedMs(open === 0 ? now() : mark, passedMs) >= stallMs)
      onFatal(`events wait and none was dealt with for ${stallMs / 1_000} s`);
    const idleMs = fetches.unchangedMs(open > 0 ? now() : member.fetches(), passedMs);
    if (idleMs === 0) answeredBefore = false;
    if (idleMs < stallMs) return;
    fetches.restart();
    const answers = await bus.reachable();
    if (answers && answeredBefore) onFatal(`the consumer has fetched nothing for ${stallMs / 1_000} s although the broker answers`);
    answeredBefore = answers;
  };
}

/** For how long something has been the same. */
function createStopwatch() {
  let [mark, sameMs] = [undefined as unknown, 0];
  return {
    unchangedMs: (present: unknown, passedMs: number): number => {
      sameMs = present === mark ? sameMs + passedMs : 0;
      mark = present;
      return sameMs;
    },
    restart: (): void => {
      sameMs = 0;
    },
  };
}
