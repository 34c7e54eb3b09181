import type DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import { fencedLoader } from '#libs/platform/graphql/fenced-loader';
import type { RequestContext } from '#libs/platform/graphql/request-context';
import type { Deps } from '#libs/service/run-service';
import type { DecisionRow } from './decision/store/decision-table';
import { findRouted } from './decision/store/read-routed';
import type { AgentView } from './presence/domain/agent-view';
import { readHeartbeats, type HeartbeatView } from './presence/store/heartbeats';
import { readAgentNumbers, readAgents, readNicknames } from './presence/store/read-agents';
import { readOffersByAgent } from './offers/store/read-offers';
import type { Offered } from './queue/domain/session-placement';
import { readEstimates } from './queue/store/read-estimates';
import { readPositions } from './queue/store/read-queue';
import type { GroupView } from './rules/domain/rules-view';
import { readGroups } from './rules/store/read-rules-view';

/** One request's look-ups. */
export interface Extra {
  readonly agents: DataLoader<string, AgentView | null>;
  readonly nicknames: DataLoader<string, string | null>;
  readonly accountsByNumber: DataLoader<number, string | null>;
  readonly routed: DataLoader<string, DecisionRow | null>;
  readonly positions: DataLoader<string, number | null>;
  readonly heartbeats: DataLoader<string, HeartbeatView | null>;
  readonly estimates: DataLoader<string, number | null>;
  readonly offers: DataLoader<string, readonly Offered[] | null>;
  readonly groups: DataLoader<string, GroupView | null>;
}

export type ServiceContext = RequestContext<Extra>;

export const createExtra =
  ({ readDb: db, clock }: Pick<Deps, 'readDb' | 'clock'>) =>
  ({ shop }: Caller): Extra => ({
    agents: fencedLoader(shop, (shopId, ids: string[]) => readAgents(db, shopId, ids, clock.now())),
    nicknames: fencedLoader(shop, (shopId, ids: string[]) => readNicknames(db, shopId, ids)),
    accountsByNumber: fencedLoader(
      shop,
      (shopId, numbers: number[]) => readAgentNumbers(db, shopId, numbers),
      () => true,
    ),
    routed: fencedLoader(shop, (shopId, ids: string[]) =>
      findRouted(
        db,
        ids.map((sessionId) => ({ shopId, sessionId })),
      ),
    ),
    positions: fencedLoader(shop, (shopId, ids: string[]) => readPositions(db, shopId, ids)),
    heartbeats: fencedLoader(shop, (shopId, ids: string[]) => readHeartbeats(db, shopId, ids, clock.now())),
    estimates: fencedLoader(shop, (shopId, ids: string[]) => readEstimates(db, shopId, ids, clock.now())),
    offers: fencedLoader(shop, (shopId, ids: string[]) => readOffersByAgent(db, shopId, ids)),
    groups: fencedLoader(shop, (shopId) => readGroups(db, shopId, clock.now())),
  });
