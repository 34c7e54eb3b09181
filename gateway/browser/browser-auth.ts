import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Bearer, Caller } from '#libs/platform/access/caller';
import { AppError } from '#libs/platform/errors';
import { parseInput } from '#libs/platform/graphql/parse-input';
import { readJson } from '#libs/platform/http/read-json';
import { sendJson } from '#libs/platform/http/send';
import type { Log } from '#libs/platform/process/log';
import type { AddressBudget } from '../address-budget';
import type { ClientAddresses } from '../client-addresses';
import { unauthenticated } from '../token-refusals';
import { bearerOf, endOf, type BrowserSession } from './browser-session';
import type { BrowserSessions } from './browser-sessions';
import type { EndedSessions } from './ended-sessions';
import type { CookieSeal } from './cookie-seal';
import { cookieOf, setCookie } from './cookies';
import { localLoginInput, type LocalLogin } from './local-login';
import { loginPage, loginPolicy } from './login-page';
import type { OidcLogin } from './oidc-login';
import type { OwnOrigins } from './own-origin';

interface Options {
  readonly origins: OwnOrigins;
  readonly seal: CookieSeal;
  readonly sessions: BrowserSessions;
  readonly oidc: OidcLogin | undefined;
  readonly local: LocalLogin | undefined;
  readonly callers: { callerOf(bearer: Bearer): Promise<Caller> };
  readonly ended: Pick<EndedSessions, 'end'>;
  readonly log: Log;
  /** Logins that one address may try. */
  readonly budget: AddressBudget;
  readonly addresses: ClientAddresses;
  readonly now: () => number;
}

type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const pending = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), returnTo: z.string(), until: z.number() });
const pendingName = 'jiedai-login';
const pendingMs = 10 * 60_000;
const body = { bytes: 1_024, ms: 5_000 };

/** What browsers ask about sessions: /login and what is below /auth. */
export class BrowserAuth {
  private readonly routes: Readonly<Record<string, Route>>;

  constructor(private readonly options: Options) {
    const { local, oidc } = options;
    this.routes = {
      'GET /auth/session': (request, response) => this.session(request, response),
      'POST /auth/logout': (request, response) => this.logout(request, response),
      ...(local && {
        'GET /login': (request, response) => this.page(local, request, response),
        'POST /auth/local': (request, response) => this.logInHere(local, request, response),
      }),
      ...(oidc && {
        'GET /auth/login': (request, response) => this.begin(oidc, request, response),
        'GET /auth/callback': (request, response) => this.finish(oidc, request, response),
      }),
    };
  }

  /** The answer to a request, if it is one of these. */
  routeOf(method: string | undefined, path: string | undefined): Route | undefined {
    const name = `${method} ${path}`;
    return Object.hasOwn(this.routes, name) ? this.routes[name] : undefined;
  }

  private async session(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.options.origins.requireOwnPage(request);
    const session = await this.options.sessions.sessionOf(request, response);
    const caller = session && (await this.callerOf(session, request, response));
    const { local, oidc } = this.options;
    const login = { accounts: this.isHere(request) ? (local?.names() ?? []) : [], issuer: oidc !== undefined };
    send(response, { session: session && caller ? shown(session, caller) : null, login });
  }

  private async logout(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { origins, sessions, oidc } = this.options;
    origins.requireOwnPage(request);
    const session = await sessions.sessionOf(request, response);
    if (session) await this.endCopies(session);
    response.removeHeader('set-cookie');
    sessions.end(request, response);
    const atIssuer = session?.issuer !== undefined && oidc ? oidc.logoutUrl(session.idToken, `${origins.of(request)}/`) : undefined;
    // Whether the issuer is there or not.
    send(response, { next: (await atIssuer?.catch(() => undefined)) ?? null });
  }

  /** Ends every copy of a session's cookie. Whoever wants to leave leaves, also when this cannot be done. */
  private async endCopies(session: BrowserSession): Promise<void> {
    const { callers, ended, log } = this.options;
    try {
      await ended.end(await callers.callerOf(bearerOf(session)), session.id);
    } catch (err) {
      if (err instanceof AppError && err.code !== 'SERVICE_UNAVAILABLE') return;
      log.error({ err }, 'a session was ended in its browser only; copies of its cookie go on until it is over');
    }
  }

