import { readSubgraphSchema, subgraphs } from '#libs/platform/graphql/subgraph-schema';
import { undescribed } from '#libs/platform/graphql/undescribed';

/** Everything that clients see in the graph is described: types, fields, arguments, input fields, enum values. */
const missing = subgraphs.flatMap((subgraph) => undescribed(readSubgraphSchema(subgraph)).map((name) => `  ${subgraph}: ${name}`));

if (missing.length > 0) {
  console.error(`These parts of the schema have no description:\n${missing.join('\n')}`);
  process.exit(1);
}
console.log('Everything in the subgraphs is described.');
