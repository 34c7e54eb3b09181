import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { GraphQLError, type ASTVisitor, type OperationDefinitionNode, type ValidationContext, type ValidationRule } from 'graphql';
import type { DocumentLimits } from './documents/trusted-settings';
import { limits } from './limits';
import { asksForSchema, rootFields } from './root-fields';

type Report = (message: string, expected: string) => void;

/** A rule about each operation of a request. */
const operations =
  (check: (operation: OperationDefinitionNode, context: ValidationContext, report: Report) => void): ValidationRule =>
  (context: ValidationContext): ASTVisitor => ({
    OperationDefinition: (operation) => {
      check(operation, context, (message, expected) => context.reportError(refusal(message, expected, [operation])));
    },
  });

const refusal = (message: string, expected: string, nodes: GraphQLError['nodes']): GraphQLError =>
  new GraphQLError(message, { nodes: nodes ?? null, extensions: { field: 'query', expected } });

const fieldsOf = (operation: OperationDefinitionNode, context: ValidationContext) =>
  rootFields(operation.selectionSet, (name) => context.getFragment(name));

/** Two mutations in one request could half succeed, and would slip past every limit per request. */
const oneMutation = operations((operation, context, report) => {
  if (operation.operation === 'mutation' && fieldsOf(operation, context).length > 1)
    report('A request may hold one mutation; send the others in requests of their own.', 'one mutation per request');
});

/** The schema is told by the gateway, everything else by the services. */
const schemaAlone = operations((operation, context, report) => {
  const fields = fieldsOf(operation, context).filter(({ name }) => name.value !== '__typename');
  if (fields.some(asksForSchema) && !fields.every(asksForSchema))
    report('The schema is asked for in a request of its own.', '__schema and __type in a request of their own');
});

const knownKind = operations(({ operation }, context, report) => {
  if (!context.getSchema().getRootType(operation)) report(`There is no ${operation} here.`, 'a query or a mutation');
});

const fewDirectives =
  (most: number): ValidationRule =>
  (context: ValidationContext): ASTVisitor => {
    let count = 0;
    return {
      Directive: (node) => {
        count += 1;
        const expected = `at most ${most} directives`;
        if (count === most + 1) context.reportError(refusal(`A request may hold ${expected}.`, expected, [node]));
      },
    };
  };

/** JSON and GraphQL can write numbers that are none any more when they are read; nobody could hand them on. */
const finiteNumbers: ValidationRule = (context: ValidationContext): ASTVisitor => ({
  FloatValue: (node) => {
    if (!Number.isFinite(Number(node.value)))
      context.reportError(new GraphQLError('Float cannot represent a number so large.', { nodes: node }));
  },
});

/* The library throws by default, which Apollo answers as an internal error; reported, it is a validation error like any other. */
const reported = (expected: string) => ({
  propagateOnRejection: false,
  exposeLimits: true,
  onReject: [
    (context: ValidationContext | null, error: GraphQLError): void =>
      context?.reportError(refusal(error.message.replace(/^Syntax Error: /, ''), expected, error.nodes)),
  ],
});

/** Validation rules that refuse, before any service is asked, what is too deep, too wide or not for this graph. What it costs: cost.ts. */
export const rulesFor = ({ depth, aliases, directives }: Pick<DocumentLimits, 'depth' | 'aliases' | 'directives'>): ValidationRule[] =>
  [
    maxDepthRule({ n: depth, ignoreIntrospection: true, flattenFragments: true, ...reported(`at most ${depth} levels`) }),
    maxAliasesRule({ n: aliases, ...reported(`at most ${aliases} aliases`) }),
    knownKind,
    schemaAlone,
    oneMutation,
    fewDirectives(directives),
    finiteNumbers,
  ].map((rule) => rule as ValidationRule);

/** For what anybody may send. */
export const requestRules = rulesFor(limits);
