import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper';
import {
  defaultFieldResolver,
  Kind,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
} from 'graphql';
import { access, authorize } from '../access/access';
import { askedField } from './asked-field';
import type { RequestContext } from './request-context';

type Fields = Record<string, unknown>;
type Resolver = GraphQLFieldResolver<unknown, RequestContext>;

/**
 * Puts the access table in front of every root field, entity resolver and listed field, also of those that need no resolver. Default-deny: a root field or
 * entity without an entry keeps the subgraph from starting. Commands about an account (`agentId` in the input) are checked against the caller's own.
 */
export function guardResolvers(typeDefs: DocumentNode, resolvers: object): GraphQLResolverMap<unknown> {
  const types = typeDefs.definitions.filter(
    (each) => each.kind === Kind.OBJECT_TYPE_DEFINITION || each.kind === Kind.OBJECT_TYPE_EXTENSION,
  );
  assertListed(types);
  const guarded: Record<string, Fields> = {};
  for (const [type, fields] of Object.entries(resolvers)) guarded[type] = { ...(fields as Fields) };
  for (const { name: type, fields = [] } of types) {
    for (const { name } of fields) {
      const field = `${type.value}.${name.value}`;
      if (!access[field]) continue;
      const own = (guarded[type.value] ??= {});
      own[name.value] = guardField(field, resolverOf(field, own[name.value]));
    }
  }
  for (const [type, fields] of Object.entries(guarded)) {
    if ('__resolveReference' in fields) fields['__resolveReference'] = guardReference(type, fields['__resolveReference'] as Reference);
  }
  return guarded as GraphQLResolverMap<unknown>;
}

type ObjectType = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

function assertListed(types: readonly ObjectType[]): void {
  const needed = types.flatMap(({ name: { value: type }, fields, directives }) => {
    if (roots.has(type)) return (fields ?? []).map(({ name }) => `${type}.${name.value}`);
    return directives?.some(({ name }) => name.value === 'key') ? [`${type}.@key`] : [];
  });
  const unlisted = needed.filter((field) => !access[field]);
  if (unlisted.length > 0) throw new Error(`No rule in libs/platform/access/access.ts for ${unlisted.join(', ')}`);
}

const roots = new Set(['Query', 'Mutation', 'Subscription']);

/** A field without a resolver reads its parent's property. One in a form that cannot be guarded is a mistake. */
function resolverOf(field: string, resolver: unknown): Resolver {
  if (resolver === undefined) return defaultFieldResolver;
  if (typeof resolver !== 'function') throw new Error(`The resolver of ${field} is no function`);
  return resolver as Resolver;
}

function guardField(field: string, resolver: Resolver): Resolver {
  const ownable = access[field]?.own !== undefined;
  return (source, args, context, info) => {
    authorize(field, context.caller, ownable ? concernedAccount(source, args as Fields, context) : undefined);
    return resolver(source, args, context, info);
  };
}

type Reference = (reference: unknown, context: RequestContext, info: GraphQLResolveInfo) => unknown;

/**
 * A refusal is that one entity's: thrown at once, it would empty the whole list that a gateway asks for. It names the field that was asked of the entity: the
 * client has not asked for the entity, but for that.
 */
const guardReference =
  (type: string, resolver: Reference): Reference =>
  (reference, context, info) => {
    try {
      authorize(`${type}.@key`, context.caller, undefined, askedField(type, info));
      return resolver(reference, context, info);
    } catch (error) {
      return Promise.reject(error as Error);
    }
  };

/** The account an operation is about: named in the input (absent means the caller's own), or the Agent whose field is read. */
function concernedAccount(source: unknown, args: Fields, context: RequestContext): string | undefined {
  const input = args['input'] as { agentId?: string | null } | undefined;
  if (input) return input.agentId ?? context.caller.account ?? undefined;
  return (source as { id?: string } | undefined)?.id;
}
