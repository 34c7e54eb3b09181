import { readSubgraphSchema, subgraphs } from '#libs/platform/graphql/subgraph-schema';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
} from 'graphql';
import { publicGraph } from '../public-graph';
import { code, pageOf, tableOf } from './markdown';
import { whoMay } from './who-may';

/** The reference of the graph: what can be called, and of what types it is. */
export function graphPages(graph = publicGraph()): Record<string, string> {
  return { 'operations.md': operationsPage(graph), 'types.md': typesPage(graph) };
}

function operationsPage(graph: GraphQLSchema): string {
  const roots = [graph.getQueryType(), graph.getMutationType(), graph.getSubscriptionType()];
  const homes = homesOfRootFields();
  const parts = roots.flatMap((root) => {
    if (!root) return [];
    const fields = Object.values(root.getFields()).sort(byHome(homes, root.name));
    return [`## ${root.name}`, root.description ?? '', ...fields.map((field) => operation(root.name, field, homes))];
  });
  return pageOf(
    'Operations',
    'What each caller may is [one table](access.md); types are in [types](types.md), refusals in [errors](errors.md), what a request may be in [limits](limits.md).',
    ...parts,
  );
}

function operation(root: string, field: GraphQLField<unknown, unknown>, homes: ReadonlyMap<string, string>): string {
  const name = `${root}.${field.name}`;
  return [
    `### ${field.name}`,
    described(field),
    `Answers ${typeText(field.type)}, by \`${homes.get(name) ?? 'gateway'}\`. For ${whoMay(name)}.`,
    argumentsOf(field.args),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const argumentsOf = (args: readonly GraphQLArgument[]): string =>
  args.length === 0 ? '' : tableOf(['argument', 'type', 'what'], args.map(row));

const byHome = (homes: ReadonlyMap<string, string>, root: string) => (a: { name: string }, b: { name: string }) => {
  const [one, other] = [a, b].map(({ name }) => `${homes.get(`${root}.${name}`) ?? 'gateway'} ${name}`);
  return one! < other! ? -1 : 1;
};

/** Which subgraph answers a root field. */
function homesOfRootFields(): ReadonlyMap<string, string> {
  return new Map(
    subgraphs.flatMap((subgraph) =>
      readSubgraphSchema(subgraph).definitions.flatMap((definition) => {
        if (definition.kind !== 'ObjectTypeDefinition' && definition.kind !== 'ObjectTypeExtension') return [];
        return (definition.fields ?? []).map(({ name }) => [`${definition.name.value}.${name.value}`, subgraph] as const);
      }),
    ),
  );
}

function typesPage(graph: GraphQLSchema): string {
  const roots = new Set(['Query', 'Mutation', 'Subscription']);
  const types = Object.values(graph.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type) && !roots.has(type.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const kinds: readonly [string, (type: GraphQLNamedType) => boolean][] = [
    ['Objects', isObjectType],
    ['Inputs', isInputObjectType],
    ['Enums', isEnumType],
    ['Scalars', isScalarType],
  ];
  const parts = kinds.flatMap(([title, isOfKind]) => [`## ${title}`, ...types.filter(isOfKind).map(typeSection)]);
  return pageOf('Types', 'A field without a word on who may read it is open to whoever reads its parent.', ...parts);
}

function typeSection(type: GraphQLNamedType): string {
  return [`### ${type.name}`, type.description ?? '', members(type)].filter((part) => part !== '').join('\n\n');
}

function members(type: GraphQLNamedType): string {
  if (isEnumType(type)) {
    const values = type.getValues().map((value) => [code(value.name), described(value)]);
    return tableOf(['value', 'meaning'], values);
  }
  if (isInputObjectType(type)) return tableOf(['field', 'type', 'what'], Object.values(type.getFields()).map(row));
  if (!isObjectType(type)) return '';
  return tableOf(
    ['field', 'type', 'what'],
    Object.values(type.getFields()).map((field) => fieldRow(type.name, field)),
  );
}

function fieldRow(parent: string, field: GraphQLField<unknown, unknown>): string[] {
  const who = whoMay(`${parent}.${field.name}`);
  const args = field.args.map((each) => `${code(each.name)} ${typeText(each.type)}${defaultOf(each)}: ${each.description ?? ''}`);
  return [code(field.name), typeText(field.type), [described(field), ...args, who && `For ${who}.`].filter(Boolean).join(' ')];
}

const row = (value: GraphQLArgument | GraphQLInputField): string[] => [
  code(value.name),
  `${typeText(value.type)}${defaultOf(value)}`,
  described(value),
];

const described = (of: { readonly description?: string | null; readonly deprecationReason?: string | null }): string =>
  [of.description ?? '', of.deprecationReason ? `**Deprecated:** ${of.deprecationReason}` : ''].filter((part) => part !== '').join(' ');

const defaultOf = ({ defaultValue }: { readonly defaultValue?: unknown }): string =>
  defaultValue === undefined ? '' : `, ${code(JSON.stringify(defaultValue))} unless given`;

/** A type as it is written, with the way to its section. */
function typeText(type: GraphQLType): string {
  const named = getNamedType(type);
  return isSpecifiedScalarType(named) ? code(String(type)) : `[${code(String(type))}](types.md#${named.name.toLowerCase()})`;
}
