import { costLimitRule } from '@escape.tech/graphql-armor-cost-limit';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { GraphQLError, type ASTVisitor, type ValidationContext, type ValidationRule } from 'graphql';

/** What one request may be. The Board query of the README passes with room to spare (limits.test.ts). */
export const limits = { bodyBytes: 100 * 1024, tokens: 1_000, depth: 8, aliases: 15, directives: 10, cost: 1_000 } as const;

/** Two mutations in one request could half succeed, and would slip past every limit per request. */
const oneMutation: ValidationRule = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition: (operation) => {
    if (operation.operation !== 'mutation' || operation.selectionSet.selections.length === 1) return;
    context.reportError(
      new GraphQLError('A request may hold one mutation; send the others in requests of their own.', { nodes: operation }),
    );
  },
});

const fewDirectives: ValidationRule = (context: ValidationContext): ASTVisitor => {
  let count = 0;
  return {
    Directive: (node) => {
      count += 1;
      if (count === limits.directives + 1)
        context.reportError(new GraphQLError(`A request may hold ${limits.directives} directives at most.`, { nodes: node }));
    },
  };
};

/* The library throws by default, which Apollo answers as an internal error; reported, it is a validation error like any other. */
const reported = {
  propagateOnRejection: false,
  exposeLimits: true,
  onReject: [
    (context: ValidationContext | null, error: GraphQLError): void =>
      context?.reportError(new GraphQLError(error.message.replace(/^Syntax Error: /, ''), { nodes: error.nodes ?? null })),
  ],
};

/** Validation rules that refuse what is too deep, too wide or too dear, before any subgraph is asked. A field costs 1, a list its `first` times as much. */
export const limitRules: ValidationRule[] = [
  maxDepthRule({ n: limits.depth, ignoreIntrospection: true, ...reported }),
  maxAliasesRule({ n: limits.aliases, ...reported }),
  costLimitRule({ maxCost: limits.cost, objectCost: 1, scalarCost: 1, depthCostFactor: 1, ignoreIntrospection: true, ...reported }),
  oneMutation,
  fewDirectives,
].map((rule) => rule as ValidationRule);