  private async page(local: LocalLogin, request: IncomingMessage, response: ServerResponse): Promise<void> {
    local.requireHere(request);
    this.options.origins.of(request);
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': loginPolicy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    response.end(loginPage);
    return Promise.resolve();
  }

  private async logInHere(local: LocalLogin, request: IncomingMessage, response: ServerResponse): Promise<void> {
    local.requireHere(request);
    this.options.origins.requireOwnPage(request);
    this.options.budget.take(this.options.addresses.of(request));
    const { subject, shop, account } = local.bearerFor(parseInput(localLoginInput, await readJson(request, body)));
    const session = this.begun({ subject, shop, account });
    const caller = await this.options.callers.callerOf(bearerOf(session));
    await this.options.sessions.keep(request, response, session);
    send(response, { session: shown(session, caller) });
  }

  private async begin(oidc: OidcLogin, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { origins, seal, now, budget, addresses } = this.options;
    const origin = origins.of(request);
    budget.take(addresses.of(request));
    const returnTo = localPath(new URL(request.url ?? '/', origin).searchParams.get('returnTo') ?? '/', origin);
    const { url, pending: kept } = await oidc.begin(`${origin}/auth/callback`);
    const sealed = await seal.seal('login', { ...kept, returnTo, until: now() + pendingMs });
    setCookie(response, { name: pendingName, origin }, sealed, pendingMs / 1_000);
    redirect(response, url);
  }

  private async finish(oidc: OidcLogin, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { origins, seal, now, budget, addresses, sessions, callers } = this.options;
    const origin = origins.of(request);
    budget.take(addresses.of(request));
    const place = { name: pendingName, origin };
    const { data: kept } = pending.safeParse(await seal.open('login', cookieOf(request, place) ?? ''));
    setCookie(response, place, '', 0);
    if (!kept || kept.until <= now()) throw notBegun;
    const session = this.begun({ shop: null, account: null, ...(await oidc.finish(new URL(request.url ?? '/', origin), kept)) });
    // A login that is nobody's account begins no session.
    await callers.callerOf(bearerOf(session));
    await sessions.keep(request, response, session);
    redirect(response, kept.returnTo);
  }

  private begun(who: Omit<BrowserSession, 'id' | 'startedAt' | 'seenAt'>): BrowserSession {
    return { ...who, id: randomUUID(), startedAt: this.options.now(), seenAt: this.options.now() };
  }

  private isHere(request: IncomingMessage): boolean {
    try {
      this.options.local?.requireHere(request);
      return true;
    } catch {
      return false;
    }
  }

  private async callerOf(session: BrowserSession, request: IncomingMessage, response: ServerResponse): Promise<Caller | undefined> {
    try {
      return await this.options.callers.callerOf(bearerOf(session));
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'SERVICE_UNAVAILABLE') throw error;
      response.removeHeader('set-cookie');
      this.options.sessions.end(request, response);
      return undefined;
    }
  }
}

const shown = (session: BrowserSession, { shop, account }: Caller) => ({
  shopId: shop,
  accountId: account,
  endsAt: new Date(endOf(session)).toISOString(),
});

/** A path of ours; anything else would make us a way to anywhere. */
function localPath(asked: string, origin: string): string {
  const url = URL.canParse(asked, origin) ? new URL(asked, origin) : undefined;
  if (!asked.startsWith('/') || url?.origin !== origin)
    throw new AppError('BAD_USER_INPUT', 'returnTo is no path of ours.', { field: 'returnTo', expected: 'a path that begins with one /' });
  return url.pathname + url.search;
}

function send(response: ServerResponse, answer: object): void {
  response.setHeader('cache-control', 'no-store');
  sendJson(response, 200, answer);
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).end();
}

const notBegun = unauthenticated('This login was not begun here, or too long ago; begin it again.');
