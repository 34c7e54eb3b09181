import type DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import { fencedLoader } from '#libs/platform/graphql/fenced-loader';
import type { RequestContext } from '#libs/platform/graphql/request-context';
import type { ToldFact } from './facts/domain/session-fact';
import { toldOfSessions } from './facts/store/facts';
import { readRangeFigures, type AskedFigure, type RangeFigures } from './figures/app/read-range-figures';
import type { ReadDeps } from './figures/app/read-settled';

/** What is read together once per request, however many agents, sessions and fields ask. */
export interface Extra {
  /** The figures of the caller's shop. */
  readonly figures: DataLoader<AskedFigure, RangeFigures | null>;
  /** All facts of a session of the caller's shop. */
  readonly factsOf: DataLoader<string, readonly ToldFact[] | null>;
}

export type ServiceContext = RequestContext<Extra>;

export const createExtra =
  (deps: ReadDeps) =>
  ({ shop }: Caller): Extra => ({
    figures: fencedLoader<AskedFigure, RangeFigures>(
      shop,
      (shopId, asked) => readRangeFigures(deps, shopId, asked),
      () => true,
    ),
    factsOf: fencedLoader<string, readonly ToldFact[]>(shop, async (shopId, sessions) => {
      const told = await deps.readDb.transaction([shopId], (tx) => toldOfSessions(tx, sessions));
      return new Map([...told].map(([id, { facts }]) => [id, facts]));
    }),
  });
