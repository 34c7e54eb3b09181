import type { IncomingMessage } from 'node:http';
import { AppError } from '#libs/platform/errors';

/** Tells requests of our own pages from those that pages of others make a browser send. */
export class OwnOrigins {
  private readonly byHost: ReadonlyMap<string, string>;

  constructor(origins: readonly string[]) {
    this.byHost = new Map(origins.map((origin) => [new URL(origin).host, origin]));
  }

  /** The origin a request is for. Another host than ours is somebody's name that leads to us (DNS rebinding). */
  of({ headers: { host } }: IncomingMessage): string {
    const origin = this.byHost.get(host ?? '');
    if (origin === undefined) throw foreignHost;
    return origin;
  }

  /** Refuses what another site's page may have sent; whatever changes something has to prove that ours did. */
  requireOwnPage(request: IncomingMessage): void {
    const own = this.of(request);
    const { 'sec-fetch-site': site, origin } = request.headers;
    const isSafe = request.method === 'GET' || request.method === 'HEAD';
    if (site !== undefined) {
      if (site !== 'same-origin' && !(isSafe && site === 'none')) throw foreignPage;
    } else if (origin === undefined ? !isSafe : origin !== own) throw foreignPage;
    if (!isSafe && !/^application\/json\b/i.test(request.headers['content-type'] ?? '')) throw notJson;
  }
}

const foreignHost = new AppError('FORBIDDEN', 'Sessions of browsers are for our own addresses.', {
  field: 'host',
  expected: 'a host of JIEDAI_PUBLIC_URL',
});

const foreignPage = new AppError('FORBIDDEN', 'A session of a browser is used by our own pages alone.', {
  field: 'origin',
  expected: 'Sec-Fetch-Site: same-origin, or our own Origin',
});

const notJson = new AppError('FORBIDDEN', 'What another site could send is not taken.', {
  field: 'content-type',
  expected: 'application/json',
});
