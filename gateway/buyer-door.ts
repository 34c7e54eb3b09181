import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { AppError } from '#libs/platform/errors';
import { parseInput } from '#libs/platform/graphql/parse-input';
import { readJson } from '#libs/platform/http/read-json';
import { sendJson } from '#libs/platform/http/send';
import { isId } from '#libs/platform/process/ids';
import type { AddressBudget } from './address-budget';
import type { BuyerAccessNow } from './buyer-rights';
import type { BuyerTokens } from './buyer-tokens';

interface DoorOptions {
  readonly tokens: Pick<BuyerTokens, 'issue'>;
  readonly accessOf: (shop: string) => Promise<BuyerAccessNow | null>;
  readonly budget: AddressBudget;
}

const asked = z.object({ shopId: z.string().max(64), channel: z.literal('WEB').default('WEB') });

const body = { bytes: 1_024, ms: 5_000 };

/** Gives a buyer whom nobody knows an id of its own, where the shop lets such buyers in. A shop that does not answers like an unknown one. */
export const buyerDoor =
  ({ tokens, accessOf, budget }: DoorOptions) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    budget.take(request.socket.remoteAddress ?? '');
    const { shopId } = parseInput(asked, await readJson(request, body));
    if (!isId(shopId) || !(await accessOf(shopId))?.anonymous) throw closed;
    sendJson(response, 201, await tokens.issue(shopId));
  };

const closed = new AppError('SHOP_NOT_FOUND', 'No such shop, or none for buyers whom nobody knows.', {
  field: 'shopId',
  expected: 'the id of a shop that lets anonymous buyers in',
});
