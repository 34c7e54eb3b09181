import {
  getOperationAST,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql';
import { AppError } from '#libs/platform/errors';
import { checkRequest } from '../check-request';
import { costOf } from '../cost';
import { limits } from '../limits';
import { brief, requestProblem, type RequestProblem } from '../request-problem';
import { requestRules } from '../request-rules';
import { fragmentsOf } from './read-watch';

/** A body that asks for a stream. */
export interface StreamRequest {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether heartbeats are to be events, which a script can see. */
  readonly heartbeat: boolean;
}

export interface Subscription {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The request in a body, or in the parameters of a GET. */
export function readStreamRequest(body: unknown): StreamRequest {
  const { query, operationName, variables, extensions } = isRecord(body) ? body : {};
  if (typeof query !== 'string') throw refused({ message: 'A query is needed.', field: 'query', expected: 'a GraphQL subscription' });
  if (variables !== undefined && variables !== null && !isRecord(variables))
    throw refused({ message: 'The variables are no object.', field: 'variables', expected: 'a JSON object' });
  return {
    query,
    operationName: typeof operationName === 'string' ? operationName : undefined,
    variables: isRecord(variables) ? variables : {},
    heartbeat: isRecord(extensions) && extensions['heartbeat'] === true,
  };
}

/** The same for an address: variables and extensions are JSON texts there. */
export function parametersOf(url: string): unknown {
  const parameters = Object.fromEntries(new URLSearchParams(url.split('?')[1]));
  const json = (name: string): unknown => {
    try {
      return parameters[name] === undefined ? undefined : JSON.parse(parameters[name]);
    } catch {
      throw refused({ message: `The parameter ${name} is no JSON.`, field: name, expected: 'a JSON object' });
    }
  };
  return { ...parameters, variables: json('variables'), extensions: json('extensions') };
}

interface Allowed {
  readonly introspection: boolean;
  readonly cost: number;
}

/** Finds a subscription valid by the rules of every request; refuses what is not. */
export function readSubscription(schema: GraphQLSchema, request: StreamRequest, { introspection, cost: most }: Allowed): Subscription {
  const document = parseQuery(request.query, schema);
  refuseInvalid(schema, document, [...specifiedRules, ...requestRules, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])]);
  const { operationName, variables } = request;
  const operation = getOperationAST(document, operationName) ?? undefined;
  const checked = checkRequest(schema, { operation, operationName, variables });
  if ('problem' in checked) throw refused(checked.problem);
  if (checked.operation.operation !== 'subscription') throw notWatched;
  const cost = costOf({ schema, operation: checked.operation, fragmentOf: fragmentsOf(document), variables }, most);
  if (cost > most) throw refused({ message: 'The subscription asks for too much.', field: 'query', expected: `a cost of at most ${most}` });
  return { document, operation: checked.operation, variables };
}

/** The query that a subscription becomes holds a few names of our own; what is too much with them is refused before the stream. */
export const refuseLarge = (schema: GraphQLSchema, query: string): void => refuseInvalid(schema, parse(query), requestRules);

function refuseInvalid(schema: GraphQLSchema, document: DocumentNode, rules: readonly ValidationRule[]): void {
  const [wrong] = errorsOf(() => validate(schema, document, rules, { maxErrors: 1 }));
  if (wrong) throw problemOf(wrong, schema);
}

/** graphql-js throws where it follows directives of a subscription's root without the variables. */
function errorsOf(check: () => readonly GraphQLError[]): readonly GraphQLError[] {
  try {
    return check();
  } catch (error) {
    if (error instanceof GraphQLError) throw uncheckable;
    throw error;
  }
}

function parseQuery(query: string, schema: GraphQLSchema): DocumentNode {
  try {
    return parse(query, { maxTokens: limits.tokens });
  } catch (error) {
    if (error instanceof GraphQLError) throw problemOf(error, schema);
    throw error;
  }
}

function problemOf(error: GraphQLError, schema: GraphQLSchema): AppError {
  const { field, expected } = error.extensions as { readonly field?: string; readonly expected?: string };
  return refused(expected === undefined ? requestProblem(error, schema) : brief({ message: error.message, field, expected }));
}

const refused = ({ message, field, expected }: RequestProblem): AppError =>
  new AppError('BAD_USER_INPUT', message, { ...(field !== undefined && { field }), ...(expected !== undefined && { expected }) });

const uncheckable = new AppError('BAD_USER_INPUT', 'The subscription cannot be checked.', {
  field: 'query',
  expected: 'a subscription whose one field has no @skip or @include with a variable',
});

const notWatched = new AppError('BAD_USER_INPUT', 'Only subscriptions are streamed.', {
  field: 'query',
  expected: 'a subscription; queries and mutations are asked at /graphql',
});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
