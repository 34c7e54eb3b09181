import { createHash } from 'node:crypto';
import {
  getArgumentValues,
  getVariableValues,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { access } from '#libs/platform/access/access';
import { AppError } from '#libs/platform/errors';
import { isLiveRoot, liveRoots, type LiveRoot } from './live-roots';
import { keyOf, selectedFields, type Selecting } from './selected-fields';
import { stateQuery } from './state-query';
import type { PayloadField, Watch } from './watch';

interface Subscribed {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  /** A subscription that has been found valid, with its variables. */
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The shop of the caller's token. */
  readonly shopId: string;
}

/** What a valid subscription asks for. */
export function readWatch({ schema, document, operation, variables: given, shopId }: Subscribed): Watch {
  const { coerced: variables = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], { ...given });
  const selecting = { fragmentOf: fragmentsOf(document), variables };
  const [first] = selectedFields([operation.selectionSet], selecting);
  const [key, [node]] = first ?? ['', []];
  if (!node || !isLiveRoot(node.name.value)) throw nothingWatched;
  const root = node.name.value;
  const field = schema.getSubscriptionType()?.getFields()[root];
  const args: Readonly<Record<string, unknown>> = field ? getArgumentValues(field, node, variables) : {};
  const [sessionId, board] = [args['sessionId'], args['shopId']].map((id) => (typeof id === 'string' ? id : undefined));
  const selected = selectedFields(first?.[1].flatMap(({ selectionSet }) => selectionSet ?? []) ?? [], selecting);
  const data = [...selected.values()].flat().filter(({ name }) => name.value === liveRoots[root].data);
  const asked = { root, operation, document, variables: given, id: sessionId ?? board };
  return {
    root,
    key,
    shopId: board ?? shopId,
    sessionId,
    fields: [...selected].map(([name, nodes]) => payloadField(name, nodes, root, selecting)),
    // Whose sessions they are has to be asked in any case.
    query: data.length > 0 || root === 'inboxChanged' ? stateQuery(asked, data) : undefined,
    name: nameOf(document, operation, given),
    isPersonal: root === 'inboxChanged' || asksOwn(schema, document),
  };
}

function payloadField(key: string, nodes: readonly FieldNode[], root: LiveRoot, selecting: Selecting): PayloadField {
  const name = nodes[0]?.name.value ?? '';
  if (name === liveRoots[root].data) return { key, is: 'data' };
  if (name === '__typename') return { key, is: 'name', of: liveRoots[root].type };
  if (name !== 'changed') return { key, is: name as 'reason' | 'at' | 'gone' };
  const parts = selectedFields(
    nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
    selecting,
  );
  const is = ([node]: readonly FieldNode[]) => (node?.name.value === '__typename' ? 'type' : (node?.name.value as 'kind' | 'id'));
  return { key, is: 'changed', fields: [...parts.values()].map((same) => [keyOf(same[0]!), is(same)] as const) };
}

/** Whether a field is selected that an account may use for itself alone: then no other account shares the answer. */
function asksOwn(schema: GraphQLSchema, document: DocumentNode): boolean {
  const info = new TypeInfo(schema);
  let own = false;
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: ({ name }) => {
        own ||= access[`${info.getParentType()?.name}.${name.value}`]?.own !== undefined;
      },
    }),
  );
  return own;
}

export function fragmentsOf({ definitions }: DocumentNode): Selecting['fragmentOf'] {
  return (name) => definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION).find((each) => each.name.value === name);
}

/** The same for the same text, operation and variables. */
const nameOf = ({ loc }: DocumentNode, { name }: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): string =>
  createHash('sha256')
    .update(JSON.stringify([loc?.source.body, name?.value, variables]))
    .digest('base64url');

const nothingWatched = new AppError('BAD_USER_INPUT', 'The subscription watches nothing.', {
  field: 'query',
  expected: `one of ${Object.keys(liveRoots).join(', ')}`,
});
