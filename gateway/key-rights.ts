import { z } from 'zod';
import type { Bearer, Caller } from '#libs/platform/access/caller';
import { withoutAccount } from '#libs/platform/access/caller';
import { rightsOfScopes } from '#libs/platform/access/key-scopes';
import type { Log } from '#libs/platform/process/log';
import type { Callers } from './account-rights';
import { askShop, type AskedShop } from './ask-shop';
import { LastAnswers } from './last-answers';
import { unauthenticated } from './token-refusals';

interface ShownKey {
  readonly shop: string;
  readonly id: string;
  readonly digest: string;
}

interface KeyNow {
  readonly scopes: readonly string[];
}

/** Asks what a key opens that was shown; null for one that its shop does not have, or no longer. */
export type AskKey = (key: ShownKey) => Promise<KeyNow | null>;

export const askKey = (asked: AskedShop): AskKey =>
  askShop<ShownKey, KeyNow>(asked, {
    selection: '... on KeyHolder { scopes }',
    representation: ({ id, digest }) => ({ __typename: 'KeyHolder', id, digest }),
    answer: z.object({ scopes: z.array(z.string()) }),
  });

/** What partners' keys open now. */
export class KeyRights implements Callers {
  private readonly answers: LastAnswers<ShownKey, KeyNow>;

  constructor({ ask, ...options }: { readonly ask: AskKey; readonly log: Log; readonly now: () => number }) {
    this.answers = new LastAnswers({ ...options, ask, nameOf: ({ id, digest }) => `${id} ${digest}`, what: 'what keys open' });
  }

  async callerOf(bearer: Bearer): Promise<Caller> {
    const { shop, key } = bearer;
    const found = shop === null || key === undefined ? null : await this.answers.get({ shop, ...key });
    if (!found) throw unauthenticated('The key is not valid, or no longer.');
    return { ...withoutAccount(bearer), ...rightsOfScopes(found.scopes), key: bearer.subject };
  }

  changed(shop: string | null, isCertain: boolean): void {
    this.answers.changed(shop, isCertain);
  }
}
