import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Bearer } from '#libs/platform/access/caller';
import type { PassportSigner } from '#libs/platform/access/passport';
import { readJson } from '#libs/platform/http/read-json';
import { endWithText } from '#libs/platform/http/send';
import type { Callers } from './account-rights';
import type { Graph } from './apollo';
import { atLeastOf } from './at-least';
import { calledFromOf } from './called-from';
import type { CallerBudgets, Drawn } from './caller-budgets';
import type { ClientAddresses } from './client-addresses';
import { nameOf, requestLimitMs, type GatewayContext } from './context';
import { Heard } from './heard';
import { limits } from './limits';

export interface QueryOptions {
  readonly callers: Callers;
  readonly passports: PassportSigner;
  readonly budgets: CallerBudgets;
  readonly addresses: ClientAddresses;
}

interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly bearer: Bearer;
  readonly traceparent: string;
}

/** Answers a request of the graph; the code of its first error, if it has any. */
export async function answerQuery(graph: Graph, options: QueryOptions, asked: Asked): Promise<string | undefined> {
  const { request, response } = asked;
  const body = request.method === 'POST' ? await readJson(request, { bytes: limits.bodyBytes, ms: limits.bodyMs }) : '';
  const context = await contextOf(asked, body, options);
  const { status, headers, text } = await graph.answer(request, body, context);
  response.statusCode = status;
  for (const [name, value] of headers) response.setHeader(name, value);
  await endWithText(request, response, text);
  return context.ending?.outcome;
}

/** On whose budgets a request of this bearer draws. */
export const drawnBy = (bearer: Bearer, address: string): Drawn => ({
  isBuyer: bearer.buyer !== undefined,
  shop: bearer.shop,
  caller: nameOf(bearer),
  address,
});

async function contextOf(
  { request, bearer, traceparent }: Asked,
  body: unknown,
  { callers, passports, budgets, addresses }: QueryOptions,
): Promise<GatewayContext> {
  const caller = await callers.callerOf(bearer);
  return {
    caller,
    callerName: nameOf(bearer),
    charge: budgets.chargeFor({ ...drawnBy(bearer, addresses.of(request)), shop: caller.shop }),
    passport: await passports.sign(caller),
    traceparent,
    calledFrom: calledFromOf(request, addresses),
    atLeast: bearer.buyer === undefined ? atLeastOf(body) : undefined,
    ending: {},
    answerBy: performance.now() + requestLimitMs,
    heard: new Heard(),
    onMutation: (service, isCertain) => {
      if (service === 'shop') callers.changed(caller.shop, isCertain);
    },
  };
}
