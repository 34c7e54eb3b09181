import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { startHttpEdge, type HttpEdge } from '#libs/platform/http/http-edge';
import type { Log } from '#libs/platform/process/log';
import { startGraph } from './apollo';
import { ClientAddresses } from './client-addresses';
import type { TrustedDocuments } from './documents/trusted-documents';
import { startLive, type LiveParts } from './live/start-live';
import { route, type RouteOptions } from './route';

export interface ServerOptions extends Omit<RouteOptions, 'addresses'> {
  readonly gateway: GatewayInterface;
  /** Where clients call from; without it their peers' addresses count. */
  readonly addresses?: ClientAddresses;
  readonly documents: TrustedDocuments;
  /** What live streams stand on; without it there are none. */
  readonly live?: LiveParts;
  readonly host: string;
  readonly log: Log;
}

/** Serves clients: who calls, how much they may ask, and the graph. */
export async function startServer(options: ServerOptions): Promise<HttpEdge> {
  const graph = await startGraph(options);
  const live = options.live && startLive({ ...options, parts: options.live, graph });
  const answer = route(graph, { ...options, addresses: options.addresses ?? new ClientAddresses() }, live);
  const edge = await startHttpEdge({ ...options, ready: () => Promise.resolve(), answer });
  return {
    port: edge.port,
    stop: async () => {
      await live?.stop();
      await edge.stop();
      await graph.stop();
    },
  };
}
