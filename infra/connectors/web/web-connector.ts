import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { KafkaAccess } from '#libs/platform/process/kafka-access';
import { Chats } from './chats';
import { chatServer } from './chat-server';
import { readOutbound } from './read-outbound';
import type { ShopGraph } from './shop-graph';

export interface WebConnectorOptions {
  readonly graph: ShopGraph;
  readonly kafka: KafkaAccess;
  /** 0: any that is free. */
  readonly port: number;
}

/** A whole connector: a channel of its own, what its buyers write to the graph, and what the shop says back to them. */
export async function startWebConnector({ graph, kafka, port }: WebConnectorOptions): Promise<{ url: string; stop: () => Promise<void> }> {
  const options = { graph, chats: new Chats(), channel: 'WEB', now: () => new Date() };
  const stopReading = await readOutbound(kafka, options);
  const server = chatServer(options).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await stopReading();
    },
  };
}
