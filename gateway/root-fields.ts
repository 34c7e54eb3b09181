import { Kind, type FieldNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

/** The fields of an operation's first level. A fragment counts once: named twice, or within itself, it is merged or refused by graphql-js's own rules. */
export function rootFields(
  { selections }: SelectionSetNode,
  fragmentOf: (name: string) => FragmentDefinitionNode | null | undefined,
  seen = new Set<string>(),
): readonly FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return rootFields(selection.selectionSet, fragmentOf, seen);
    const fragment = fragmentOf(selection.name.value);
    if (!fragment || seen.has(selection.name.value)) return [];
    seen.add(selection.name.value);
    return rootFields(fragment.selectionSet, fragmentOf, seen);
  });
}

export const asksForSchema = ({ name }: FieldNode): boolean => name.value === '__schema' || name.value === '__type';
