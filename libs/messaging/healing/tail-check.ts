import type { Topic } from '#libs/contracts/index';
import type { Log } from '#libs/platform/process/log';
import type { Bus } from '../kafka/bus';
import { nameOf } from '../inbox/inbox-event';
import { isPast } from '../outbox/stream-position';
import { asksBatch, type Ask, type Head, type Heads } from './control-messages';

/** How far a reader has applied a stream. */
export interface StreamPosition {
  readonly stream: string;
  readonly shopId: string;
  readonly incarnation: number;
  readonly seq: number;
}

/** A reader's comparison of what owners have numbered with what it has applied. What it lacks it asks for, until it has it. */
export interface TailCheck {
  /** An owner has said how far its streams are. */
  told(heads: Heads): void;
  /** Numbers are missing before this position: certain, so it is asked for at once. */
  missing(position: StreamPosition): void;
  /** One round of the loop. */
  round(): Promise<void>;
}

export interface TailCheckOptions {
  readonly consumer: string;
  readonly consumes: ReadonlySet<Topic>;
  readonly bus: Pick<Bus, 'produce'>;
  readonly positionsOf: (keys: readonly { readonly stream: string; readonly shopId: string }[]) => Promise<readonly StreamPosition[]>;
  /** Whether events of this topic or shop were read, or are about to be, and are not yet applied. */
  readonly isBusy: (topic: Topic, shopId: string) => boolean;
  readonly log: Log;
}

/** A stream that was not yet applied as far as its owner has numbered it. */
interface Behind {
  readonly shopId: string;
  readonly stream: Topic;
  readonly certain: boolean;
  head: Pick<Head, 'incarnation' | 'seq'>;
  askAt: number;
  pauseMs: number;
}

/** What is behind may only be on its way. */
const patienceMs = 2_000;
const [firstPauseMs, longestPauseMs] = [4_000, 60_000];
const streamsPerRound = 200;

export function createTailCheck(options: TailCheckOptions): TailCheck {
  const { consumer, consumes, bus, positionsOf, isBusy, log } = options;
  const behind = new Map<string, Behind>();
  const note = (of: Pick<Behind, 'shopId' | 'stream' | 'certain' | 'head'>): void => {
    const known = behind.get(nameOf(of));
    if (known && (known.certain || !of.certain)) known.head = isPast(known.head, of.head) ? known.head : of.head;
    else behind.set(nameOf(of), { ...of, askAt: performance.now() + (of.certain ? 0 : patienceMs), pauseMs: firstPauseMs });
  };
  const due = (): Behind[] =>
    [...behind.values()]
      .filter(({ askAt, certain, stream, shopId }) => askAt <= performance.now() && (certain || !isBusy(stream, shopId)))
      .slice(0, streamsPerRound);
  return {
    told: ({ shopId, heads }) => {
      for (const { stream, incarnation, seq } of heads)
        if (consumes.has(stream) && seq > 0) note({ shopId, stream, certain: false, head: { incarnation, seq } });
    },
    missing: ({ stream, shopId, incarnation, seq }) => note({ shopId, stream: stream as Topic, certain: true, head: { incarnation, seq } }),
    round: async () => {
      const streams = due();
      if (streams.length === 0) return;
      const positions = new Map((await positionsOf(streams)).map((position) => [nameOf(position), position]));
      const asks: Ask[] = [];
      for (const each of streams) {
        const position = positions.get(nameOf(each)) ?? { incarnation: 1, seq: 0 };
        if (isPast(position, each.head)) behind.delete(nameOf(each));
        else asks.push({ consumer, shopId: each.shopId, stream: each.stream, ...nextOf(position, each.head) });
      }
      if (asks.length === 0) return;
      await bus.produce(asksBatch(asks));
      log.warn({ count: asks.length, first: asks[0] }, 'events are missing; their owners are asked to publish them again');
      for (const each of streams) {
        each.askAt = performance.now() + each.pauseMs;
        each.pauseMs = Math.min(each.pauseMs * 2, longestPauseMs);
      }
    },
  };
}

/** From where a stream has to be published again. */
const nextOf = (
  position: Pick<Head, 'incarnation' | 'seq'>,
  head: Pick<Head, 'incarnation' | 'seq'>,
): Pick<Ask, 'incarnation' | 'from'> => ({
  incarnation: head.incarnation,
  from: position.incarnation === head.incarnation ? position.seq + 1 : 1,
});
