import { Kind, parse, visit, type ASTNode, type GraphQLError } from 'graphql';

/**
 * The dotted input field an error of the request points at, for a value written into the query itself: the argument and fields around the place.
 * `input`, which every mutation has, is left out, as in the refusals of the services.
 */
export function inputPathOf(error: GraphQLError): string | undefined {
  const position = error.positions?.[0];
  if (error.source === undefined || position === undefined) return undefined;
  const names: string[] = [];
  const enter = (node: ASTNode): false | undefined => {
    const { loc } = node;
    if (loc && (position < loc.start || position >= loc.end)) return false;
    if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) names.push(node.name.value);
    return undefined;
  };
  visit(parse(error.source), { enter });
  return withoutInput(names.join('.'));
}

/** `input.buyer.name` → `buyer.name`; undefined for nothing. */
export const withoutInput = (path: string): string | undefined => path.replace(/^input(\.|$)/, '') || undefined;
