import type { GatewayClient } from './gateway-client';

export type Presence = 'ONLINE' | 'REST' | 'OFFLINE';
export type RoutingOutcome = 'ASSIGNED' | 'QUEUED' | 'LEFT_MESSAGE';

/** An account that serves, with its own token. */
export interface ServingAgent {
  readonly id: string;
  readonly token: string;
}

export interface ActiveSession {
  readonly sessionId: string;
  readonly agentId: string;
}

/** Everything the connector and the agents of one shop do, each through the gateway with its own token. */
export interface ShopCalls {
  /** The buyer's message; answers with its session and what routing has decided by then. */
  write(contactId: string, externalId: string): Promise<{ readonly sessionId: string; readonly outcome: RoutingOutcome | undefined }>;
  /** The buyer leaves; answers whether that closed the session: a conversation that runs stays. */
  leave(contactId: string, externalId: string): Promise<boolean>;
  answer(session: ActiveSession): Promise<void>;
  end(session: ActiveSession): Promise<void>;
  setPresence(agentId: string, presence: Presence): Promise<void>;
  /** Sessions that are with an agent now. */
  active(): Promise<ActiveSession[]>;
  /** Occupied slots by agent. */
  loads(): Promise<ReadonlyMap<string, number>>;
}

export interface CalledShop {
  readonly shopId: string;
  readonly connector: string;
  readonly owner: string;
  readonly agents: readonly ServingAgent[];
}

const sendBuyerMessage = `mutation($input: SendBuyerMessageInput!) {
  result: sendBuyerMessage(input: $input) { session { id routing(waitMs: 2000) { outcome } } }
}`;
const leaveChat = 'mutation($input: LeaveChatInput!) { result: leaveChat(input: $input) { session { state } } }';
const sendAgentMessage = 'mutation($input: SendAgentMessageInput!) { result: sendAgentMessage(input: $input) { message { id } } }';
const endSession = 'mutation($input: EndSessionInput!) { result: endSession(input: $input) { session { state } } }';
const setPresence = 'mutation($input: SetPresenceInput!) { result: setPresence(input: $input) { agent { id } } }';
const activeSessions = `query($shopId: ID!) {
  result: shop(id: $shopId) { sessions(first: 100, states: [ACTIVE]) { nodes { id agent { id } } } }
}`;
const agentLoads = 'query($shopId: ID!) { result: shop(id: $shopId) { agents { id load } } }';

interface ActiveAnswer {
  readonly sessions: { readonly nodes: readonly { readonly id: string; readonly agent: { readonly id: string } | null }[] } | null;
}

/** Opens the calls of a shop. Each command's id is derived from what it does, so that trying it again changes nothing. */
export function openShopCalls(client: GatewayClient, { shopId, connector, owner, agents }: CalledShop): ShopCalls {
  const tokens = new Map(agents.map((agent) => [agent.id, agent.token]));
  const asAgent = (agentId: string): string => tokens.get(agentId) ?? unknownAgent(agentId);
  const buyer = (externalId: string): object => ({ channel: 'x-replay', externalId });
  return {
    write: async (contactId, externalId) => {
      const ids = { channelMessageId: contactId, commandId: `write-${contactId}` };
      const input = { shopId, buyer: buyer(externalId), text: `Contact ${contactId}`, ...ids };
      type Sent = { session: { id: string; routing: { outcome: RoutingOutcome } | null } };
      const { session } = await client.call<Sent>(connector, sendBuyerMessage, { input });
      return { sessionId: session.id, outcome: session.routing?.outcome };
    },
    leave: async (contactId, externalId) => {
      const input = { shopId, buyer: buyer(externalId), commandId: `leave-${contactId}` };
      const { session } = await client.call<{ session: { state: string } | null }>(connector, leaveChat, { input });
      return session === null || session.state === 'CLOSED';
    },
    answer: async ({ sessionId, agentId }) => {
      const input = { shopId, sessionId, text: 'How can I help?', commandId: `answer-${sessionId}` };
      await client.call(asAgent(agentId), sendAgentMessage, { input });
    },
    end: async ({ sessionId, agentId }) => {
      await client.call(asAgent(agentId), endSession, {
        input: { shopId, sessionId, confirm: true, commandId: `end-${sessionId}` },
      });
    },
    setPresence: async (agentId, presence) => {
      const input = { shopId, presence, device: 'REPLAY', commandId: `presence-${agentId}-${presence}` };
      await client.call(asAgent(agentId), setPresence, { input });
    },
    active: async () => {
      const { sessions } = await client.call<ActiveAnswer>(owner, activeSessions, { shopId });
      return (sessions?.nodes ?? []).flatMap(({ id, agent }) => (agent ? [{ sessionId: id, agentId: agent.id }] : []));
    },
    loads: async () => {
      const shop = await client.call<{ agents: readonly { id: string; load: number }[] | null }>(owner, agentLoads, { shopId });
      return new Map((shop.agents ?? []).map((agent) => [agent.id, agent.load]));
    },
  };
}

function unknownAgent(agentId: string): never {
  throw new Error(`Agent ${agentId} is none of this shop's`);
}
