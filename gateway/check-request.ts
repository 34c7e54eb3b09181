import {
  coerceInputValue,
  GraphQLError,
  isInputType,
  isNonNullType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { expectedOf, typeAt } from './expected-value';
import { limits } from './limits';
import { brief, valueProblem, withoutInput, type RequestProblem } from './request-problem';

export interface AskedOperation {
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Checked = { readonly problem: RequestProblem } | { readonly operation: OperationDefinitionNode };

/** The operation asked, or the first thing that is wrong with which one is named and with its variables. Looking is bounded, however large they are. */
export function checkRequest(schema: GraphQLSchema, { operation, operationName, variables }: AskedOperation): Checked {
  if (!operation) {
    const message =
      typeof operationName === 'string'
        ? 'The query has no operation of the name in operationName.'
        : 'The query has several operations; operationName says which.';
    return { problem: { message, field: 'operationName', expected: 'the name of one operation of the query' } };
  }
  const problem = isLarge(variables) ? tooLarge : variableProblem(schema, operation, variables);
  return problem ? { problem: brief(problem) } : { operation };
}

const tooLarge = {
  message: 'The variables hold too many values.',
  field: 'variables',
  expected: `at most ${limits.variableValues} values`,
};

export const refusalOf = ({ message, field, expected }: RequestProblem): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', field, expected, http: { status: 400 } } });

/** Whether there are more values, at any depth, than anybody needs. */
function isLarge(variables: Readonly<Record<string, unknown>>): boolean {
  const left: unknown[] = [variables];
  for (let seen = 0; left.length > 0; seen += 1) {
    if (seen + left.length > limits.variableValues) return true;
    const value = left.pop();
    if (typeof value === 'object' && value !== null) left.push(...Object.values(value));
  }
  return false;
}

function variableProblem(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): RequestProblem | undefined {
  for (const { variable, type: node, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const type = typeFromAST(schema, node);
    // What is no type for a variable has been refused with the query.
    if (!isInputType(type)) continue;
    const isGiven = Object.hasOwn(variables, name);
    if (isNonNullType(type) && (isGiven ? variables[name] === null : defaultValue === undefined)) {
      const [field, expected] = [withoutInput(name) ?? name, expectedOf(type)];
      return { message: `The variable ${name} is needed: ${expected}.`, field, expected };
    }
    const problem = isGiven ? firstProblem(name, type, variables[name]) : undefined;
    if (problem) return problem;
  }
  return undefined;
}

class Found extends Error {
  constructor(readonly problem: RequestProblem) {
    super(problem.message);
  }
}

function firstProblem(name: string, type: GraphQLInputType, value: unknown): RequestProblem | undefined {
  const stop = (path: readonly (string | number)[], _value: unknown, { message }: Error): never => {
    throw new Found(valueProblem(message, { at: withoutInput([name, ...path].join('.')), type: typeAt(type, path) }));
  };
  try {
    coerceInputValue(value, type, stop, true);
    return undefined;
  } catch (error) {
    if (error instanceof Found) return error.problem;
    throw error;
  }
}
