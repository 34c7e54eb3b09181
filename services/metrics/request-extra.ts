import DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import { shopNotFound } from '#libs/platform/errors';
import type { RequestContext } from '#libs/platform/graphql/request-context';
import { readMetrics, type RangeCounts } from './figures/app/read-metrics';
import type { MetricsRange } from './figures/domain/date-range';

/** The counts of the caller's shop, read once per request and range however many agents ask. */
export interface Extra {
  readonly counts: DataLoader<MetricsRange, RangeCounts>;
}

export type ServiceContext = RequestContext<Extra>;

export const createExtra =
  (deps: Parameters<typeof readMetrics>[0]) =>
  (caller: Caller): Extra => ({
    counts: new DataLoader((ranges) => {
      const { shop } = caller;
      if (shop === null) return Promise.reject(shopNotFound('id'));
      return Promise.all(ranges.map((range) => readMetrics(deps, shop, range)));
    }),
  });
