import { setTimeout as pause } from 'node:timers/promises';
import { entriesOf, isAtLeast, topicOwners, topics, type Positions, type Topic } from '#libs/contracts/index';
import type { Database, Statement } from '#libs/platform/database/database';
import type { ShopPositions } from '#libs/platform/graphql/shop-positions';

const applied: Statement = {
  name: 'inbox-positions',
  text: `SELECT stream, incarnation, last_seq AS seq FROM inbox WHERE consumer = $1 AND stream = ANY ($2::text[]) AND shop_id = $3`,
};

const numbered: Statement = {
  name: 'outbox-heads',
  text: `SELECT stream, incarnation, seq FROM outbox_counter WHERE stream = ANY ($1::text[]) AND shop_id = $2`,
};

interface PlaceRow {
  readonly stream: Topic;
  readonly incarnation: number;
  readonly seq: number;
}

const limitMs = 1_000;
const pollMs = 20;

/** Shops whose positions are remembered at most: they only rise, so that what was reached once is not read again. */
const remembered = 10_000;

export interface PositionOptions {
  readonly service: string;
  /** The topics the service consumes; of others it knows nothing and waits for nothing. */
  readonly consumes: readonly Topic[];
  readonly db: Database;
  readonly now?: () => number;
}

/** How far a service's inbox and outbox are, read from its database, since any of its processes may have moved them. */
export function createInboxPositions({
  service,
  consumes,
  db,
  now = () => performance.now(),
}: PositionOptions): Pick<ShopPositions, 'reach' | 'heads'> {
  const own = topics.filter((topic) => topicOwners[topic] === service);
  const reached = new Map<string, Positions>();
  const reading = new Map<string, Promise<Positions>>();
  const read = async (shopId: string, statement: Statement, values: readonly unknown[]): Promise<Positions> => {
    const rows = await db.transaction([shopId], (tx) => tx.query<PlaceRow>(statement, values));
    return Object.fromEntries(rows.map(({ stream, incarnation, seq }) => [stream, [incarnation, seq] as const])) as Positions;
  };
  const readInbox = async (shopId: string): Promise<Positions> => {
    const found = await read(shopId, applied, [service, consumes, shopId]).finally(() => reading.delete(shopId));
    if (reached.size >= remembered) reached.clear();
    reached.set(shopId, found);
    return found;
  };
  /** All who wait for a shop share one read at a time. */
  const inboxOf = (shopId: string): Promise<Positions> => {
    const present = reading.get(shopId) ?? readInbox(shopId);
    reading.set(shopId, present);
    return present;
  };
  return {
    reach: async (shopId, atLeast) => {
      const wanted = entriesOf(atLeast).filter(([topic]) => consumes.includes(topic));
      const missing = (at: Positions): Topic[] =>
        wanted.filter(([topic, place]) => !isAtLeast(at[topic] ?? [1, 0], place)).map(([topic]) => topic);
      if (missing(reached.get(shopId) ?? {}).length === 0) return [];
      for (const deadline = now() + limitMs; ; await pause(pollMs)) {
        const behind = missing(await inboxOf(shopId));
        if (behind.length === 0 || now() >= deadline) return behind;
      }
    },
    heads: async (shopId) => {
      const found = await read(shopId, numbered, [own, shopId]);
      return Object.fromEntries(own.map((topic) => [topic, found[topic] ?? ([1, 0] as const)])) as Positions;
    },
  };
}
