import { awaitCopy } from '#libs/platform/database/await-copy';
import { shopNotFound } from '#libs/platform/errors';
import { loadShopCopy } from '../../copies/store/shop-copies';
import type { ReadDeps } from '../../deps';
import type { Flow } from '../domain/flow';
import { flowCounts, type FlowCount } from '../domain/flow-counts';
import { newestFlows } from '../store/flows';
import { countRuns, countSteps } from '../store/flow-runs';

export interface FlowView extends Flow {
  readonly counts: readonly FlowCount[];
}

/** The shop's flow as it is now, with what each version has led to. */
export async function readFlow({ readDb }: ReadDeps, shopId: string): Promise<FlowView> {
  const view = await awaitCopy(() =>
    readDb.transaction([shopId], async (tx) => {
      if (!(await loadShopCopy(tx, shopId))) return undefined;
      const [flows, runs, steps] = await Promise.all([newestFlows(tx, [shopId]), countRuns(tx, shopId), countSteps(tx, shopId)]);
      const flow = flows.get(shopId);
      return flow && { ...flow, counts: flowCounts(runs, steps) };
    }),
  );
  if (!view) throw shopNotFound('id', { retryable: true });
  return view;
}
