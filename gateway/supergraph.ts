import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { GraphQLString, isScalarType, type GraphQLSchema } from 'graphql';
import type { ServiceName } from '#libs/platform/process/services';
import type { Log } from '#libs/platform/process/log';
import { repoRoot } from '#libs/platform/process/repo-root';
import { limits } from './limits';
import { OwnSubgraph } from './own-subgraph';
import { createAgent, SubgraphDataSource } from './subgraph-data-source';

/** The composed graph, as committed. */
export const readSupergraph = (): string => readFileSync(join(repoRoot(), 'gateway', 'supergraph.graphql'), 'utf8');

type Services = Readonly<Record<ServiceName, SubgraphDataSource>>;

/**
 * Apollo's gateway over the committed supergraph, with every subgraph at its configured address. Its telemetry calls out at import and construction
 * unless it is told not to before.
 */
export async function createGateway(
  subgraphs: Readonly<Record<ServiceName, string>>,
  log: Log,
): Promise<{ gateway: GatewayInterface; services: Services; stop: () => Promise<void> }> {
  // eslint-disable-next-line no-restricted-syntax -- Apollo offers no other switch
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  const { ApolloGateway } = await import('@apollo/gateway');
  const agent = createAgent();
  const services = Object.fromEntries(
    Object.entries(subgraphs).map(([name, url]) => [name, new SubgraphDataSource(name, url, agent, log)]),
  ) as Services;
  const own = new OwnSubgraph(log);
  const gateway = new ApolloGateway({
    supergraphSdl: readSupergraph(),
    buildService: ({ name }) => services[name as ServiceName] ?? own,
    logger: log,
    experimental_approximateQueryPlanStoreMiB: limits.planMemory / 2 ** 20,
    // Both would follow NODE_ENV.
    __exposeQueryPlanExperimental: false,
    validateSupergraph: false,
  });
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => checkInstants(apiSchema));
  return { gateway, services, stop: () => agent.destroy() };
}

/** Apollo's gateway takes any value for a scalar of ours. The services read an instant from a text, so nothing else is let through. */
function checkInstants(schema: GraphQLSchema): void {
  const scalar = schema.getType('DateTime');
  if (!isScalarType(scalar)) return;
  const { parseValue, parseLiteral } = GraphQLString;
  Object.assign(scalar, { parseValue, parseLiteral });
}
