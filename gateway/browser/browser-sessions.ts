import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Bearer } from '#libs/platform/access/caller';
import { AppError } from '#libs/platform/errors';
import type { Log } from '#libs/platform/process/log';
import { unauthenticated } from '../token-refusals';
import { bearerOf, endOf, isToRenew, readSession, type BrowserSession } from './browser-session';
import { cookieOf, setCookie } from './cookies';
import type { CookieSeal } from './cookie-seal';
import type { OwnOrigins } from './own-origin';
import type { Refreshing } from './refreshing';

interface Options {
  readonly seal: CookieSeal;
  readonly origins: OwnOrigins;
  readonly refreshing: Refreshing;
  readonly now: () => number;
  readonly log: Log;
}

const name = 'jiedai';

/** Browsers drop a cookie of more than 4,096 bytes with its name and attributes, without a word. */
const longest = 3_500;

/** Sessions of browsers, kept by them in a sealed cookie; of them we only know which were ended (`EndedSessions`). */
export class BrowserSessions {
  constructor(private readonly options: Options) {}

  /** The cookie of a request that comes with a session instead of a token. */
  shownIn({ headers: { authorization, cookie } }: IncomingMessage): string | undefined {
    return authorization === undefined ? /(?:^|; *)(?:__Host-)?jiedai=([^;]*)/.exec(cookie ?? '')?.[1] : undefined;
  }

  /** Who calls with the session of this request. */
  async bearerOf(request: IncomingMessage, response: ServerResponse): Promise<Bearer> {
    this.options.origins.requireOwnPage(request);
    const session = await this.sessionOf(request, response);
    if (!session) throw unauthenticated('The session has ended; log in again.');
    return bearerOf(session);
  }

  /** The session of a request, if it has one that is still good; it goes on from now. */
  async sessionOf(request: IncomingMessage, response: ServerResponse): Promise<BrowserSession | undefined> {
    const { origins, seal, refreshing, now } = this.options;
    const cookie = cookieOf(request, { name, origin: origins.of(request) });
    const found = cookie === undefined ? undefined : readSession(await seal.open('session', cookie), now());
    const { session, isElsewhere } = (found && (await refreshing.refreshed(found))) ?? {};
    if (cookie !== undefined && !session) this.end(request, response);
    if (session && !isElsewhere && (session !== found || isToRenew(session, now())))
      await this.keep(request, response, { ...session, seenAt: now() });
    return session;
  }

  /** Gives the browser a session. One that would not fit into a cookie is refused, and without the issuer's token first. */
  async keep(request: IncomingMessage, response: ServerResponse, session: BrowserSession): Promise<void> {
    if (response.headersSent) return;
    const { origins, seal, now, log } = this.options;
    const { idToken: _left, ...smaller } = session;
    let sealed = await seal.seal('session', session);
    if (sealed.length > longest) sealed = await seal.seal('session', smaller);
    if (sealed.length > longest) {
      log.error({ count: sealed.length }, 'a login is too large for a cookie; the issuer’s refresh token would have to be shorter');
      throw tooLarge;
    }
    setCookie(response, { name, origin: origins.of(request) }, sealed, (endOf(session) - now()) / 1_000);
  }

  end(request: IncomingMessage, response: ServerResponse): void {
    if (!response.headersSent) setCookie(response, { name, origin: this.options.origins.of(request) }, '', 0);
  }
}

const tooLarge = new AppError('UNAUTHENTICATED', 'The login is too large to be kept; whoever runs this system finds it in the log.', {
  expected: `at most ${longest} characters`,
});
