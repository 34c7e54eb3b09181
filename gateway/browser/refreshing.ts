import type { Log } from '#libs/platform/process/log';
import type { BrowserSession } from './browser-session';

/** What an issuer answers to a refresh token: the next one, or that the login is over. */
export type Refresh = (session: BrowserSession) => Promise<NonNullable<BrowserSession['refresh']> | undefined>;

/** A session that goes on, as it is now. */
export interface Refreshed {
  readonly session: BrowserSession;
  /** Another gateway may have renewed it meanwhile: its cookie is not written anew, or the older would replace the newer. */
  readonly isElsewhere?: true;
}

interface Options {
  /** Rejects when the issuer cannot be asked. */
  readonly refresh: Refresh;
  readonly now: () => number;
  readonly log: Log;
}

interface Flight {
  readonly until: number;
  readonly answer: Promise<Refreshed | undefined>;
  /** What the issuer said, once it did: the token is used up, or was so already. */
  outcome?: 'USED' | 'REFUSED';
}

/** Requests of one page come at once and with the same cookie; so long the old one is good beside the new one. An issuer that is away is asked again after it. */
const graceMs = 30_000;
/** By then the cookie itself is over. */
const forgottenMs = 15 * 60_000;

/**
 * Asks issuers whether logins are still good, once for all requests of a session. While an issuer is away, its sessions go on. Of several gateways that ask with
 * the same token, a strict issuer refuses all but the first: so a first refusal ends nothing, and only what comes with that token after the grace is over.
 */
export class Refreshing {
  private readonly flights = new Map<string, Flight>();

  constructor(private readonly options: Options) {}

  /** The session, after its issuer was asked where that was due; undefined when the issuer has ended it. */
  async refreshed(session: BrowserSession): Promise<Refreshed | undefined> {
    const { refresh } = session;
    const now = this.options.now();
    if (refresh === undefined || refresh.at > now) return { session };
    for (const [name, { until }] of this.flights) if (until + forgottenMs <= now) this.flights.delete(name);
    const name = `${session.id} ${refresh.at}`;
    const known = this.flights.get(name);
    if (known && now < known.until) return known.answer;
    if (known?.outcome) return undefined;
    const flight: Flight = { until: now + graceMs, answer: this.ask(session, (outcome) => (flight.outcome = outcome)) };
    this.flights.set(name, flight);
    return flight.answer;
  }

  private async ask(session: BrowserSession, said: (outcome: Flight['outcome']) => void): Promise<Refreshed | undefined> {
    try {
      const refresh = await this.options.refresh(session);
      if (refresh === undefined) said('REFUSED');
      else if (refresh.token !== session.refresh?.token) said('USED');
      return refresh ? { session: { ...session, refresh } } : { session, isElsewhere: true };
    } catch (err) {
      this.options.log.warn({ err }, 'an issuer cannot be asked about a login, which goes on');
      return { session };
    }
  }
}
