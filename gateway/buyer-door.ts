import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { AppError } from '#libs/platform/errors';
import { parseInput } from '#libs/platform/graphql/parse-input';
import { readJson } from '#libs/platform/http/read-json';
import { sendJson } from '#libs/platform/http/send';
import { isId } from '#libs/platform/process/ids';
import type { AddressBudget } from './address-budget';
import type { ClientAddresses } from './client-addresses';
import type { BuyerAccessNow } from './buyer-rights';
import type { BuyerTokens } from './buyer-tokens';
import { isRecord } from './documents/with-document';
import { requireJson } from './require-json';

interface DoorOptions {
  readonly tokens: Pick<BuyerTokens, 'issue'>;
  readonly accessOf: (shop: string) => Promise<BuyerAccessNow | null>;
  readonly budget: AddressBudget;
  readonly addresses: ClientAddresses;
}

const aShop = 'the id of a shop';
const asked = z.object({ shopId: z.string(aShop).max(64, aShop), channel: z.literal('WEB', 'WEB, or no channel at all').default('WEB') });

const body = { bytes: 1_024, ms: 5_000, like: 'JSON like {"shopId": "…"}' };

/** Gives a buyer whom nobody knows an id of its own, where the shop lets such buyers in. A shop that does not answers like an unknown one. */
export const buyerDoor =
  ({ tokens, accessOf, budget, addresses }: DoorOptions) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    budget.take(addresses.of(request));
    requireJson(request);
    const given = await readJson(request, body);
    if (!isRecord(given)) throw noObject;
    const { shopId } = parseInput(asked, given);
    if (!isId(shopId) || !(await accessOf(shopId))?.anonymous) throw closed;
    sendJson(response, 201, await tokens.issue(shopId));
  };

const noObject = new AppError('BAD_USER_INPUT', 'The body is no JSON object.', { field: 'body', expected: body.like });

const closed = new AppError('SHOP_NOT_FOUND', 'No such shop, or none for buyers whom nobody knows.', {
  field: 'shopId',
  expected: 'the id of a shop that lets anonymous buyers in',
});
