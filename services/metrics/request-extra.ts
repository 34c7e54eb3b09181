import type DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import { fencedLoader } from '#libs/platform/graphql/fenced-loader';
import type { RequestContext } from '#libs/platform/graphql/request-context';
import { readMetrics, type RangeCounts } from './figures/app/read-metrics';
import type { MetricsRange } from './figures/domain/date-range';

/** The counts of the caller's shop, read once per request and range however many agents ask. */
export interface Extra {
  readonly counts: DataLoader<MetricsRange, RangeCounts | null>;
}

export type ServiceContext = RequestContext<Extra>;

export const createExtra =
  (deps: Parameters<typeof readMetrics>[0]) =>
  ({ shop }: Caller): Extra => ({
    counts: fencedLoader<MetricsRange, RangeCounts>(
      shop,
      async (shopId, ranges) =>
        new Map(await Promise.all(ranges.map(async (range) => [range, await readMetrics(deps, shopId, range)] as const))),
      () => true,
    ),
  });
