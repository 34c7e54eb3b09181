import { costLimitRule } from '@escape.tech/graphql-armor-cost-limit';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext, type ValidationRule } from 'graphql';

/** What one request may be. The Board query of the README passes with room to spare (limits.test.ts). */
export const limits = {
  inFlight: 1_000,
  inFlightPerCaller: 250,
  bodyBytes: 100 * 1024,
  bodyMs: 10_000,
  tokens: 1_000,
  depth: 8,
  aliases: 15,
  directives: 10,
  cost: 1_000,
} as const;

const refusal = (message: string, expected: string, nodes: GraphQLError['nodes']): GraphQLError =>
  new GraphQLError(message, { nodes: nodes ?? null, extensions: { field: 'query', expected } });

/** Two mutations in one request could half succeed, and would slip past every limit per request. Fragments are looked through. */
const oneMutation: ValidationRule = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition: (operation) => {
    if (operation.operation !== 'mutation' || rootFields(operation.selectionSet, context, new Set()) === 1) return;
    context.reportError(
      refusal('A request may hold one mutation; send the others in requests of their own.', 'one mutation per request', [operation]),
    );
  },
});

/** A fragment counts once: named twice, or within itself, it is refused or merged by graphql-js's own rules. */
function rootFields({ selections }: SelectionSetNode, context: ValidationContext, seen: Set<string>): number {
  return selections.reduce((count, selection) => {
    if (selection.kind === Kind.FIELD) return count + 1;
    if (selection.kind === Kind.INLINE_FRAGMENT) return count + rootFields(selection.selectionSet, context, seen);
    const fragment = context.getFragment(selection.name.value);
    if (!fragment || seen.has(selection.name.value)) return count;
    seen.add(selection.name.value);
    return count + rootFields(fragment.selectionSet, context, seen);
  }, 0);
}

const fewDirectives: ValidationRule = (context: ValidationContext): ASTVisitor => {
  let count = 0;
  return {
    Directive: (node) => {
      count += 1;
      if (count === limits.directives + 1)
        context.reportError(
          refusal(`A request may hold ${limits.directives} directives at most.`, `at most ${limits.directives} directives`, [node]),
        );
    },
  };
};

/* The library throws by default, which Apollo answers as an internal error; reported, it is a validation error like any other. */
const reported = (expected: string) => ({
  propagateOnRejection: false,
  exposeLimits: true,
  onReject: [
    (context: ValidationContext | null, error: GraphQLError): void =>
      context?.reportError(refusal(error.message.replace(/^Syntax Error: /, ''), expected, error.nodes)),
  ],
});

/** Validation rules that refuse what is too deep, too wide or too dear, before any subgraph is asked. A field costs 1, a list its `first` times as much. */
export const limitRules: ValidationRule[] = [
  maxDepthRule({ n: limits.depth, ignoreIntrospection: true, ...reported(`at most ${limits.depth} levels`) }),
  maxAliasesRule({ n: limits.aliases, ...reported(`at most ${limits.aliases} aliases`) }),
  costLimitRule({
    maxCost: limits.cost,
    objectCost: 1,
    scalarCost: 1,
    depthCostFactor: 1,
    ignoreIntrospection: true,
    ...reported(`a cost of at most ${limits.cost}`),
  }),
  oneMutation,
  fewDirectives,
].map((rule) => rule as ValidationRule);
