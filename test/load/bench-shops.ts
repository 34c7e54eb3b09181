import { openIssuer } from '#infra/launcher/issuer';
import type { RunningSystem } from '#infra/launcher/run-file';
import { openShopCalls } from '#infra/replay/shop-calls';
import { createGatewayClient, type GatewayClient } from '#infra/replay/gateway-client';
import { openShop, type OpenedShop } from '#infra/replay/open-shop';
import { newId } from '#libs/platform/process/ids';

/** Opens shops whose agents are all online without a limit, so that every session is assigned at once and none piles up in a queue. */
export async function openBenchShops(
  client: GatewayClient,
  { home }: RunningSystem,
  count: number,
  agentsEach: number,
): Promise<OpenedShop[]> {
  const issuer = await openIssuer(home.keys);
  const shops: OpenedShop[] = [];
  for (let shop = 0; shop < count; shop += 1) {
    const agents = Array.from({ length: agentsEach }, (_, agent) => `Agent ${agent + 1}`);
    const plan = { name: `Bench ${shop + 1} of ${count}`, timeZone: 'Asia/Shanghai', agents, capacity: null, runId: newId() };
    const opened = await openShop(client, issuer.mint, plan);
    const calls = openShopCalls(client, opened);
    await Promise.all(opened.agents.map(({ id }) => calls.setPresence(id, 'ONLINE')));
    shops.push(opened);
  }
  return shops;
}

/** A client for load: a connection for every caller, and nothing is tried again, since a second try would hide in the figures. */
export const loadClient = (gateway: string, callers: number): GatewayClient =>
  createGatewayClient(gateway, { connections: callers, patienceMs: 0 });
