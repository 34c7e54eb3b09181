import { z } from 'zod';

/** Cost per second; 0 for no limit. */
export interface CostPerSecond {
  readonly shop: number;
  /** Of one account, key, buyer or connector. */
  readonly caller: number;
  readonly address: number;
}

/** What one gateway process gives. */
export interface CallerLimits {
  readonly reads: CostPerSecond;
  readonly mutations: CostPerSecond;
  /** Of buyers who come by themselves, apart from everybody else's. */
  readonly buyerReads: CostPerSecond;
  readonly buyerMutations: CostPerSecond;
}

const costPerSecond = (byDefault: number) => z.coerce.number().int().min(0).max(10_000_000).default(byDefault);

export const callerLimitsEnv = z.object({
  JIEDAI_READS_PER_SHOP: costPerSecond(20_000),
  JIEDAI_READS_PER_CALLER: costPerSecond(5_000),
  JIEDAI_READS_PER_ADDRESS: costPerSecond(200_000),
  JIEDAI_MUTATIONS_PER_SHOP: costPerSecond(40_000),
  JIEDAI_MUTATIONS_PER_CALLER: costPerSecond(20_000),
  JIEDAI_MUTATIONS_PER_ADDRESS: costPerSecond(40_000),
  JIEDAI_BUYER_READS_PER_SHOP: costPerSecond(20_000),
  JIEDAI_BUYER_READS_PER_CALLER: costPerSecond(1_000),
  JIEDAI_BUYER_MUTATIONS_PER_SHOP: costPerSecond(20_000),
  JIEDAI_BUYER_MUTATIONS_PER_CALLER: costPerSecond(1_000),
  /** How many gateway processes share the limits. */
  JIEDAI_GATEWAYS: z.coerce.number().int().min(1).max(1_000).default(1),
});

/** The share of this process in what the settings allow all together. */
export function callerLimits(env: z.infer<typeof callerLimitsEnv>): CallerLimits {
  const share = (all: number): number => all / env.JIEDAI_GATEWAYS;
  const [readsOfAddress, mutationsOfAddress] = [share(env.JIEDAI_READS_PER_ADDRESS), share(env.JIEDAI_MUTATIONS_PER_ADDRESS)];
  const each = (shop: number, caller: number, address: number): CostPerSecond => ({ shop: share(shop), caller: share(caller), address });
  return {
    reads: each(env.JIEDAI_READS_PER_SHOP, env.JIEDAI_READS_PER_CALLER, readsOfAddress),
    mutations: each(env.JIEDAI_MUTATIONS_PER_SHOP, env.JIEDAI_MUTATIONS_PER_CALLER, mutationsOfAddress),
    buyerReads: each(env.JIEDAI_BUYER_READS_PER_SHOP, env.JIEDAI_BUYER_READS_PER_CALLER, readsOfAddress),
    buyerMutations: each(env.JIEDAI_BUYER_MUTATIONS_PER_SHOP, env.JIEDAI_BUYER_MUTATIONS_PER_CALLER, mutationsOfAddress),
  };
}
