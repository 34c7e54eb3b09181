import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper';
import type { DocumentNode, GraphQLFieldResolver } from 'graphql';
import { access, authorize } from '../access/access';
import type { RequestContext } from './request-context';

type Fields = Record<string, unknown>;

/**
 * Puts the access table in front of every root field, entity resolver and listed field, by default-deny: a root field or entity
 * without an entry keeps the subgraph from starting. Commands about an account (`agentId` in the input) are checked against the caller's own.
 */
export function guardResolvers(typeDefs: DocumentNode, resolvers: object): GraphQLResolverMap<unknown> {
  assertListed(typeDefs);
  const guarded: Record<string, unknown> = {};
  for (const [type, fields] of Object.entries(resolvers)) {
    guarded[type] = typeof fields === 'object' && fields !== null ? guardType(type, fields as Fields) : fields;
  }
  return guarded as GraphQLResolverMap<unknown>;
}

function assertListed(typeDefs: DocumentNode): void {
  const missing = typeDefs.definitions.flatMap((definition) => {
    if (definition.kind !== 'ObjectTypeDefinition' && definition.kind !== 'ObjectTypeExtension') return [];
    const name = definition.name.value;
    if (name === 'Query' || name === 'Mutation') return (definition.fields ?? []).map((field) => `${name}.${field.name.value}`);
    return definition.directives?.some((directive) => directive.name.value === 'key') ? [`${name}.@key`] : [];
  });
  const unlisted = missing.filter((field) => !access[field]);
  if (unlisted.length > 0) throw new Error(`No rule in libs/platform/access/access.ts for ${unlisted.join(', ')}`);
}

function guardType(type: string, fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, resolver]) => {
      if (typeof resolver !== 'function') return [name, resolver];
      if (name === '__resolveReference') return [name, guardReference(`${type}.@key`, resolver as Reference)];
      const field = `${type}.${name}`;
      return [name, access[field] ? guardField(field, resolver as GraphQLFieldResolver<unknown, RequestContext>) : resolver];
    }),
  );
}

function guardField(field: string, resolver: GraphQLFieldResolver<unknown, RequestContext>): GraphQLFieldResolver<unknown, RequestContext> {
  const ownable = access[field]?.own !== undefined;
  return (source, args, context, info) => {
    authorize(field, context.caller, ownable ? concernedAccount(source, args as Fields, context) : undefined);
    return resolver(source, args, context, info);
  };
}

type Reference = (reference: unknown, context: RequestContext, info: unknown) => unknown;

/** A refusal is that one entity's: thrown at once, it would empty the whole list that a gateway asks for. */
const guardReference =
  (field: string, resolver: Reference): Reference =>
  (reference, context, info) => {
    try {
      authorize(field, context.caller);
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
