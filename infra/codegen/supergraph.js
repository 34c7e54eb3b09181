/**
 * The supergraph, composed from the schemas of the gateway and the services into gateway/supergraph.graphql. It is committed: the gateway never introspects.
 * With --check nothing is written: a committed file that differs fails the build. The addresses in it are names only; the gateway takes the
 * real ones from SUBGRAPH_URL_<SERVICE>.
 */
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { composeServices } = require('@apollo/composition');
const { readGatewaySchema, readSubgraphSchema, services } = require('./subgraph-schemas');

const root = join(__dirname, '..', '..');
const target = join(root, 'gateway', 'supergraph.graphql');

function compose() {
  const { supergraphSdl, errors = [] } = composeServices(
    [['gateway', readGatewaySchema()], ...services.map((name) => [name, readSubgraphSchema(name)])].map(([name, typeDefs]) => ({
      name,
      url: `http://${name}.invalid/graphql`,
      typeDefs,
    })),
  );
  if (errors.length > 0) throw new Error(`The subgraphs do not compose:\n${errors.map(({ message }) => `  ${message}`).join('\n')}`);
  return `# Composed by \`npm run supergraph\` from gateway/schema.graphql and services/**/schema.graphql. Do not edit.\n${supergraphSdl.trimEnd()}\n`;
}

function main() {
  const composed = compose();
  const upToDate = existsSync(target) && readFileSync(target, 'utf8') === composed;
  if (process.argv.includes('--check')) {
    if (!upToDate) throw new Error('gateway/supergraph.graphql is not up to date, run `npm run supergraph`.');
    console.log('The supergraph is up to date.');
    return;
  }
  if (!upToDate) writeFileSync(target, composed);
  console.log(upToDate ? 'The supergraph was up to date.' : 'The supergraph was written.');
}

try {
  main();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
