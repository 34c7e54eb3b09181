const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { concatAST, parse } = require('graphql');

const folder = join(__dirname, '..', '..', 'services');

/** The subgraphs: one per folder of services/. */
const services = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** A subgraph's schema, put together as libs/platform/graphql/subgraph-schema.ts does it. */
function readSubgraphSchema(service) {
  const parts = readdirSync(join(folder, service), { recursive: true }).filter((path) => /(^|[\\/])schema\.graphql$/.test(path));
  const depth = (path) => path.split(/[\\/]/).length;
  const ordered = parts.sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  const files = ordered.map((path) => join(folder, service, path));
  if (existsSync(join(folder, service, 'audit'))) files.push(join(folder, '../libs/platform/audit/schema.graphql'));
  return concatAST(files.map((file) => parse(readFileSync(file, 'utf8'))));
}

/** What the gateway answers itself. */
const readGatewaySchema = () => parse(readFileSync(join(folder, '..', 'gateway', 'schema.graphql'), 'utf8'));

module.exports = { services, readSubgraphSchema, readGatewaySchema };
