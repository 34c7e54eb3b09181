import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { passportHeader, passportSigner } from '#libs/platform/access/passport';
import type { Caller } from '#libs/platform/access/caller';
import { createLog } from '#libs/platform/process/log';
import { services, type ServiceName } from '#libs/platform/process/services';
import { OwnSubgraph } from '#gateway/own-subgraph';
import { readSupergraph } from '#gateway/supergraph';
import type { GatewayContext } from '#gateway/context';

/** What the stock gateway is told on its way in; it stands in no other place. */
export interface StockSettings {
  readonly port: number;
  /** Their roots, without a path. */
  readonly subgraphs: Readonly<Record<ServiceName, string>>;
  readonly passportSecret: string;
}

/**
 * Apollo's gateway as it comes, over the same subgraphs: its own data source, its own server, no limit of ours. It looks up no rights: whoever names a caller in
 * the header `x-caller` is that caller, so what it is compared with does more. Only on this machine, only while the bench runs.
 */
async function main({ port, subgraphs, passportSecret }: StockSettings): Promise<void> {
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  const { ApolloGateway, RemoteGraphQLDataSource } = await import('@apollo/gateway');
  const passports = passportSigner([passportSecret]);
  const own = new OwnSubgraph(createLog({ service: 'gateway', level: 'fatal', file: undefined }));
  const gateway = new ApolloGateway({
    supergraphSdl: readSupergraph(),
    buildService: ({ name }) => {
      const service = services.find((each) => each === name);
      if (service === undefined) return own;
      return new RemoteGraphQLDataSource<GatewayContext>({
        url: `${subgraphs[service]}/graphql`,
        willSendRequest: ({ request, context }) => request.http?.headers.set(passportHeader, context.passport),
      });
    },
  });
  const server = new ApolloServer<Pick<GatewayContext, 'caller' | 'passport'>>({ gateway, nodeEnv: 'production', logger: silent });
  await startStandaloneServer(server, {
    listen: { port, host: '127.0.0.1' },
    context: async ({ req }) => {
      const caller = JSON.parse(String(req.headers['x-caller'])) as Caller;
      return { caller, passport: await passports.sign(caller) };
    },
  });
  process.send?.('ready');
}

const nothing = (): void => undefined;
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };

process.once('disconnect', () => process.exit(0));
process.once('message', (settings: StockSettings) => {
  main(settings).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
