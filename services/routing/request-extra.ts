import DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import { isId } from '#libs/platform/process/ids';
import type { RequestContext } from '#libs/platform/graphql/request-context';
import type { Deps } from '#libs/service/run-service';
import type { AgentView } from './presence/domain/agent-view';
import { readAgents, readSeats } from './presence/store/read-agents';
import { readPositions } from './queue/store/read-queue';
import { findRouted, type RoutedView } from './decision/store/read-routed';

/** One request's look-ups, batched, and fenced to the caller's shop: anything else answers null (INV-6). */
export interface Extra {
  readonly agents: DataLoader<string, AgentView | null>;
  readonly seats: DataLoader<number, string | null>;
  readonly routed: DataLoader<string, RoutedView | null>;
  readonly positions: DataLoader<string, number | null>;
}

export type ServiceContext = RequestContext<Extra>;

export const createExtra =
  ({ db, clock }: Pick<Deps, 'db' | 'clock'>) =>
  ({ shop }: Caller): Extra => ({
    agents: loader(shop, isId, (shopId, ids) => readAgents(db, shopId, ids, clock.now())),
    seats: loader(
      shop,
      () => true,
      (shopId, seats) => readSeats(db, shopId, seats),
    ),
    routed: loader(shop, isId, (shopId, ids) =>
      findRouted(
        db,
        ids.map((sessionId) => ({ shopId, sessionId })),
      ),
    ),
    positions: loader(shop, isId, (shopId, ids) => readPositions(db, shopId, ids)),
  });

/** Keys that cannot be ours, and callers without a shop, never reach the database. */
function loader<K, V>(
  shop: string | null,
  isKey: (key: K) => boolean,
  read: (shopId: string, keys: K[]) => Promise<Map<K, V>>,
): DataLoader<K, V | null> {
  return new DataLoader(async (keys) => {
    const known = keys.filter(isKey);
    const found = shop === null || known.length === 0 ? new Map<K, V>() : await read(shop, known);
    return keys.map((key) => found.get(key) ?? null);
  });
}
