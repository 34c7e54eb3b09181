import { Kind, parse, type SelectionNode, type SelectionSetNode } from 'graphql';
import { limits } from './limits';

type Path = readonly (string | number)[];

/**
 * The paths of all that a fetch was to bring: each root field, or each field of each entity. Apollo's gateway makes paths of the client's query of them.
 * No more than anybody reads.
 */
export function missingParts(query: string, variables: Readonly<Record<string, unknown>> = {}): readonly Path[] {
  const [operation] = parse(query).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  const { representations } = variables;
  if (!Array.isArray(representations)) return fieldNames(operation.selectionSet).map((name) => [name]);
  const [entities] = operation.selectionSet.selections;
  const selections = entities?.kind === Kind.FIELD ? (entities.selectionSet?.selections ?? []) : [];
  return (representations as readonly { readonly __typename?: string }[])
    .slice(0, limits.errors)
    .flatMap(({ __typename }, index) => selections.flatMap((each) => fieldsFor(each, __typename).map((name) => ['_entities', index, name])))
    .slice(0, limits.errors);
}

const fieldsFor = (selection: SelectionNode, type: string | undefined): readonly string[] =>
  selection.kind === Kind.INLINE_FRAGMENT && selection.typeCondition?.name.value === type ? fieldNames(selection.selectionSet) : [];

const fieldNames = ({ selections }: SelectionSetNode): readonly string[] =>
  selections.flatMap((each) => {
    if (each.kind === Kind.INLINE_FRAGMENT) return fieldNames(each.selectionSet);
    return each.kind === Kind.FIELD && each.name.value !== '__typename' ? [each.alias?.value ?? each.name.value] : [];
  });
