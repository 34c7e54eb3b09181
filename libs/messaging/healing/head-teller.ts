import type { Topic, TopicOwner } from '#libs/contracts/index';
import type { Bus } from '../kafka/bus';
import type { OutboxRow } from '../kafka/envelope';
import { keyOf, type StreamKey } from '../outbox/relay-store';
import { headsBatch, type Head, type Heads } from './control-messages';
import type { RecoveryStore } from './recovery-store';

/** An owner's word on how far its streams are numbered, so that readers notice what they lack without waiting for a next event. */
export interface HeadTeller {
  /** These rows were published. Their streams are told of when they have been quiet for a while. */
  published(rows: readonly OutboxRow[]): void;
  /** Tells now, by the outbox's own counters. */
  tell(keys: readonly StreamKey[]): Promise<void>;
  /** Every stream of every shop is told of once more, a few each round. */
  tellAll(): void;
  /** One round of the loop. */
  round(): Promise<void>;
}

interface Quiet {
  readonly head: Head & { readonly shopId: string };
  readonly since: number;
  told: number;
}

/** A stream is told of when nothing more was published in it for so long, and once more later: what is told may be lost as well. */
const tellAfterMs = [3_000, 30_000];
const streamsPerRound = 500;

const ownStream = (row: { readonly stream: string }): boolean => !row.stream.endsWith('.dead');

export function createHeadTeller({ owner, bus, store }: { owner: TopicOwner; bus: Bus; store: RecoveryStore }): HeadTeller {
  const quiet = new Map<string, Quiet>();
  /** Where the walk through all streams has come to; undefined when there is none. */
  let walk: StreamKey | undefined;
  const publish = async (heads: readonly (Head & { readonly shopId: string })[]): Promise<void> => {
    if (heads.length > 0) await bus.produce(headsBatch(owner, byShop(heads)));
  };
  const tellQuiet = async (): Promise<void> => {
    const now = performance.now();
    const due = [...quiet.values()].filter(({ since, told }) => now - since >= tellAfterMs[told]!).slice(0, streamsPerRound);
    await publish(due.map(({ head }) => head));
    for (const each of due) {
      each.told += 1;
      if (each.told === tellAfterMs.length && quiet.get(keyOf(each.head)) === each) quiet.delete(keyOf(each.head));
    }
  };
  const walkOn = async (): Promise<void> => {
    if (walk === undefined) return;
    const page = await store.headsAfter(walk, streamsPerRound);
    await publish(page.filter(ownStream) as (Head & { shopId: string })[]);
    walk = page.length < streamsPerRound ? undefined : page.at(-1);
  };
  return {
    published: (rows) => {
      const since = performance.now();
      for (const row of rows.filter(ownStream)) {
        const { shopId, incarnation, seq } = row;
        quiet.set(keyOf(row), { head: { shopId, stream: row.stream as Topic, incarnation, seq }, since, told: 0 });
      }
    },
    tell: async (keys) => publish((await store.heads(keys)) as (Head & { shopId: string })[]),
    tellAll: () => {
      walk = { stream: '', shopId: '00000000-0000-0000-0000-000000000000' };
    },
    round: async () => {
      await tellQuiet();
      await walkOn();
    },
  };
}

function byShop(heads: readonly (Head & { readonly shopId: string })[]): Heads[] {
  const shops = new Map<string, Head[]>();
  for (const { shopId, ...head } of heads) shops.set(shopId, [...(shops.get(shopId) ?? []), head]);
  return [...shops].map(([shopId, of]) => ({ shopId, heads: of }));
}
