import { z } from 'zod';
import type { Caller } from '#libs/platform/access/caller';
import type { Log } from '#libs/platform/process/log';
import { ownTrace } from '#libs/platform/trace-context';
import { askShop, type AskedShop } from '../ask-shop';
import { LastAnswers } from '../last-answers';
import { unauthenticated } from '../token-refusals';

interface SessionKey {
  readonly shop: string;
  readonly account: string;
  readonly id: string;
}

interface Options {
  readonly asked: AskedShop;
  readonly log: Log;
  readonly now: () => number;
}

const endMs = 2_000;

const endQuery = 'mutation End($input: EndBrowserSessionInput!) { endBrowserSession(input: $input) { __typename } }';

/** Which sessions of browsers were ended by hand, as the shop service knows: with a session every copy of its cookie ends, at every gateway within a second. */
export class EndedSessions {
  private readonly answers: LastAnswers<SessionKey, { readonly isEnded: boolean }>;

  constructor(private readonly options: Options) {
    const ask = askShop<SessionKey, { readonly isEnded: boolean }>(options.asked, {
      selection: '... on BrowserSession { isEnded }',
      representation: ({ account: accountId, id }) => ({ __typename: 'BrowserSession', accountId, id }),
      answer: z.object({ isEnded: z.boolean() }),
    });
    this.answers = new LastAnswers({
      ...{ ask, log: options.log, now: options.now, what: 'which sessions have ended' },
      nameOf: ({ account, id }) => `${account} ${id}`,
    });
  }

  /** Refuses a session of the caller that was ended. */
  async requireOpen({ shop, account }: Caller, id: string): Promise<void> {
    if (shop === null || account === null) return;
    if ((await this.answers.get({ shop, account, id }))?.isEnded) throw unauthenticated('The session has ended; log in again.');
  }

  /** Ends a session of the caller; rejects when the shop service cannot be told. */
  async end(caller: Caller, id: string): Promise<void> {
    if (caller.shop === null) return;
    const { shopService, passports } = this.options.asked;
    const context = { caller, passport: await passports.sign(caller), traceparent: ownTrace(), answerBy: performance.now() + endMs };
    const variables = { input: { shopId: caller.shop, browserSessionId: id } };
    const { errors } = await shopService.process({ request: { query: endQuery, variables }, context });
    this.answers.changed(caller.shop, true);
    if (errors?.[0]) throw new Error(errors[0].message);
  }

  changed(shop: string | null, isCertain: boolean): void {
    this.answers.changed(shop, isCertain);
  }
}
