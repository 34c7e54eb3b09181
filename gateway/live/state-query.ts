import { Kind, print, visit, type DocumentNode, type FieldNode, type OperationDefinitionNode, type SelectionNode } from 'graphql';
import { liveLimits } from './live-limits';
import { liveRoots, type LiveRoot } from './live-roots';
import { keyOf } from './selected-fields';
import type { StateQuery } from './watch';

interface Asked {
  readonly root: LiveRoot;
  readonly operation: OperationDefinitionNode;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The id in the subscription's argument. */
  readonly id: string | undefined;
}

/** Under which key each session of an inbox tells its id, where the client has not taken it. */
const wantedKey = 'liveSessionId';

/** The query for the state that an event brings: what the subscription selects of it, and no variable or fragment beside. */
export function stateQuery({ root, operation, document, variables, id }: Asked, nodes: readonly FieldNode[]): StateQuery {
  const fragments = usedFragments(document, nodes);
  const [given, keys] = [new Set<string>(), new Set<string>()];
  // The fields' own directives have been followed already.
  const parts = [...nodes.flatMap(({ selectionSet }) => selectionSet ?? []), ...fragments];
  for (const node of parts)
    visit(node, { Variable: ({ name }) => void given.add(name.value), Field: (field) => void keys.add(keyOf(field)) });
  const definitions = (operation.variableDefinitions ?? []).filter(({ variable }) => given.has(variable.name.value));
  const idKey = freeName(wantedKey, keys);
  const own = freeName(root === 'inboxChanged' ? 'ids' : 'id', given);
  const type = root === 'inboxChanged' ? '[ID!]' : 'ID!';
  const argument = root === 'inboxChanged' ? 'ids' : 'id';
  const page = root === 'inboxChanged' ? `, first: ${liveLimits.inbox}` : '';
  const fields = nodes.map((node) => {
    const selections =
      root === 'inboxChanged' ? [...(node.selectionSet?.selections ?? []), sessionId(idKey)] : node.selectionSet?.selections;
    const name = liveRoots[root].query;
    return `${keyOf(node) === name ? name : `${keyOf(node)}: ${name}`}(${argument}: $${own}${page}) ${print({ kind: Kind.SELECTION_SET, selections: selections ?? [] })}`;
  });
  if (fields.length === 0) fields.push(`sessions: inbox(ids: $${own}${page}) { ${idKey}: id }`);
  const head = [`$${own}: ${type}`, ...definitions.map(print)].join(', ');
  const text = [`query Live(${head}) { ${fields.join(' ')} }`, ...fragments.map(print)].join('\n');
  const values = Object.fromEntries(Object.entries(variables).filter(([name]) => given.has(name)));
  return root === 'inboxChanged'
    ? { text, variables: values, ids: own, idKey }
    : { text, variables: { ...values, [own]: id }, ids: undefined, idKey };
}

const sessionId = (key: string): SelectionNode => ({
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: key },
  name: { kind: Kind.NAME, value: 'id' },
});

function usedFragments({ definitions }: DocumentNode, nodes: readonly FieldNode[]) {
  const all = definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  const used = new Set<string>();
  const add = (node: FieldNode | (typeof all)[number]): void => {
    visit(node, {
      FragmentSpread: ({ name: { value } }) => {
        if (used.has(value)) return;
        used.add(value);
        all.filter(({ name }) => name.value === value).forEach(add);
      },
    });
  };
  nodes.forEach(add);
  return all.filter(({ name }) => used.has(name.value));
}

/** A name that the client has not taken. */
const freeName = (wanted: string, taken: ReadonlySet<string>): string => (taken.has(wanted) ? freeName(`${wanted}_`, taken) : wanted);
