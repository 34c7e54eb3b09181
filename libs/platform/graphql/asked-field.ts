import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

type Fragments = GraphQLResolveInfo['fragments'];

/** The first field of this type that is asked of an entity, as a client names it; the type alone where none is. */
export function askedField(type: string, { fieldNodes, fragments }: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>): string {
  const names = fieldNodes.flatMap(({ selectionSet }) => (selectionSet ? namesOn(type, undefined, selectionSet, fragments) : []));
  const field = names.find((name) => name !== '__typename');
  return field === undefined ? type : `${type}.${field}`;
}

function namesOn(type: string, here: string | undefined, { selections }: SelectionSetNode, fragments: Fragments): readonly string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return here === type ? [selection.name.value] : [];
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value] : selection;
    return fragment ? namesOn(type, fragment.typeCondition?.name.value ?? here, fragment.selectionSet, fragments) : [];
  });
}
