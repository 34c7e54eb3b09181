import type { GatewayClient } from './gateway-client';
import type { MetricsCounts, RateCounts } from './recount-metrics';

const document = `query($shopId: ID!) {
  result: shop(id: $shopId) {
    metrics(range: LAST_7_DAYS) { responseRate { numerator denominator pending } volume { sessions buyers } }
    agents { id metrics(range: LAST_7_DAYS) { responseRate { numerator denominator pending } } }
  }
}`;

interface Answer {
  readonly metrics: { readonly responseRate: RateCounts; readonly volume: { readonly sessions: number; readonly buyers: number } } | null;
  readonly agents: readonly { readonly id: string; readonly metrics: { readonly responseRate: RateCounts } | null }[] | null;
}

/** The shop's and its agents' metrics as the gateway answers them to the owner. */
export async function readMetrics(client: GatewayClient, owner: string, shopId: string): Promise<MetricsCounts> {
  const { metrics, agents } = await client.call<Answer>(owner, document, { shopId });
  if (metrics === null || agents === null) throw new Error('the gateway answers no metrics for the shop');
  const rates = agents.map((agent) => {
    if (agent.metrics === null) throw new Error(`the gateway answers no metrics for agent ${agent.id}`);
    return [agent.id, agent.metrics.responseRate] as const;
  });
  return { shop: metrics.responseRate, ...metrics.volume, agents: new Map(rates) };
}
