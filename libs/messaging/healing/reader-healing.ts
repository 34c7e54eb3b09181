import type { Topic, TopicOwner } from '#libs/contracts/index';
import type { Database, Statement } from '#libs/platform/database/database';
import type { Log } from '#libs/platform/process/log';
import type { InboxEvent } from '../inbox/inbox-event';
import type { Bus } from '../kafka/bus';
import { createConfirmations } from './confirmations';
import { ownersOf, readHeads } from './control-messages';
import { createTailCheck, type StreamPosition } from './tail-check';

/** What a reader does by itself about events that it lacks, or cannot believe. */
export interface ReaderHealing {
  /** The owners whose word it listens to. */
  readonly owners: readonly TopicOwner[];
  /** A record of an owner's `heads` topic. */
  told(owner: TopicOwner, key: Buffer | null, value: Buffer | null): void;
  /** Keeps an event of an unknown incarnation until its owner has spoken. */
  confirm(event: InboxEvent): Promise<InboxEvent>;
  /** Numbers are missing before this position. */
  missing(position: StreamPosition): void;
  /** One round of the loop. */
  round(): Promise<void>;
}

export interface ReaderHealingOptions {
  readonly service: string;
  readonly topics: readonly Topic[];
  readonly bus: Pick<Bus, 'produce'>;
  readonly workerDb: Database;
  readonly isBusy: (topic: Topic, shopId: string) => boolean;
  readonly log: Log;
}

const positions: Statement = {
  name: 'inbox-positions',
  text: `SELECT stream, shop_id AS "shopId", incarnation, last_seq AS seq FROM inbox
    JOIN unnest($2::text[], $3::uuid[]) AS k (stream, shop_id) USING (stream, shop_id) WHERE consumer = $1`,
};

export function createReaderHealing({ service: consumer, topics, bus, workerDb, isBusy, log }: ReaderHealingOptions): ReaderHealing {
  const tail = createTailCheck({
    consumer,
    consumes: new Set(topics),
    bus,
    isBusy,
    log,
    positionsOf: (keys) =>
      workerDb.transaction([], (tx) =>
        tx.query<StreamPosition>(positions, [consumer, keys.map(({ stream }) => stream), keys.map(({ shopId }) => shopId)]),
      ),
  });
  const confirmations = createConfirmations({ consumer, bus, log });
  return {
    owners: ownersOf(topics),
    told: (owner, key, value) => {
      const heads = readHeads(owner, key, value);
      if (!heads) return;
      tail.told(heads);
      confirmations.told(heads);
    },
    confirm: confirmations.wait,
    missing: tail.missing,
    round: async () => {
      await confirmations.round();
      await tail.round();
    },
  };
}
