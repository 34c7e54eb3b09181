import type { Issuer, TokenClaims } from '#infra/launcher/issuer';
import type { ServingAgent, CalledShop } from './shop-calls';
import type { GatewayClient } from './gateway-client';

export interface ShopPlan {
  readonly name: string;
  readonly timeZone: string;
  readonly agents: readonly string[];
  /** Simultaneous sessions of each agent; null = no limit. */
  readonly capacity: number | null;
  /** Distinguishes this shop from every other one. */
  readonly runId: string;
}

export interface OpenedShop extends CalledShop {
  /** The agents' account ids by the names of the plan. */
  readonly idOf: ReadonlyMap<string, string>;
}

const createShop = 'mutation($input: CreateShopInput!) { result: createShop(input: $input) { shop { id } owner { id } } }';
const createAccount = 'mutation($input: CreateAccountInput!) { result: createAccount(input: $input) { account { id } } }';
const setCapacity = 'mutation($input: SetCapacityInput!) { result: setCapacity(input: $input) { agent { id } } }';

/**
 * Nothing closes by itself and no slot is held, so that the figures are of waiting and serving alone; a returning buyer may not go beyond
 * the capacity. Without a schedule the shop is always open (SCH-10).
 */
const policy = {
  agentEndHoldMinutes: 0,
  idleCloseAfterAgentMinutes: null,
  idleCloseAfterBuyerMinutes: null,
  returningBypassesCapacity: false,
};

/** Creates a shop as an operator and its agents as the owner, all OFFLINE, and mints a token for everyone who acts. */
export async function openShop(client: GatewayClient, mintToken: Issuer['mint'], plan: ShopPlan): Promise<OpenedShop> {
  const mint = (claims: Omit<TokenClaims, 'name'>): Promise<string> => mintToken({ name: claims.subject, ...claims });
  const operator = await mint({ subject: `${plan.runId}-operator`, roles: ['OPERATOR'] });
  const { name, timeZone, runId } = plan;
  const input = { name, timeZone, preset: 'KUAISHOU', policy, commandId: `${runId}-shop` };
  const made = await client.call<{ shop: { id: string }; owner: { id: string } }>(operator, createShop, { input });
  const shop = made.shop.id;
  const owner = await mint({ subject: `${runId}-owner`, roles: ['OWNER'], shop, account: made.owner.id });
  const connector = await mint({ subject: `${runId}-connector`, roles: ['CONNECTOR'], shop });
  const addAgent = async (agentName: string): Promise<ServingAgent> => {
    const account = { shopId: shop, name: agentName, roles: ['AGENT'], commandId: `${runId}-account-${agentName}` };
    const { id } = (await client.call<{ account: { id: string } }>(owner, createAccount, { input: account })).account;
    const token = await mint({ subject: `${runId}-${agentName}`, roles: ['AGENT'], shop, account: id });
    const limit = { shopId: shop, maxCapacity: plan.capacity, commandId: `${runId}-capacity-${agentName}` };
    await client.call(token, setCapacity, { input: limit });
    return { id, token };
  };
  const agents = await Promise.all(plan.agents.map(addAgent));
  return { shopId: shop, connector, owner, agents, idOf: new Map(plan.agents.map((agent, at) => [agent, agents[at]?.id ?? ''])) };
}
