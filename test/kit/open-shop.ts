import type { GraphqlAnswer } from '#infra/launcher/graphql-request';
import { askPatiently } from './ask-patiently';
import type { TestSystem } from './start-system';

export interface OpenShopOptions {
  readonly agents?: number;
  /** Slots per agent; null = no auto-suspend. */
  readonly capacity?: number | null;
  readonly policy?: Readonly<Record<string, unknown>>;
}

export interface TestSession {
  readonly id: string;
  readonly state: string;
  readonly routing: {
    readonly outcome: string;
    readonly agent: { readonly id: string } | null;
    readonly queuePosition: number | null;
  } | null;
}

/** A shop made through the gateway, with tokens for everybody. Answers are whole, so that a test can look at refusals. */
export interface TestShop {
  readonly id: string;
  readonly owner: string;
  readonly connector: string;
  readonly agents: readonly { readonly id: string; readonly token: string }[];
  /** A buyer writes; with `waitMs` the answer tells what routing decided. */
  writes(
    buyer: string,
    message: { id: string; waitMs?: number; text?: string },
  ): Promise<GraphqlAnswer<{ sendBuyerMessage: { session: TestSession } }>>;
  session(id: string): Promise<TestSession | null | undefined>;
  setPresence(agent: number, presence: string): Promise<GraphqlAnswer<unknown>>;
}

const routing = (waitMs: number): string => `routing(waitMs: ${waitMs}) { outcome agent { id } queuePosition }`;

const createShop = 'mutation($input: CreateShopInput!) { createShop(input: $input) { shop { id } owner { id } } }';
const createAccount = 'mutation($input: CreateAccountInput!) { createAccount(input: $input) { account { id } } }';
const setCapacity = 'mutation($input: SetCapacityInput!) { setCapacity(input: $input) { agent { id } } }';
const setPresence = 'mutation($input: SetPresenceInput!) { setPresence(input: $input) { agent { id presence } } }';
const sendBuyerMessage = (waitMs: number): string =>
  `mutation($input: SendBuyerMessageInput!) { sendBuyerMessage(input: $input) { session { id state ${routing(waitMs)} } } }`;

/** One mutation that a fixture cannot do without. */
async function must<T>(system: TestSystem, token: string, query: string, input: object): Promise<T> {
  const { data, errors } = await askPatiently<T>(system, token, query, { input });
  if (!data || errors.length > 0) throw new Error(JSON.stringify(errors));
  return data;
}

/** Creates a shop (KUAISHOU, no hold unless the policy says otherwise) with agents who are online, and waits until routing knows them. */
export async function openShop(
  system: TestSystem,
  { agents = 1, capacity = null, policy = { agentEndHoldMinutes: 0 } }: OpenShopOptions = {},
): Promise<TestShop> {
  const operator = await system.token({ roles: ['OPERATOR'] });
  const made = await must<{ createShop: { shop: { id: string }; owner: { id: string } } }>(system, operator, createShop, {
    name: 'Test shop',
    preset: 'KUAISHOU',
    policy,
  });
  const shopId = made.createShop.shop.id;
  const owner = await system.token({ roles: ['OWNER'], shop: shopId, account: made.createShop.owner.id });
  const connector = await system.token({ roles: ['CONNECTOR'], shop: shopId });
  const hired: TestShop['agents'][number][] = [];
  for (let number = 1; number <= agents; number += 1) hired.push(await hire(system, { shopId, owner, name: `Agent ${number}`, capacity }));
  return {
    id: shopId,
    owner,
    connector,
    agents: hired,
    setPresence: (agent, presence) => system.graphql(hired[agent]!.token, setPresence, { input: { shopId, presence } }),
    writes: (buyer, { id, waitMs = 0, text = 'hello' }) =>
      system.graphql(connector, sendBuyerMessage(waitMs), {
        input: { shopId, buyer: { channel: 'WEB', externalId: buyer }, text, channelMessageId: id },
      }),
    session: async (id) => {
      const query = `query($id: ID!) { session(id: $id) { id state ${routing(0)} } }`;
      return (await system.graphql<{ session: TestSession | null }>(owner, query, { id })).data?.session;
    },
  };
}

/** An agent who is online with the given capacity. */
async function hire(
  system: TestSystem,
  { shopId, owner, name, capacity }: { shopId: string; owner: string; name: string; capacity: number | null },
): Promise<TestShop['agents'][number]> {
  const input = { shopId, name, roles: ['AGENT'] };
  const { id } = (await must<{ createAccount: { account: { id: string } } }>(system, owner, createAccount, input)).createAccount.account;
  const token = await system.token({ roles: ['AGENT'], shop: shopId, account: id });
  await must(system, token, setCapacity, { shopId, maxCapacity: capacity });
  await must(system, token, setPresence, { shopId, presence: 'ONLINE' });
  return { id, token };
}
