import type { Log } from '#libs/platform/process/log';
import { requestIdOf } from '#libs/platform/trace-context';
import type { Bus } from '../kafka/bus';
import { nameOf, streamOf, type InboxEvent } from '../inbox/inbox-event';
import { asksBatch, type Heads } from './control-messages';

/**
 * Events of an incarnation that this reader does not know wait here for their owner's word. A foreign record could otherwise stop a shop for good, by a
 * number that its owner never reaches.
 */
export interface Confirmations {
  /** Keeps an event until its owner has spoken; answers it confirmed, or refused. */
  wait(event: InboxEvent): Promise<InboxEvent>;
  told(heads: Heads): void;
  /** One round of the loop: owners that have not answered are asked again. */
  round(): Promise<void>;
}

interface Waiting {
  readonly event: InboxEvent;
  decide(event: InboxEvent): void;
}

interface Stream {
  readonly waiting: Waiting[];
  readonly since: number;
  askAt: number;
  alarmed: boolean;
}

const [askEveryMs, alarmAfterMs] = [5_000, 15_000];

export function createConfirmations({ consumer, bus, log }: { consumer: string; bus: Pick<Bus, 'produce'>; log: Log }): Confirmations {
  const streams = new Map<string, Stream>();
  const decide = ({ event, decide: answer }: Waiting, incarnation: number): void => {
    if (event.incarnation <= incarnation) return answer({ ...event, confirmed: true });
    const { topic, shopId, id: eventId, origin } = event;
    log.error(
      { topic, shopId, eventId, origin, claims: event.incarnation, owner: incarnation, requestId: requestIdOf(event.traceparent) },
      'a record claims an incarnation that its owner does not know; it is parked',
    );
    answer({ ...event, refused: true, subject: `refused ${eventId}`, problem: 'its incarnation is not known to its owner' });
  };
  return {
    wait: (event) =>
      new Promise((resolve) => {
        const name = nameOf(streamOf(event));
        const now = performance.now();
        const stream = streams.get(name) ?? { waiting: [], since: now, askAt: now, alarmed: false };
        streams.set(name, stream);
        stream.waiting.push({ event, decide: resolve });
      }),
    told: ({ shopId, heads }) => {
      for (const { stream: topic, incarnation } of heads) {
        const name = nameOf({ stream: topic, shopId });
        const stream = streams.get(name);
        streams.delete(name);
        for (const each of stream?.waiting ?? []) decide(each, incarnation);
      }
    },
    round: async () => {
      const now = performance.now();
      const due = [...streams.values()].filter(({ askAt }) => askAt <= now);
      if (due.length === 0) return;
      const asks = due.map(({ waiting: [first] }) => {
        const { topic: stream, shopId, incarnation } = first!.event;
        return { consumer, stream, shopId, incarnation, from: 1 };
      });
      await bus.produce(asksBatch(asks));
      for (const stream of due) {
        stream.askAt = now + askEveryMs;
        if (now - stream.since < alarmAfterMs || stream.alarmed) continue;
        stream.alarmed = true;
        const { topic, shopId, incarnation } = stream.waiting[0]!.event;
        log.error({ topic, shopId, incarnation }, 'events of a new incarnation wait for the word of their owner, which does not answer');
      }
    },
  };
}
