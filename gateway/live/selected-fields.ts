import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export interface Selecting {
  readonly fragmentOf: (name: string) => FragmentDefinitionNode | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The fields of one level as they are answered: fragments opened, those that are skipped left out, and those of one key together. */
export function selectedFields(sets: readonly SelectionSetNode[], selecting: Selecting): ReadonlyMap<string, readonly FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  const add = ({ selections }: SelectionSetNode, seen: ReadonlySet<string>): void => {
    for (const selection of selections) {
      if (isSkipped(selection, selecting)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = keyOf(selection);
        found.set(key, [...(found.get(key) ?? []), selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) add(selection.selectionSet, seen);
      else {
        const name = selection.name.value;
        const fragment = seen.has(name) ? undefined : selecting.fragmentOf(name);
        if (fragment) add(fragment.selectionSet, new Set([...seen, name]));
      }
    }
  };
  for (const set of sets) add(set, new Set());
  return found;
}

export const keyOf = ({ alias, name }: FieldNode): string => (alias ?? name).value;

function isSkipped(node: SelectionNode, { variables }: Selecting): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variables);
  return skip?.['if'] === true || include?.['if'] === false;
}
