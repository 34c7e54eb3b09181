import { ClientAddresses } from '#gateway/client-addresses';
import { openBrowsers } from '#gateway/browser/open-browsers';
import type { BrowserSettings } from '#gateway/browser/browser-settings';
import type { Bearer, Caller } from '#libs/platform/access/caller';
import { AppError } from '#libs/platform/errors';
import { Browser } from './browser';
import { GatewayStage, stageOwner } from './gateway-stage';
import { testPorts } from './test-ports';

/** A gateway that serves browsers, with a clock of its own. */
export class BrowserStage {
  readonly gateway = new GatewayStage();
  now = Date.now();
  origin = '';
  /** Logins that are bound to accounts. */
  readonly bound = new Set<string>(['annie@company']);
  /** Ids of sessions that were ended for every gateway. */
  readonly ended: string[] = [];
  /** Whom the gateway took callers for. */
  readonly called: Bearer[] = [];

  async open(settings: Partial<BrowserSettings> = {}): Promise<void> {
    await this.gateway.open();
    await this.serve(settings);
  }

  /** One more gateway, at a port of its own, which `origin` is from now on. */
  async serve(settings: Partial<BrowserSettings> = {}): Promise<void> {
    const [port = 0] = await testPorts(1);
    this.origin = `http://127.0.0.1:${port}`;
    const callers = { callerOf: (bearer: Bearer) => Promise.resolve(this.callerOf(bearer)), changed: () => undefined };
    const all = { origins: [this.origin], cookieKeys: ['k'.repeat(32)], login: undefined, localFolder: undefined, ...settings };
    const sessions = { end: (_caller: Caller, id: string) => Promise.resolve(void this.ended.push(id)) };
    const browsers = openBrowsers(all, { callers, sessions, addresses: new ClientAddresses(), now: () => this.now, log: this.gateway.log });
    await this.gateway.serve({ port, browsers, callers });
  }

  browser(): Browser {
    return new Browser(this.origin);
  }

  close(): Promise<void> {
    return this.gateway.close();
  }

  private callerOf(bearer: Bearer): Caller {
    this.called.push(bearer);
    if (bearer.login && !this.bound.has(bearer.subject)) throw new AppError('UNAUTHENTICATED', 'Your login is bound to no account.');
    return { ...stageOwner, shop: bearer.shop ?? 's', account: bearer.account ?? 'a' };
  }
}
