import { z } from 'zod';
import { withoutAccount, type Bearer, type Caller } from '#libs/platform/access/caller';
import type { Log } from '#libs/platform/process/log';
import type { Callers } from './account-rights';
import { askShop, type AskedShop } from './ask-shop';
import { LastAnswers } from './last-answers';
import { badToken } from './token-refusals';

/** How buyers come to a shop by themselves, as it says now. */
export interface BuyerAccessNow {
  readonly anonymous: boolean;
  /** Those that have not ended. */
  readonly keys: readonly BuyerKey[];
}

/** A public key of a shop's server. */
export interface BuyerKey {
  readonly id: string;
  readonly publicKey: string;
  readonly algorithm: string;
}

/** Asks how buyers come to a shop; null when there is no such shop. */
export type AskBuyerAccess = (shop: { readonly shop: string }) => Promise<BuyerAccessNow | null>;

const key = z.object({ id: z.string(), publicKey: z.string(), algorithm: z.string(), revokedAt: z.string().nullable() });

export const askBuyerAccess = (asked: AskedShop): AskBuyerAccess =>
  askShop<{ readonly shop: string }, BuyerAccessNow>(asked, {
    selection: '... on BuyerAccess { anonymous keys { id publicKey algorithm revokedAt } }',
    representation: ({ shop }) => ({ __typename: 'BuyerAccess', shopId: shop }),
    answer: z
      .object({ anonymous: z.boolean(), keys: z.array(key) })
      .transform(({ anonymous, keys }) => ({ anonymous, keys: keys.filter(({ revokedAt }) => revokedAt === null) })),
  });

/** Which buyers may come now: those for whom a key vouches that stands, and anonymous ones while their shop lets them in. */
export class BuyerRights implements Callers {
  private readonly answers: LastAnswers<{ readonly shop: string }, BuyerAccessNow>;

  constructor({ ask, ...options }: { readonly ask: AskBuyerAccess; readonly log: Log; readonly now: () => number }) {
    this.answers = new LastAnswers({ ...options, ask, nameOf: () => '', what: 'how buyers come' });
  }

  accessOf(shop: string): Promise<BuyerAccessNow | null> {
    return this.answers.get({ shop });
  }

  async callerOf(bearer: Bearer): Promise<Caller> {
    const { shop, buyer } = bearer;
    const access = shop === null ? null : await this.accessOf(shop);
    if (!access || !buyer) throw badToken();
    const stands = buyer.keyId === null ? access.anonymous : access.keys.some(({ id }) => id === buyer.keyId);
    if (!stands) throw badToken();
    const { channel, externalId } = buyer;
    return { ...withoutAccount(bearer), roles: ['BUYER'], buyer: { channel, externalId } };
  }

  changed(shop: string | null, isCertain: boolean): void {
    this.answers.changed(shop, isCertain);
  }
}
