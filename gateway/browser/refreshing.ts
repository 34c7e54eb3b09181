import type { Log } from '#libs/platform/process/log';
import type { BrowserSession } from './browser-session';

/** What an issuer answers to a refresh token: the next one, or that the login is over. */
export type Refresh = (session: BrowserSession) => Promise<NonNullable<BrowserSession['refresh']> | undefined>;

interface Options {
  /** Rejects when the issuer cannot be asked. */
  readonly refresh: Refresh;
  readonly now: () => number;
  readonly log: Log;
}

interface Flight {
  readonly until: number;
  readonly answer: Promise<BrowserSession | undefined>;
}

/** Requests of one page come at once and with the same cookie; so long the old one is good beside the new one. An issuer that is away is asked again after it. */
const graceMs = 30_000;

/** Asks issuers whether logins are still good, once for all requests of a session. While an issuer is away, its sessions go on. */
export class Refreshing {
  private readonly flights = new Map<string, Flight>();

  constructor(private readonly options: Options) {}

  /** The session, after its issuer was asked where that was due; undefined when the issuer has ended it. */
  async refreshed(session: BrowserSession): Promise<BrowserSession | undefined> {
    const { refresh } = session;
    const now = this.options.now();
    if (refresh === undefined || refresh.at > now) return session;
    for (const [name, { until }] of this.flights) if (until <= now) this.flights.delete(name);
    const name = `${session.id} ${refresh.at}`;
    const known = this.flights.get(name);
    if (known) return known.answer;
    const answer = this.ask(session);
    this.flights.set(name, { until: now + graceMs, answer });
    return answer;
  }

  private async ask(session: BrowserSession): Promise<BrowserSession | undefined> {
    try {
      const refresh = await this.options.refresh(session);
      return refresh && { ...session, refresh };
    } catch (err) {
      this.options.log.warn({ err }, 'an issuer cannot be asked about a login, which goes on');
      return session;
    }
  }
}
