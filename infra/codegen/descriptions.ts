import { readSubgraphSchema } from '#libs/platform/graphql/subgraph-schema';
import { undescribed } from '#libs/platform/graphql/undescribed';
import { services } from '#libs/platform/process/services';

/** Everything that clients see in the graph is described: types, fields, arguments, input fields, enum values. */
const missing = services.flatMap((service) => undescribed(readSubgraphSchema(service)).map((name) => `  ${service}: ${name}`));

if (missing.length > 0) {
  console.error(`These parts of the schema have no description:\n${missing.join('\n')}`);
  process.exit(1);
}
console.log('Everything in the subgraphs is described.');
