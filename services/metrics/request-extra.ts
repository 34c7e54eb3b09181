import type DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import { fencedLoader } from '#libs/platform/graphql/fenced-loader';
import type { RequestContext } from '#libs/platform/graphql/request-context';
import { readRangeFigures, type AskedFigure, type RangeFigures } from './figures/app/read-range-figures';
import type { ReadDeps } from './figures/app/read-settled';

/** The figures of the caller's shop, read together once per request however many agents and fields ask. */
export interface Extra {
  readonly figures: DataLoader<AskedFigure, RangeFigures | null>;
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
  });
