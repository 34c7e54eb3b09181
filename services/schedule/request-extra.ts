import type DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import { fencedLoader } from '#libs/platform/graphql/fenced-loader';
import type { RequestContext } from '#libs/platform/graphql/request-context';
import type { Deps, ReadDeps } from './deps';
import { readAgentShifts } from './on-shift/app/read-on-shift';
import type { AgentShifts } from './on-shift/domain/on-shift';

/** One request's look-ups. */
export interface Extra {
  readonly agentShifts: DataLoader<string, AgentShifts | null>;
}

export type ServiceContext = RequestContext<Extra>;

export const createExtra =
  (deps: Pick<Deps, 'clock'> & ReadDeps) =>
  ({ shop }: Caller): Extra => ({
    agentShifts: fencedLoader(shop, (shopId) => readAgentShifts(deps, shopId, deps.clock.now())),
  });
