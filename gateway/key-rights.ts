import { z } from 'zod';
import type { Bearer, Caller } from '#libs/platform/access/caller';
import { withoutAccount } from '#libs/platform/access/caller';
import { rightsOfScopes } from '#libs/platform/access/key-scopes';
import type { Clock } from '#libs/platform/process/clock';
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
  /** When it is over, whether or not the shop service can still be asked. */
  readonly until: Date | null;
}

/** Asks what a key opens that was shown; null for one that its shop does not have, or no longer. */
export type AskKey = (key: ShownKey) => Promise<KeyNow | null>;

export const askKey = (asked: AskedShop): AskKey =>
  askShop<ShownKey, KeyNow>(asked, {
    selection: '... on KeyHolder { scopes until }',
    representation: ({ id, digest }) => ({ __typename: 'KeyHolder', id, digest }),
    answer: z
      .object({ scopes: z.array(z.string()), until: z.iso.datetime().nullable() })
      .transform(({ scopes, until }): KeyNow => ({ scopes, until: until === null ? null : new Date(until) })),
  });

interface KeyOptions {
  readonly ask: AskKey;
  /** Business time, by which keys end. */
  readonly clock: Clock;
  readonly log: Log;
  /** The machine's time, by which answers grow old. */
  readonly now: () => number;
}

/** What partners' keys open now. */
export class KeyRights implements Callers {
  private readonly answers: LastAnswers<ShownKey, KeyNow>;

  constructor(private readonly options: KeyOptions) {
    const { ask, log, now } = options;
    this.answers = new LastAnswers({ ask, log, now, nameOf: ({ id, digest }) => `${id} ${digest}`, what: 'what keys open' });
  }

  async callerOf(bearer: Bearer): Promise<Caller> {
    const { shop, key } = bearer;
    const found = shop === null || key === undefined ? null : await this.answers.get({ shop, ...key });
    if (!found || (found.until !== null && found.until <= this.options.clock.now()))
      throw unauthenticated('The key is not valid, or no longer.');
    return { ...withoutAccount(bearer), ...rightsOfScopes(found.scopes), key: bearer.subject };
  }

  changed(shop: string | null, isCertain: boolean): void {
    this.answers.changed(shop, isCertain);
  }
}
