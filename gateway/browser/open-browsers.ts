import type { Log } from '#libs/platform/process/log';
import { AddressBudget } from '../address-budget';
import type { Callers } from '../account-rights';
import type { ClientAddresses } from '../client-addresses';
import { limits } from '../limits';
import { BrowserAuth } from './browser-auth';
import { BrowserSessions } from './browser-sessions';
import type { BrowserSettings } from './browser-settings';
import { CookieSeal } from './cookie-seal';
import type { EndedSessions } from './ended-sessions';
import { LocalLogin } from './local-login';
import { OidcLogin } from './oidc-login';
import { OwnOrigins } from './own-origin';
import { Refreshing } from './refreshing';

/** What serves browsers: their sessions, and how these begin and end. */
export interface Browsers {
  readonly auth: BrowserAuth;
  readonly sessions: BrowserSessions;
}

interface Options {
  readonly callers: Callers;
  /** Ends sessions for every gateway. */
  readonly sessions: Pick<EndedSessions, 'end'>;
  readonly addresses: ClientAddresses;
  /** The machine's clock, by which sessions end. */
  readonly now: () => number;
  readonly log: Log;
}

export function openBrowsers(settings: BrowserSettings, { callers, sessions: ended, addresses, now, log }: Options): Browsers {
  const origins = new OwnOrigins(settings.origins);
  const seal = new CookieSeal(settings.cookieKeys);
  const oidc = settings.login && new OidcLogin(settings.login, now);
  const local = settings.localFolder === undefined ? undefined : new LocalLogin(settings.localFolder, now);
  const refreshing = new Refreshing({ refresh: (session) => oidc?.refresh(session) ?? Promise.resolve(undefined), now, log });
  const sessions = new BrowserSessions({ seal, origins, refreshing, now, log });
  const budget = new AddressBudget(limits.loginsPerMinute, () => performance.now());
  return { sessions, auth: new BrowserAuth({ origins, seal, sessions, oidc, local, callers, ended, budget, addresses, now, log }) };
}
