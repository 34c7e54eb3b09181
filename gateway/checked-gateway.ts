import type { GatewayExecutionResult, GatewayGraphQLRequestContext, GatewayInterface } from '@apollo/server-gateway-interface';
import { setTimeout as pause } from 'node:timers/promises';
import { execute, GraphQLError, Kind, type DocumentNode, type FragmentDefinitionNode, type OperationDefinitionNode } from 'graphql';
import { refusalOf as httpRefusalOf } from '#libs/platform/http/http-refusal';
import { boundErrors, sayDone } from './answer-errors';
import type { Charge } from './caller-budgets';
import { checkRequest, refusalOf } from './check-request';
import type { GatewayContext } from './context';
import { costOf } from './cost';
import type { TrustedDocuments } from './documents/trusted-documents';
import { limits } from './limits';
import { withSubscriptions } from './live/live-schema';
import type { NewQueries } from './new-queries';
import { ReadBudget } from './read-budget';
import { asksForSchema, rootFields } from './root-fields';
import { routingWait } from './routing-wait';

type Asked = GatewayGraphQLRequestContext;
type Executor = (asked: Asked) => Promise<GatewayExecutionResult>;

/** Apollo's gateway, where what a request asks for is looked at before any service is asked, and what it is answered with is bounded. */
export function checkedGateway(
  gateway: GatewayInterface,
  queries: NewQueries,
  documents: Pick<TrustedDocuments, 'costLimit'>,
): GatewayInterface {
  const budget = new ReadBudget(limits);
  return {
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    stop: () => gateway.stop(),
    load: async (options) => {
      const { executor } = await gateway.load(options);
      if (!executor) throw new Error('The gateway came without an executor');
      return {
        executor: async (asked) => {
          queries.knows(asked.source);
          const result = boundErrors(await answer(asked, executor, { budget, costLimit: documents.costLimit(asked.source) }));
          const { heard, caller } = asked.context as GatewayContext;
          const told = heard?.told(caller);
          return told ? { ...result, extensions: { ...result.extensions, ...told } } : result;
        },
      };
    },
  };
}

interface Bounds {
  readonly budget: ReadBudget;
  readonly costLimit: number;
}

async function answer(asked: Asked, executor: Executor, { budget, costLimit }: Bounds): Promise<GatewayExecutionResult> {
  const { request, schema, document } = asked;
  const operation = asked.operation as OperationDefinitionNode | undefined;
  const variables = request.variables ?? {};
  const checked = checkRequest(schema, { operation, operationName: request.operationName, variables });
  if ('problem' in checked) return { errors: [refusalOf(checked.problem)] };
  if (String(checked.operation.operation) === 'subscription') return { errors: [refusalOf(notWatchedHere)] };
  const fragmentOf = fragmentsOf(document);
  // Answered here: Apollo's gateway does not know every field of graphql-js's introspection.
  if (rootFields(checked.operation.selectionSet, fragmentOf).some(asksForSchema))
    return execute({ schema: withSubscriptions(schema), document, variableValues: variables, operationName: request.operationName });
  const context = asked.context as GatewayContext;
  const cost = context.readCost ?? costOf({ schema, operation: checked.operation, fragmentOf, variables }, costLimit);
  if (cost > costLimit) return { errors: [refusalOf(tooDear(costLimit))] };
  const isMutation = checked.operation.operation === 'mutation';
  const refusal = charged(context, isMutation ? 'mutations' : 'reads', cost);
  if (refusal) {
    // Whoever floods would ask again at once, and even a refusal costs this process something.
    await pause(limits.rateRefusalMs);
    return refusal;
  }
  if (isMutation) {
    const waitMs = routingWait({ operation: checked.operation, fragmentOf, variables });
    if (waitMs > 0) {
      const fields = rootFields(checked.operation.selectionSet, fragmentOf);
      const firstRouting = fields.every(({ name }) => name.value === 'sendBuyerMessage');
      Object.assign(context, { routedBy: performance.now() + waitMs, firstRouting });
    }
    return sayDone(await executor(asked));
  }
  return budget.run(context.callerName, cost, () => executor(asked)).catch(refusedBefore);
}

/** As `knownKind` refuses it in what nobody registered. */
const notWatchedHere = { message: 'There is no subscription here.', field: 'query', expected: 'a query or a mutation' };

const tooDear = (limit: number) => ({ message: 'The query asks for too much.', field: 'query', expected: `a cost of at most ${limit}` });

/** The refusal of a caller whose budgets are empty. */
function charged({ charge }: GatewayContext, ...[kind, cost]: Parameters<Charge>): GatewayExecutionResult | undefined {
  try {
    charge?.(kind, cost);
    return undefined;
  } catch (error) {
    return refusedBefore(error);
  }
}

/** What was refused before any service was asked, with its status; Apollo would answer 500. */
function refusedBefore(error: unknown): GatewayExecutionResult {
  const refusal = httpRefusalOf(error);
  if (!refusal) throw error;
  const { code, field, expected, retryable, message } = refusal.error;
  const http = { status: refusal.status, headers: new Map(Object.entries(refusal.headers)) };
  return { errors: [new GraphQLError(message, { extensions: { code, field, expected, retryable, http } })] };
}

function fragmentsOf({ definitions }: DocumentNode): (name: string) => FragmentDefinitionNode | undefined {
  const fragments = new Map(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [])),
  );
  return (name) => fragments.get(name);
}
