import {
  astFromValue,
  getNamedType,
  isCompositeType,
  isRequiredArgument,
  print,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { newId } from '#libs/platform/process/ids';
import { sampleValue, type Chosen } from '#test/kit/sample-value';
import type { Cast, ShopIds } from './cast';

/** Where the ids of a request come from. Those of one's own shop come first; then own shop with an id that is another's; then another shop, and none. */
export const places = ['own', 'colleague', 'foreign ids', 'unknown ids', 'other shop', 'no shop'] as const;

export type Place = (typeof places)[number];

export interface Probe {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether it names a shop or a session, or an account beside the caller's own: then places differ. */
  readonly names: {
    readonly shop: boolean;
    readonly session: boolean;
    readonly account: boolean;
    readonly ids: boolean;
    readonly buyer: boolean;
  };
}

const unknownIds = (): ShopIds => ({ shop: newId(), account: newId(), session: newId(), buyer: newId() });

function idsAt(place: Place, { own, other, colleague, buyers }: Cast): ShopIds {
  if (place === 'own') return own;
  if (place === 'colleague') return { ...own, account: colleague, session: buyers.anothersSession };
  if (place === 'foreign ids') return { ...other, shop: own.shop };
  if (place === 'unknown ids') return { ...unknownIds(), shop: own.shop };
  return place === 'other shop' ? other : unknownIds();
}

/** A request for one root field, with what its arguments require; its answer is called `probe`. */
export function rootProbe(
  kind: 'query' | 'mutation' | 'subscription',
  field: GraphQLField<unknown, unknown>,
  place: Place,
  cast: Cast,
): Probe {
  const ids = idsAt(place, cast);
  const named = { shop: false, session: false, account: false, ids: false, buyer: false };
  const chosen: Chosen = (path) => {
    const name = path.at(-1) ?? '';
    const entity = path.length === 1 && name === 'id' ? getNamedType(field.type).name.toLowerCase() : /^(\w+)Id$/.exec(name)?.[1];
    if (entity === 'shop' || entity === 'session') named[entity] = true;
    if (name === 'agentId') named.account = true;
    if (entity !== undefined && entity !== 'shop' && entity !== 'command' && !/^channel/.test(entity)) named.ids = true;
    if (name === 'buyer') named.buyer = true;
    return valueOf(name, entity, place, ids, cast);
  };
  const values = Object.fromEntries(field.args.map((argument) => [argument.name, sampleArgument(argument, chosen)]));
  const given = field.args.filter(({ name }) => values[name] !== undefined);
  const declared = given.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = given.map(({ name }) => `${name}: $${name}`).join(', ');
  const below = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
  const query = `${kind}${declared && `(${declared})`} { probe: ${field.name}${passed && `(${passed})`}${below} }`;
  return { query, variables: values, names: named };
}

const sampleArgument = ({ name, type }: GraphQLArgument, chosen: Chosen): unknown => sampleValue(type, chosen, [name]);

function valueOf(name: string, entity: string | undefined, place: Place, ids: ShopIds, { buyers }: Cast): unknown {
  if (name === 'buyer') return place === 'colleague' ? buyers.another : buyers.self;
  // So that buyers go on to come in.
  if (name === 'allowed') return true;
  if (name === 'text') return 'hello';
  if (name === 'month') return '2026-04';
  if (entity === 'shop' || entity === 'session') return ids[entity];
  // Absent means the caller's own.
  if (name === 'agentId') return place === 'own' || /shop/.test(place) ? undefined : ids.account;
  if (entity === 'account') return place === 'own' ? undefined : ids.account;
  return undefined;
}

/** How a client comes from a root field to a type whose fields are guarded; the gates are the guarded fields on the way. */
export const ways: Readonly<Record<string, { readonly gates: readonly string[]; readonly query: (inner: string) => string }>> = {
  Shop: { gates: ['Query.shop'], query: (inner) => `query($shop: ID!) { shop(id: $shop) { ${inner} } }` },
  Account: {
    gates: ['Query.shop', 'Shop.accounts'],
    query: (inner) => `query($shop: ID!) { shop(id: $shop) { accounts { id ${inner} } } }`,
  },
  Queue: { gates: ['Query.shop', 'Shop.queue'], query: (inner) => `query($shop: ID!) { shop(id: $shop) { queue { ${inner} } } }` },
  Agent: { gates: ['Query.shop', 'Shop.agents'], query: (inner) => `query($shop: ID!) { shop(id: $shop) { agents { id ${inner} } } }` },
  Session: { gates: ['Query.session'], query: (inner) => `query($session: ID!) { session(id: $session) { ${inner} } }` },
  SessionRouting: {
    gates: ['Query.session'],
    query: (inner) => `query($session: ID!) { session(id: $session) { routing(waitMs: 2000) { ${inner} } } }`,
  },
  Buyer: { gates: ['Query.session'], query: (inner) => `query($session: ID!) { session(id: $session) { buyer { ${inner} } } }` },
  Message: {
    gates: ['Query.session', 'Session.messages'],
    query: (inner) => `query($session: ID!) { session(id: $session) { messages { nodes { ${inner} } } } }`,
  },
};

/** A field as part of a selection, called `alias`, with what its arguments require written out. */
export function selectionOf(type: GraphQLObjectType, name: string, alias = name): string {
  const field = type.getFields()[name];
  if (!field) throw new Error(`${type.name} has no field ${name}`);
  const args = field.args.filter(isRequiredArgument).map((argument) => `${argument.name}: ${literal(argument)}`);
  const below = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
  return `${alias}: ${name}${args.length > 0 ? `(${args.join(', ')})` : ''}${below}`;
}

/** A value for an argument, written out; a text `from` or `to` is a date. */
function literal({ name, type }: GraphQLArgument): string {
  const chosen: Chosen = (path, of) =>
    /^(from|to)$/.test(path.at(-1) ?? '') && getNamedType(of).name === 'String' ? '2026-03-02' : undefined;
  const value = astFromValue(sampleValue(type, chosen, [name]), type);
  if (!value) throw new Error(`No sample of ${name}`);
  return print(value);
}

export const objectType = (schema: GraphQLSchema, name: string): GraphQLObjectType => schema.getType(name) as GraphQLObjectType;
