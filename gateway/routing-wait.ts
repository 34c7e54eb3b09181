import { Kind, valueFromASTUntyped, type SelectionSetNode } from 'graphql';
import { defaultsOf, type Priced } from './cost';

/**
 * The longest `waitMs` that an operation gives to a `routing` field, in milliseconds; 0 when none waits. The service that answers with the session waits
 * as long for routing's outcome, so that what one answer says of a session agrees with itself.
 */
export function routingWait({ operation, fragmentOf, variables }: Omit<Priced, 'schema'>): number {
  const values = { ...defaultsOf(operation), ...variables };
  let longest = 0;
  const visit = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD && selection.name.value === 'routing') {
        const node = selection.arguments?.find(({ name }) => name.value === 'waitMs')?.value;
        const asked = node && valueFromASTUntyped(node, values);
        if (typeof asked === 'number') longest = Math.max(longest, asked);
      }
      const below = selection.kind === Kind.FRAGMENT_SPREAD ? fragmentOf(selection.name.value)?.selectionSet : selection.selectionSet;
      if (below) visit(below);
    }
  };
  visit(operation.selectionSet);
  return longest;
}
