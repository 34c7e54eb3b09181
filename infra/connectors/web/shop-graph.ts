import { graphqlRequest } from '#infra/launcher/graphql-request';

/** Where the graph answers, and as whom this connector asks. */
export interface ShopGraph {
  readonly url: string;
  readonly token: string;
  readonly shopId: string;
}

/** A message to a buyer, as the topic `outbound` names it. */
export interface Reference {
  readonly sessionId: string;
  readonly messageId: string;
}

export interface Outgoing {
  readonly message: { readonly id: string; readonly text: string | null; readonly recordedAt: string; readonly recalledAt: string | null };
  readonly session: { readonly id: string; readonly buyer: { readonly channel: string; readonly externalId: string } };
}

export interface Report extends Reference {
  readonly state: 'ACCEPTED' | 'FAILED';
  readonly at: string;
  readonly reason?: string;
}

/** A buyer writes. The channel's own id makes it safe to send again. */
export const sendMessage = (graph: ShopGraph, buyer: object, channelMessageId: string, text: string): Promise<unknown> =>
  ask(graph, 'mutation($input: SendBuyerMessageInput!) { sendBuyerMessage(input: $input) { session { id } } }', {
    input: { shopId: graph.shopId, buyer, channelMessageId, text },
  });

/** The texts of what the events only name. */
export const fetchOutgoing = async (graph: ShopGraph, messages: readonly Reference[]): Promise<readonly (Outgoing | null)[]> =>
  (
    await ask<{ outboundMessages: readonly (Outgoing | null)[] }>(
      graph,
      `query($shopId: ID!, $messages: [OutboundReference!]!) {
        outboundMessages(shopId: $shopId, messages: $messages) {
          message { id text recordedAt recalledAt } session { id buyer { channel externalId } }
        }
      }`,
      { shopId: graph.shopId, messages },
    )
  ).outboundMessages;

/** What became of them: agents see it at each message. */
export const reportDelivery = (graph: ShopGraph, reports: readonly Report[]): Promise<unknown> =>
  ask(graph, 'mutation($input: ReportDeliveryInput!) { reportDelivery(input: $input) { changed } }', {
    input: { shopId: graph.shopId, reports },
  });

async function ask<T>({ url, token }: ShopGraph, query: string, variables: Readonly<Record<string, unknown>>): Promise<T> {
  const { data, errors } = await graphqlRequest<T>({ url, token, query, variables });
  const [error] = errors;
  if (error || !data) throw new Error(error ? `${error.extensions?.code}: ${error.message}` : 'The graph answered nothing.');
  return data;
}
